import { Problem } from '../api/problem.ts';
import { fill, h, type Child } from '../ui/dom.ts';
import { clockTime } from '../ui/time.ts';

/** A panel of the shift lead's page: looks for itself, says when it looked, and why it could not. */
export abstract class Panel {
  readonly element: HTMLElement;
  protected readonly body = h('div', {});
  private readonly looked = h('small', {});
  private isLoading = false;

  /** @param everySeconds between looks; null for only when asked. */
  constructor(
    title: string,
    readonly everySeconds: number | null,
  ) {
    this.element = h('section', { class: 'panel card', 'aria-label': title }, h('header', {}, h('h2', {}, title), this.looked), this.body);
  }

  async load(): Promise<void> {
    if (this.isLoading) {
      return;
    }
    this.isLoading = true;
    try {
      const parts = await this.look();
      if (!this.element.contains(document.activeElement) || this.everySeconds === null) {
        fill(this.body, ...parts);
      }
      this.looked.textContent = clockTime(Date.now(), true);
      this.element.removeAttribute('data-stale');
    } catch (failure) {
      this.element.setAttribute('data-stale', '');
      this.looked.textContent = `not up to date: ${Problem.from(failure).message}`;
      if (this.body.childElementCount === 0) {
        fill(this.body, h('button', { type: 'button', onclick: () => void this.load() }, 'Try again'));
      }
    } finally {
      this.isLoading = false;
    }
  }

  protected abstract look(): Promise<Child[]>;
}

/** A table of texts. */
export function table(headings: readonly string[], rows: readonly (readonly Child[])[], otherwise: string): HTMLElement {
  return rows.length === 0 ? h('p', { class: 'hint' }, otherwise) : h('table', {}, h('thead', {}, h('tr', {}, ...headings.map((text) => h('th', {}, text)))), h('tbody', {}, ...rows.map((cells) => h('tr', {}, ...cells.map((cell) => h('td', {}, cell))))));
}
