import { get } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { fill, h, type Child } from '../ui/dom.ts';
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

const ENTRIES = 50;

/** Who did what: the audit log, page by page, with a check of its chain. */
export class AuditPanel extends Panel {
  private readonly actor = h('input', { placeholder: 'Actor', 'aria-label': 'Actor', size: 12 });
  private readonly action = h('input', { placeholder: 'Action', 'aria-label': 'Action', size: 16 });
  private readonly subject = h('input', { placeholder: 'Subject', 'aria-label': 'Subject', size: 16 });
  private readonly verdict = h('p', { class: 'hint', role: 'status' });
  private before: number | null = null;

  constructor() {
    super('Audit log', null);
  }

  protected async look(): Promise<Child[]> {
    const { entries = [], before } = await get<{ entries?: Entry[]; before?: number }>('/api/v1/audit', { limit: ENTRIES, before: this.before, actor: this.actor.value.trim(), action: this.action.value.trim(), subject: this.subject.value.trim() });
    const form = h('form', { class: 'buttons' }, this.actor, this.action, this.subject, h('button', { type: 'submit' }, 'Filter'), h('button', { type: 'button', onclick: () => void this.verify() }, 'Verify the chain'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.before = null;
      void this.load();
    });
    return [
      form,
      this.verdict,
      table(
        ['#', 'Time', 'Who', 'What', 'To what', 'Detail'],
        entries.map((entry) => [String(entry.number), utc(entry.time), entry.actor, entry.action, entry.subject ?? '', entry.detail === undefined ? '' : h('code', {}, JSON.stringify(entry.detail).slice(0, 200))]),
        'Nothing of that kind.',
      ),
      h('div', { class: 'buttons' }, this.before === null ? null : h('button', { type: 'button', onclick: () => this.turn(null) }, 'Newest'), before ? h('button', { type: 'button', onclick: () => this.turn(before) }, 'Older') : null),
    ];
  }

  private turn(before: number | null): void {
    this.before = before;
    void this.load();
  }

  private async verify(): Promise<void> {
    fill(this.verdict, 'Checking …');
    try {
      const { whole, entries, findings = [] } = await get<{ whole: boolean; entries: number; findings?: readonly string[] }>('/api/v1/audit/verify');
      fill(this.verdict, whole ? `The newest ${entries.toLocaleString('en')} entries are whole.` : `NOT WHOLE: ${findings.slice(0, 5).join('; ')}`);
    } catch (failure) {
      fill(this.verdict, Problem.from(failure).message);
    }
  }
}
