import { h, say } from '../ui/dom.ts';
import { MOMENT_FORM, readMoment, writeMoment } from '../ui/moment.ts';

/** A stretch of time in milliseconds since 1970; it ends with the present where `isOpen`. */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
}

const HOUR = 3_600_000;

/** Hours that the service looks at at most. */
const MOST = 31 * 24;

const SPANS: readonly (readonly [string, string, number])[] = [
  ['watch', 'This watch: the last 8 h', 8],
  ['day', 'The last 24 h', 24],
  ['week', 'The last 7 days', 168],
];

/** The period that a choice stands for; a text is what is wrong with it. @param now the traffic's present. */
export function periodOf(choice: string, from: string, to: string, now: number): Period | string {
  const span = SPANS.find(([name]) => name === choice);
  if (span !== undefined) {
    return { from: now - span[2] * HOUR, to: now, isOpen: true };
  }
  const [begin, end] = [readMoment(from), readMoment(to)];
  if ('wrong' in begin || 'wrong' in end) {
    return 'wrong' in begin ? `From: ${begin.wrong}.` : 'wrong' in end ? `To: ${end.wrong}.` : '';
  }
  if (begin.at >= end.at) {
    return 'It ends before it begins.';
  }
  return end.at - begin.at > MOST * HOUR ? 'At most 31 days.' : { from: begin.at, to: Math.min(end.at, Math.max(now, begin.at + 1)), isOpen: end.at >= now };
}

/** The choice of a period: this watch, a day, a week, or one of one's own. */
export class PeriodChoice {
  readonly element: HTMLElement;
  private readonly choice: HTMLSelectElement;
  private readonly from = h('input', { maxLength: 30, size: 20, spellcheck: false, 'aria-label': `From, ${MOMENT_FORM}` });
  private readonly to = h('input', { maxLength: 30, size: 20, spellcheck: false, 'aria-label': `To, ${MOMENT_FORM}` });
  private readonly said = h('p', { class: 'wrong', role: 'alert' });

  /** @param now the traffic's present. */
  constructor(
    private readonly now: () => number,
    usual: 'watch' | 'day' | 'week',
    onChange: () => void,
  ) {
    const own = h('span', { class: 'buttons', hidden: true }, this.from, 'to', this.to);
    this.choice = h(
      'select',
      {
        'aria-label': 'Period',
        onchange: () => {
          own.hidden = this.choice.value !== 'own';
          if (!own.hidden && this.from.value === '') {
            [this.from.value, this.to.value] = [writeMoment(now() - 8 * HOUR), writeMoment(now())];
          }
          onChange();
        },
      },
      ...[...SPANS, ['own', 'A period of one’s own …'] as const].map(([value, text]) => h('option', { value, selected: value === usual }, text)),
    );
    [this.from, this.to].forEach((field) => field.addEventListener('change', onChange));
    this.element = h('div', {}, h('div', { class: 'buttons' }, this.choice, own), this.said);
  }

  /** What is chosen now; null where it is none, which it then says. */
  read(): Period | null {
    const period = periodOf(this.choice.value, this.from.value, this.to.value, this.now());
    say(this.said, typeof period === 'string' ? period : '');
    return typeof period === 'string' ? null : period;
  }
}
