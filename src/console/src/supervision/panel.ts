import { Problem } from '../api/problem.ts';
import type { Desk } from '../state/desk.ts';
import { fill, h, refill, say, setAttribute, type Child } from '../ui/dom.ts';
import { Latest } from '../ui/latest.ts';
import { clockTime } from '../ui/time.ts';

/** A panel of the shift lead's page: looks for itself, says when it looked, and why it could not. */
export abstract class Panel<T> {
  readonly element: HTMLElement;
  /** Fields and buttons, which stay as they are whatever comes. */
  protected readonly tools = h('div', {});
  private readonly body = h('div', {});
  private readonly looked = h('small', {});
  private readonly latest = new Latest();
  private shownAt = '';

  /** Told when it is put away for good: who is served only what is shared with him is refused although he has the scope. */
  onRefused: () => void = () => {};

  /** @param everySeconds between looks; null for only when asked. */
  constructor(
    protected readonly desk: Desk,
    title: string,
    readonly everySeconds: number | null,
  ) {
    this.element = h('section', { class: 'panel card', 'aria-label': title }, h('header', {}, h('h2', {}, title), this.looked), this.tools, this.body);
  }

  /** Looks. One look at a time: a further one waits for its turn, but for one that asks something else (`isAnew`), which ends the one under way. */
  async load(isAnew = false): Promise<void> {
    if (this.element.hidden || (this.latest.isBusy && !isAnew)) {
      return;
    }
    setAttribute(this.body, 'aria-busy', 'true');
    const ending = await this.latest.run((signal) => this.ask(signal));
    if (ending.is === 'overtaken') {
      return;
    }
    setAttribute(this.body, 'aria-busy', null);
    if (ending.is === 'done') {
      refill(this.body, ending.answer, () => h('div', {}, ...this.write(ending.answer)));
      this.shownAt = clockTime(this.desk.clock.now(), true);
      say(this.looked, this.shownAt);
      this.element.removeAttribute('data-stale');
    } else if (ending.is === 'failed' && this.shownAt === '' && Problem.from(ending.failure).status === 403) {
      this.element.hidden = true;
      this.onRefused();
    } else {
      const why = ending.is === 'failed' ? Problem.from(ending.failure).message : 'stopped';
      this.element.setAttribute('data-stale', '');
      say(this.looked, this.shownAt === '' ? why : `not up to date since ${this.shownAt}: ${why}`);
      if (this.body.childElementCount === 0) {
        fill(this.body, h('button', { type: 'button', onclick: () => void this.load() }, 'Try again'));
      }
    }
  }

  /** Nobody looks at it any more. */
  rest(): void {
    this.latest.drop();
    setAttribute(this.body, 'aria-busy', null);
  }

  /** Asks the service; everything that is shown is in the answer, so that the same answer need not be written again. */
  protected abstract ask(signal: AbortSignal): Promise<T>;

  /** The answer for a person. What can have the focus has a `data-action` of its own, and keeps it when the answer is written anew. */
  protected abstract write(answer: T): Child[];
}

/** A table of texts. */
export function table(headings: readonly string[], rows: readonly (readonly Child[])[], otherwise: string): HTMLElement {
  return rows.length === 0 ? h('p', { class: 'hint' }, otherwise) : h('table', {}, h('thead', {}, h('tr', {}, ...headings.map((text) => h('th', {}, text)))), h('tbody', {}, ...rows.map((cells) => h('tr', {}, ...cells.map((cell) => h('td', {}, cell))))));
}
