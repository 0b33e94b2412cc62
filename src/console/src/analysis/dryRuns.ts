import { get, remove } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Desk } from '../state/desk.ts';
import { KeyedList, fill, h, refill, say } from '../ui/dom.ts';
import { Latest } from '../ui/latest.ts';
import { noteProblem } from '../ui/toast.ts';
import { isUnderWay, showDryRun, type DryRun } from './dryRun.ts';
import { DryRunForm } from './dryRunForm.ts';

/** Milliseconds between looks at a run that goes on. */
const LOOK = 1_000;

/** Changed thresholds on stored traffic, before they are put in force: what would have been raised, and what not. */
export class DryRuns {
  readonly form = h('div', {});
  readonly answer: HTMLElement;
  private readonly wrong = h('p', { class: 'wrong', role: 'status' });
  private readonly none = h('p', { class: 'hint', hidden: true }, 'No dry run yet.');
  private readonly runs = h('div', {});
  private readonly list: KeyedList<DryRun>;
  private readonly done = new Map<string, DryRun>();
  private readonly looking = new Latest();
  private next: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk) {
    this.answer = h('div', {}, this.wrong, this.none, this.runs);
    this.list = new KeyedList<DryRun>(
      this.runs,
      ({ id }) => id,
      ({ id }) => h('section', { class: 'part panel run', id }),
      (element, run) => refill(element, run, () => showDryRun(run, () => void this.end(run))),
    );
    if (desk.may('rules_draft')) {
      this.form.append(new DryRunForm(desk, () => void this.look()).element);
    } else {
      fill(this.form, h('p', { class: 'hint' }, 'Analysts try changed settings on stored traffic; what they tried is shown here.'));
    }
  }

  show(): void {
    void this.look();
  }

  hide(): void {
    clearTimeout(this.next);
    this.looking.drop();
  }

  /** Looks, and again while anything is under way. */
  private async look(): Promise<void> {
    clearTimeout(this.next);
    const ending = await this.looking.run(async (signal) => {
      const { dryRuns = [] } = await get<{ dryRuns?: DryRun[] }>('/api/v1/dry-runs', {}, signal);
      return Promise.all(dryRuns.map((run) => this.whole(run, signal)));
    });
    if (ending.is === 'overtaken' || ending.is === 'stopped') {
      return;
    }
    if (ending.is === 'done') {
      say(this.wrong, '');
      this.none.hidden = ending.answer.length > 0;
      this.list.show(ending.answer);
    } else {
      // What was shown stays, and is looked at again.
      say(this.wrong, `Not up to date: ${Problem.from(ending.failure).message}`);
    }
    if (ending.is === 'failed' ? Problem.from(ending.failure).mayPass : ending.answer.some(isUnderWay)) {
      this.next = setTimeout(() => void this.look(), ending.is === 'failed' ? 5 * LOOK : LOOK);
    }
  }

  /** The list has no alerts in it; what is done with is asked for them once. */
  private async whole(run: DryRun, signal: AbortSignal): Promise<DryRun> {
    if (run.state !== 'DONE') {
      return run;
    }
    const known = this.done.get(run.id) ?? (await get<DryRun>(`/api/v1/dry-runs/${run.id}`, {}, signal));
    this.done.set(run.id, known);
    return known;
  }

  private async end(run: DryRun): Promise<void> {
    try {
      await remove(`/api/v1/dry-runs/${run.id}`);
      this.done.delete(run.id);
      await this.look();
    } catch (failure) {
      noteProblem('Not ended', failure);
    }
  }
}
