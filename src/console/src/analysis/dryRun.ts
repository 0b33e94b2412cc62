import type { Severity } from '../api/types.ts';
import { kindWords, mmsiText, severityWord } from '../alerts/words.ts';
import { h, type Child } from '../ui/dom.ts';
import { apiMoment, readMoment } from '../ui/moment.ts';
import { span, utc } from '../ui/time.ts';

/** An alert of one side, as a dry run lists it. */
export interface Outline {
  readonly alertId: string;
  readonly kind?: string;
  readonly severity?: Severity;
  readonly mmsi?: number | null;
  readonly vesselName?: string | null;
  readonly assetId?: string | null;
  readonly since?: string;
}

/** An alert of both sides that went another way. */
export interface Differing {
  readonly before: Outline;
  readonly after: Outline;
  readonly vesselName?: string | null;
  readonly words?: string | readonly string[];
}

/** One side: what it raised. */
export interface Half {
  readonly raised: number;
  readonly annunciations: number;
  readonly perDay: number;
  readonly byKind: Readonly<Record<string, number>>;
}

export interface DryRun {
  readonly id: string;
  readonly name?: string;
  readonly by?: string;
  readonly state: 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
  readonly problem?: string | null;
  readonly from: string;
  readonly to: string;
  readonly progress: number;
  readonly changedKeys?: readonly string[];
  readonly result?: {
    readonly headline: string;
    readonly inForce: Half;
    readonly changed: Half;
    readonly onlyInForce?: readonly Outline[];
    readonly onlyChanged?: readonly Outline[];
    readonly differently?: readonly Differing[];
  } | null;
  /** Whether one of the lists has more than the service tells. */
  readonly isCut?: boolean;
}

/** Whether there is anything to wait for. */
export function isUnderWay({ state }: Pick<DryRun, 'state'>): boolean {
  return state === 'WAITING' || state === 'RUNNING';
}

/** The answer in a sentence; empty while there is none. */
export function dryRunSentence({ from, to, result }: Pick<DryRun, 'from' | 'to' | 'result'>): string {
  if (!result) {
    return '';
  }
  const { inForce, changed } = result;
  return `With the change ${alerts(changed.raised)} would have been raised in ${periodWords(Date.parse(to) - Date.parse(from))} (${utc(from, false)} to ${utc(to, false)}); with the settings in force ${alerts(inForce.raised)} ${inForce.raised === 1 ? 'is' : 'are'}.`;
}

/** What a dry run is begun with; a text is what is wrong. */
export function readDryRun(from: string, to: string, changes: number): { readonly from: string; readonly to: string } | string {
  if (changes === 0) {
    return 'Add a change first.';
  }
  const [begin, end] = [readMoment(from), readMoment(to)];
  if ('wrong' in begin) {
    return `From: ${begin.wrong}.`;
  }
  if ('wrong' in end) {
    return `To: ${end.wrong}.`;
  }
  if (begin.at >= end.at) {
    return 'The period ends before it begins.';
  }
  return end.at - begin.at > 31 * 86_400_000 ? 'The period has at most 31 days.' : { from: apiMoment(begin.at), to: apiMoment(end.at) };
}

/** A dry run for a person. What can have the focus has a `data-action`. */
export function showDryRun(run: DryRun, end: () => void): HTMLElement {
  const { result } = run;
  const keys = (run.changedKeys ?? []).join(', ') || 'as in force';
  return h(
    'div',
    {},
    h('h2', {}, run.name || keys),
    h('p', { class: 'hint' }, `${utc(run.from, false)} to ${utc(run.to, false)}, by ${run.by ?? '–'}: ${keys}`),
    run.state === 'WAITING' ? h('p', {}, 'Waits for another.') : run.state === 'RUNNING' ? h('p', {}, h('progress', { max: 1, value: run.progress, 'aria-label': 'Progress' }), ` ${Math.round(run.progress * 100)} %`) : null,
    run.problem ? h('p', { class: 'wrong' }, run.problem) : run.state === 'CANCELLED' ? h('p', {}, 'Cancelled.') : null,
    result ? h('p', { class: 'sentence' }, dryRunSentence(run)) : null,
    result ? h('p', {}, `${result.headline}.`) : null,
    result ? halves(result.inForce, result.changed) : null,
    run.isCut ? h('p', { class: 'wrong' }, 'There are more than are listed here; the numbers count all of them.') : null,
    result ? list('come', 'Only with the change', (result.onlyChanged ?? []).map(outline)) : null,
    result ? list('go', 'Only with the settings in force', (result.onlyInForce ?? []).map(outline)) : null,
    result ? list('differ', 'With both, but otherwise', (result.differently ?? []).map((one) => `${outline(one.before)}: ${typeof one.words === 'string' ? one.words : (one.words ?? []).join(', ')}`)) : null,
    h('div', { class: 'buttons' }, h('button', { type: 'button', 'data-action': 'end', onclick: end }, isUnderWay(run) ? 'Cancel' : 'Forget')),
  );
}

/** Whole days as such. */
function periodWords(milliseconds: number): string {
  const days = milliseconds / 86_400_000;
  return Number.isInteger(days) ? `${days} ${days === 1 ? 'day' : 'days'}` : span(milliseconds);
}

function alerts(count: number): string {
  return count === 1 ? '1 alert' : `${count} alerts`;
}

function halves(inForce: Half, changed: Half): Child {
  const kinds = [...new Set([...Object.keys(inForce.byKind), ...Object.keys(changed.byKind)])];
  const line = (what: string, one: number, other: number): HTMLElement => h('tr', {}, h('td', {}, what), h('td', {}, String(one)), h('td', {}, String(other)), h('td', {}, other === one ? '' : `${other > one ? '+' : ''}${Math.round((other - one) * 10) / 10}`));
  return h('table', {}, h('thead', {}, h('tr', {}, ...['What', 'In force', 'Changed', 'Difference'].map((text) => h('th', {}, text)))), h('tbody', {}, line('Alerts raised', inForce.raised, changed.raised), line('Calls at the desk', inForce.annunciations, changed.annunciations), line('A day', inForce.perDay, changed.perDay), ...kinds.map((kind) => line(kindWords(kind), inForce.byKind[kind] ?? 0, changed.byKind[kind] ?? 0))));
}

function outline({ kind, severity, mmsi, vesselName, assetId, since }: Outline): string {
  const vessel = vesselName || (mmsi ? mmsiText(mmsi) : '');
  return [utc(since, false), severity === undefined ? '' : severityWord(severity), kindWords(kind ?? ''), vessel, assetId ?? ''].filter((part) => part !== '').join(' ');
}

function list(action: string, title: string, lines: readonly string[]): Child {
  return h('details', {}, h('summary', { 'data-action': action }, `${title}: ${lines.length}`), h('ul', {}, ...lines.map((line) => h('li', {}, line))));
}
