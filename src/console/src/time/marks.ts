import { title } from '../alerts/actions.ts';
import { alertsWhere } from '../alerts/ask.ts';
import { priorityOf } from '../alerts/book.ts';
import { rank } from '../alerts/order.ts';
import { severityWord } from '../alerts/words.ts';
import { Problem, isAborted } from '../api/problem.ts';
import type { Alert } from '../api/types.ts';
import { fill, h } from '../ui/dom.ts';
import { clockTime } from '../ui/time.ts';
import { shareOf } from './playing.ts';

/** Events that are marked at most. */
const MOST = 1_000;

/** Milliseconds between two loads at least, however the bar is moved, and after which what is shown is loaded again. */
const REST = 2_000;
const OLD = 60_000;

/** The alerts of the span of the bar as marks that lie at their times, whatever the span is meanwhile. */
export class Marks {
  readonly element = h('div', { class: 'marks', 'aria-hidden': 'true' });
  private marks: { readonly at: number; readonly element: HTMLElement }[] = [];
  private span: readonly [number, number] = [0, 0];
  private loaded: readonly [number, number] = [0, 0];
  private loadedAt = 0;
  private later: ReturnType<typeof setTimeout> | undefined;
  private running = new AbortController();

  /** @param pick somebody wants to see that alert at its time. @param tell says what is wrong; empty for nothing. */
  constructor(
    private readonly pick: (alert: Alert, at: number) => void,
    private readonly tell: (trouble: string) => void,
  ) {}

  /** Shows those of a span, and sees to it that they are loaded. @param isStale something has been raised since. */
  show(from: number, to: number, isStale = false): void {
    const hasMoved = Math.abs(from - this.span[0]) + Math.abs(to - this.span[1]) > (to - from) / 2_000;
    if (hasMoved) {
      this.span = [from, to];
      this.place();
    }
    const slack = (to - from) / 200;
    if (isStale || Math.abs(from - this.loaded[0]) > slack || Math.abs(to - this.loaded[1]) > slack || Date.now() - this.loadedAt > OLD) {
      this.loadSoon();
    }
  }

  /** The last wish counts: where the bar was moved twice in a moment, its marks are loaded once more when it rests. */
  private loadSoon(): void {
    this.later ??= setTimeout(() => {
      this.later = undefined;
      this.loadedAt = Date.now();
      this.loaded = this.span;
      this.running.abort();
      this.running = new AbortController();
      void this.load(...this.span, this.running.signal);
    }, Math.max(0, this.loadedAt + REST - Date.now()));
  }

  private async load(from: number, to: number, signal: AbortSignal): Promise<void> {
    try {
      const filter = `since >= "${new Date(from).toISOString()}" AND since <= "${new Date(to).toISOString()}" AND severity >= SEVERITY_WARNING`;
      const alerts = await alertsWhere(filter, MOST, signal);
      this.marks = alerts.sort((one, other) => rank(priorityOf(one)) - rank(priorityOf(other))).map((alert) => this.make(alert));
      fill(this.element, ...this.marks.map(({ element }) => element));
      this.place();
      this.tell('');
    } catch (failure) {
      if (!isAborted(failure)) {
        this.tell(`The events of the bar are missing: ${Problem.from(failure).message}`);
      }
    }
  }

  private make(alert: Alert): { at: number; element: HTMLElement } {
    const at = Date.parse(alert.latestEvent.since ?? '');
    return { at, element: h('button', { type: 'button', tabIndex: -1, class: 'mark', 'data-severity': severityWord(priorityOf(alert)).toLowerCase(), title: `${clockTime(at)} ${title(alert)}`, onclick: () => this.pick(alert, at) }) };
  }

  private place(): void {
    for (const { at, element } of this.marks) {
      const share = shareOf(at, ...this.span);
      element.hidden = share === null;
      element.style.left = `${(share ?? 0) * 100}%`;
    }
  }
}
