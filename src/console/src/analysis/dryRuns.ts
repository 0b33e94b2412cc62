import { get, post, remove } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Severity } from '../api/types.ts';
import { kindWords, severityWord } from '../alerts/words.ts';
import type { Desk } from '../state/desk.ts';
import { field } from '../ui/dialog.ts';
import { fill, h, say, type Child } from '../ui/dom.ts';
import { utc } from '../ui/time.ts';
import { noteProblem } from '../ui/toast.ts';
import { nested } from './settings.ts';

interface Threshold {
  readonly key: string;
  readonly name: string;
  readonly written?: string;
  readonly value: unknown;
  readonly text: string;
  readonly range?: string;
  readonly source?: string;
  readonly isDefault: boolean;
}

interface Rule {
  readonly kind: string;
  readonly name: string;
  readonly title: string;
  readonly thresholds: readonly Threshold[];
}

interface Outline {
  readonly alertId: string;
  readonly kind?: string;
  readonly severity?: Severity;
  readonly since?: string;
  readonly headline?: string;
}

interface Half {
  readonly raised: number;
  readonly annunciations: number;
  readonly perDay: number;
  readonly byKind: Readonly<Record<string, number>>;
}

interface DryRun {
  readonly id: string;
  readonly name?: string;
  readonly by?: string;
  readonly state: 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
  readonly problem?: string | null;
  readonly from: string;
  readonly to: string;
  readonly progress: number;
  readonly changedKeys?: readonly string[];
  readonly result?: { readonly headline: string; readonly inForce: Half; readonly changed: Half; readonly onlyInForce?: readonly Outline[]; readonly onlyChanged?: readonly Outline[] } | null;
}

/** Milliseconds between looks at a run that goes on. */
const LOOK = 1_000;

/** Changed thresholds on stored traffic, before they are put in force: what would have been raised, and what not. */
export class DryRuns {
  readonly form = h('div', {});
  readonly answer = h('div', {});
  private rules: readonly Rule[] | null = null;
  private readonly done = new Map<string, DryRun>();
  private looking: ReturnType<typeof setInterval> | undefined;
  private changes: { key: string; written: string }[] = [];

  constructor(private readonly desk: Desk) {}

  show(): void {
    clearInterval(this.looking);
    this.looking = setInterval(() => void this.look(), LOOK);
    void this.look();
    if (this.rules === null) {
      void this.load();
    }
  }

  hide(): void {
    clearInterval(this.looking);
  }

  private async load(): Promise<void> {
    try {
      this.rules = (await get<{ rules: Rule[] }>('/api/v1/rules')).rules;
      this.write();
    } catch (failure) {
      fill(this.form, h('p', { class: 'wrong' }, Problem.from(failure).message), h('button', { type: 'button', onclick: () => void this.load() }, 'Try again'));
    }
  }

  private write(): void {
    const thresholds = (this.rules ?? []).flatMap((rule) => rule.thresholds.map((threshold) => ({ rule, threshold })));
    const about = h('p', { class: 'hint' });
    const value = h('input', { type: 'text' });
    const choice = h(
      'select',
      { onchange: () => describe() },
      ...(this.rules ?? []).filter((rule) => rule.thresholds.length > 0).map((rule) => {
        const group = h('optgroup', { label: `${rule.title} (${rule.name})` });
        group.append(...rule.thresholds.map((threshold) => h('option', { value: threshold.key }, `${threshold.name}: ${threshold.text}`)));
        return group;
      }),
    );
    const describe = (): void => {
      const found = thresholds.find(({ threshold }) => threshold.key === choice.value)?.threshold;
      value.value = found === undefined ? '' : (found.written ?? String(found.value));
      say(about, found === undefined ? '' : `${found.key}, ${found.range ?? ''}. Source: ${found.source ?? '–'}${found.isDefault ? '' : ' (not the shipped value)'}`);
    };
    const to = this.desk.clock.trafficNow;
    const [from, until] = [to - 7 * 86_400_000, to].map((moment) => h('input', { type: 'datetime-local', step: '1', value: new Date(moment).toISOString().slice(0, 19) })) as [HTMLInputElement, HTMLInputElement];
    const name = h('input', { maxLength: 100 });
    const said = h('p', { class: 'wrong', role: 'alert' });
    const list = h('ul', {});
    const listed = (): void => fill(list, ...this.changes.map((change) => h('li', {}, `${change.key} = ${change.written} `, h('button', { type: 'button', onclick: () => ((this.changes = this.changes.filter((one) => one !== change)), listed()) }, 'Remove'))));
    const add = (): void => {
      if (choice.value !== '' && value.value.trim() !== '') {
        this.changes = [...this.changes.filter((one) => one.key !== choice.value), { key: choice.value, written: value.value.trim() }];
        listed();
      }
    };
    fill(
      this.form,
      h('p', {}, 'Runs stored traffic through the rules twice, with the settings in force and with yours. Nothing that is watched changes.'),
      field('Threshold', choice),
      about,
      field('Its value', value),
      h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: add }, 'Add this change')),
      list,
      field('From (UTC)', from),
      field('To (UTC)', until, 'At most 31 days.'),
      field('Name', name),
      said,
      h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'primary', onclick: () => void this.begin([from, until], name.value, said) }, 'Run')),
    );
    describe();
    listed();
  }

  private async begin([from, to]: readonly [HTMLInputElement, HTMLInputElement], name: string, said: HTMLElement): Promise<void> {
    say(said, '');
    if (this.changes.length === 0) {
      say(said, 'Add a change first.');
      return;
    }
    try {
      await post('/api/v1/dry-runs', { name, from: new Date(`${from.value}Z`).toISOString(), to: new Date(`${to.value}Z`).toISOString(), settings: nested(this.changes) });
      await this.look();
    } catch (failure) {
      const problem = Problem.from(failure);
      say(said, [problem.message, ...problem.violations.map(({ field: one, description }) => `${one}: ${description}`)].join(' '));
    }
  }

  private async look(): Promise<void> {
    try {
      const { dryRuns: listed = [] } = await get<{ dryRuns?: DryRun[] }>('/api/v1/dry-runs');
      const dryRuns = await Promise.all(listed.map((run) => this.whole(run)));
      const focused = this.answer.contains(document.activeElement);
      const text = JSON.stringify(dryRuns);
      if (text !== this.answer.dataset['shown'] && !(focused && dryRuns.every(({ state }) => state === 'DONE'))) {
        this.answer.dataset['shown'] = text;
        fill(this.answer, dryRuns.length === 0 ? h('p', { class: 'hint' }, 'No dry run yet.') : null, ...dryRuns.map((run) => this.run(run)));
      }
    } catch (failure) {
      fill(this.answer, h('p', { class: 'wrong' }, Problem.from(failure).message));
    }
  }

  /** The list has no alerts in it; what is done with is asked for them once. */
  private async whole(run: DryRun): Promise<DryRun> {
    if (run.state !== 'DONE') {
      return run;
    }
    const known = this.done.get(run.id) ?? (await get<DryRun>(`/api/v1/dry-runs/${run.id}`));
    this.done.set(run.id, known);
    return known;
  }

  private run(run: DryRun): HTMLElement {
    const { result } = run;
    return h(
      'section',
      { class: 'part panel run' },
      h('h2', {}, run.name || (run.changedKeys ?? []).join(', ')),
      h('p', { class: 'hint' }, `${utc(run.from, false)} to ${utc(run.to, false)}, by ${run.by ?? '–'}, ${(run.changedKeys ?? []).join(', ')}`),
      run.state === 'RUNNING' || run.state === 'WAITING' ? h('p', {}, h('progress', { max: 1, value: run.progress, 'aria-label': 'Progress' }), ` ${run.state === 'WAITING' ? 'waits for another' : `${Math.round(run.progress * 100)} %`}`) : null,
      run.problem ? h('p', { class: 'wrong' }, run.problem) : null,
      result ? h('p', { class: 'sentence' }, result.headline) : null,
      result ? halves(result.inForce, result.changed) : null,
      result ? outlines('Only with your change', result.onlyChanged) : null,
      result ? outlines('Only with the settings in force', result.onlyInForce) : null,
      h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: () => void this.end(run) }, run.state === 'RUNNING' || run.state === 'WAITING' ? 'Cancel' : 'Forget')),
    );
  }

  private async end(run: DryRun): Promise<void> {
    try {
      await remove(`/api/v1/dry-runs/${run.id}`);
      await this.look();
    } catch (failure) {
      noteProblem('Not ended', failure);
    }
  }
}

function halves(inForce: Half, changed: Half): Child {
  const kinds = [...new Set([...Object.keys(inForce.byKind), ...Object.keys(changed.byKind)])];
  const line = (what: string, one: number, other: number): HTMLElement => h('tr', {}, h('td', {}, what), h('td', {}, String(one)), h('td', {}, String(other)), h('td', {}, other === one ? '' : `${other > one ? '+' : ''}${Math.round((other - one) * 10) / 10}`));
  return h('table', {}, h('thead', {}, h('tr', {}, ...['', 'In force', 'Yours', 'Difference'].map((text) => h('th', {}, text)))), h('tbody', {}, line('Alerts raised', inForce.raised, changed.raised), line('Calls at the desk', inForce.annunciations, changed.annunciations), line('A day', inForce.perDay, changed.perDay), ...kinds.map((kind) => line(kindWords(kind), inForce.byKind[kind] ?? 0, changed.byKind[kind] ?? 0))));
}

function outlines(title: string, alerts: readonly Outline[] = []): Child {
  return alerts.length === 0 ? null : h('details', {}, h('summary', {}, `${title}: ${alerts.length}`), h('ul', {}, ...alerts.map((alert) => h('li', {}, `${utc(alert.since, false)} ${alert.severity === undefined ? '' : severityWord(alert.severity)} ${kindWords(alert.kind ?? '')}: ${alert.headline ?? alert.alertId}`))));
}
