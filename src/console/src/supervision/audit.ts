import { get } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Desk } from '../state/desk.ts';
import { h, say, type Child } from '../ui/dom.ts';
import { MOMENT_FORM, apiMoment, readMoment } from '../ui/moment.ts';
import { utc } from '../ui/time.ts';
import { Panel, table } from './panel.ts';

interface Entry {
  readonly number: number;
  readonly time: string;
  readonly actor: string;
  readonly action: string;
  readonly subject?: string;
  readonly client?: string;
  readonly detail?: unknown;
}

interface Entries {
  readonly entries?: readonly Entry[];
  readonly before?: number;
}

const ENTRIES = 50;

/** Letters of a detail that are shown unopened. */
const SHORT = 120;

/** Who did what: the audit log, page by page, with a check of its chain. */
export class AuditPanel extends Panel<Entries> {
  private readonly actor = h('input', { placeholder: 'Actor', 'aria-label': 'Actor', size: 10 });
  private readonly action = h('input', { placeholder: 'Action', 'aria-label': 'Action', size: 14 });
  private readonly subject = h('input', { placeholder: 'Subject', 'aria-label': 'Subject', size: 14 });
  private readonly from = h('input', { placeholder: 'From (UTC)', 'aria-label': `From, ${MOMENT_FORM}`, size: 18, maxLength: 30, spellcheck: false });
  private readonly to = h('input', { placeholder: 'To (UTC)', 'aria-label': `To, ${MOMENT_FORM}`, size: 18, maxLength: 30, spellcheck: false });
  private readonly said = h('p', { class: 'wrong', role: 'alert' });
  private readonly verdict = h('p', { class: 'hint', role: 'status' });
  private filter: Readonly<Record<string, string>> = {};
  private before: number | null = null;

  constructor(desk: Desk) {
    super(desk, 'Audit log', null);
    const form = h('form', { class: 'buttons', noValidate: true }, this.actor, this.action, this.subject, this.from, this.to, h('button', { type: 'submit' }, 'Filter'), h('button', { type: 'button', onclick: () => void this.verify() }, 'Verify the chain'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.take();
    });
    this.tools.append(form, this.said, this.verdict);
  }

  protected ask(signal: AbortSignal): Promise<Entries> {
    return get<Entries>('/api/v1/audit', { limit: ENTRIES, before: this.before, ...this.filter }, signal);
  }

  protected write({ entries = [], before }: Entries): Child[] {
    return [
      table(
        ['#', 'Time', 'Who', 'What', 'To what', 'Detail'],
        entries.map((entry) => [String(entry.number), utc(entry.time), entry.actor, entry.action, entry.subject ?? '', detail(entry.detail)]),
        'Nothing of that kind.',
      ),
      h('div', { class: 'buttons' }, this.before === null ? null : h('button', { type: 'button', 'data-action': 'newest', onclick: () => this.turn(null) }, 'Newest'), before ? h('button', { type: 'button', 'data-action': 'older', onclick: () => this.turn(before) }, 'Older') : null),
    ];
  }

  private take(): void {
    const times: Record<string, string> = {};
    let wrong = '';
    for (const [name, input] of [['from', this.from], ['to', this.to]] as const) {
      if (input.value.trim() !== '') {
        const read = readMoment(input.value);
        if ('at' in read) {
          times[name] = apiMoment(read.at);
        } else {
          wrong ||= `${read.wrong}.`;
        }
      }
    }
    say(this.said, wrong);
    if (wrong === '') {
      this.filter = { actor: this.actor.value.trim(), action: this.action.value.trim(), subject: this.subject.value.trim(), ...times };
      this.turn(null);
    }
  }

  private turn(before: number | null): void {
    this.before = before;
    void this.load(true);
  }

  private async verify(): Promise<void> {
    say(this.verdict, 'Checking …');
    try {
      const { whole, entries, findings = [] } = await get<{ whole: boolean; entries: number; findings?: readonly string[] }>('/api/v1/audit/verify');
      say(this.verdict, whole ? `The newest ${entries.toLocaleString('en')} entries are whole.` : `NOT WHOLE: ${findings.slice(0, 5).join('; ')}`);
    } catch (failure) {
      say(this.verdict, Problem.from(failure).message);
    }
  }
}

/** All of it: what is long is folded. */
function detail(what: unknown): Child {
  if (what === undefined) {
    return '';
  }
  const text = JSON.stringify(what);
  return text.length <= SHORT ? h('code', {}, text) : h('details', {}, h('summary', {}, h('code', {}, `${text.slice(0, SHORT)}…`)), h('code', { class: 'whole' }, text));
}
