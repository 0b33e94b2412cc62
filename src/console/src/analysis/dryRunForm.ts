import { get, post } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Desk } from '../state/desk.ts';
import { field } from '../ui/dialog.ts';
import { fill, h, say } from '../ui/dom.ts';
import { MOMENT_FORM, writeMoment } from '../ui/moment.ts';
import { readDryRun } from './dryRun.ts';
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
  readonly name: string;
  readonly title: string;
  readonly thresholds: readonly Threshold[];
}

/** Milliseconds of traffic that a dry run usually goes over. */
const WEEK = 7 * 86_400_000;

/** The form of a dry run: thresholds to change, and the traffic to try them on. */
export class DryRunForm {
  readonly element = h('div', {});
  private changes: readonly { readonly key: string; readonly written: string }[] = [];

  /** @param onBegun told when one has begun. */
  constructor(
    private readonly desk: Desk,
    private readonly onBegun: () => void,
  ) {
    void this.load();
  }

  private async load(): Promise<void> {
    fill(this.element, h('p', { class: 'hint' }, 'Asking for the rules …'));
    try {
      this.write((await get<{ rules: readonly Rule[] }>('/api/v1/rules')).rules.filter(({ thresholds }) => thresholds.length > 0));
    } catch (failure) {
      fill(this.element, h('p', { class: 'wrong' }, Problem.from(failure).message), h('button', { type: 'button', onclick: () => void this.load() }, 'Try again'));
    }
  }

  private write(rules: readonly Rule[]): void {
    const thresholds = new Map(rules.flatMap((rule) => rule.thresholds.map((threshold) => [threshold.key, threshold])));
    const about = h('p', { class: 'hint' });
    const value = h('input', { type: 'text' });
    const choice = h('select', { onchange: () => describe() }, ...rules.map((rule) => h('optgroup', { label: `${rule.title} (${rule.name})` }, ...rule.thresholds.map((threshold) => h('option', { value: threshold.key }, `${threshold.name}: ${threshold.text}`)))));
    const describe = (): void => {
      const found = thresholds.get(choice.value);
      value.value = found === undefined ? '' : (found.written ?? String(found.value));
      say(about, found === undefined ? '' : `${found.key}, ${found.range ?? ''}. Source: ${found.source ?? '–'}${found.isDefault ? '' : ' (not the shipped value)'}`);
    };
    const list = h('ul', {});
    const listed = (): void => fill(list, ...this.changes.map((change) => h('li', {}, `${change.key} = ${change.written} `, h('button', { type: 'button', onclick: () => ((this.changes = this.changes.filter((one) => one !== change)), listed()) }, 'Remove'))));
    const add = (): void => {
      if (choice.value !== '' && value.value.trim() !== '') {
        this.changes = [...this.changes.filter((one) => one.key !== choice.value), { key: choice.value, written: value.value.trim() }];
        listed();
      }
    };
    const to = Math.floor(this.desk.clock.trafficNow / 1_000) * 1_000;
    const [from, until] = [to - WEEK, to].map((moment) => h('input', { maxLength: 30, spellcheck: false, autocomplete: 'off', value: writeMoment(moment) })) as [HTMLInputElement, HTMLInputElement];
    const name = h('input', { maxLength: 100 });
    const said = h('p', { class: 'wrong', role: 'alert' });
    const run = h('button', { type: 'button', class: 'primary', onclick: () => void this.begin(from.value, until.value, name.value, said, run) }, 'Run');
    fill(
      this.element,
      h('p', {}, 'Runs stored traffic through the rules twice, with the settings in force and with yours. Nothing that is watched changes.'),
      field('Threshold', choice),
      about,
      field('Its value', value),
      h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: add }, 'Add this change')),
      list,
      field('From (UTC)', from, MOMENT_FORM),
      field('To (UTC)', until, 'At most 31 days.'),
      field('Name', name),
      said,
      h('div', { class: 'buttons' }, run),
    );
    describe();
    listed();
  }

  private async begin(from: string, to: string, name: string, said: HTMLElement, run: HTMLButtonElement): Promise<void> {
    const period = readDryRun(from, to, this.changes.length);
    say(said, typeof period === 'string' ? period : '');
    if (typeof period === 'string') {
      return;
    }
    run.disabled = true;
    try {
      await post('/api/v1/dry-runs', { name, ...period, settings: nested(this.changes) });
      this.onBegun();
    } catch (failure) {
      const problem = Problem.from(failure);
      say(said, [problem.message, ...problem.violations.map(({ field: one, description }) => `${one}: ${description}`)].join(' '));
    } finally {
      run.disabled = false;
    }
  }
}
