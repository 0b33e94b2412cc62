import { askFor } from '../analysis/asking.ts';
import { SEVERITIES } from '../alerts/order.ts';
import { actionWord, dispositionWord, kindWords, severityWord, vesselName } from '../alerts/words.ts';
import { Problem } from '../api/problem.ts';
import type { Alert } from '../api/types.ts';
import type { Desk } from '../state/desk.ts';
import { fill, h, say, type Child } from '../ui/dom.ts';
import { Latest } from '../ui/latest.ts';
import { saveText } from '../ui/save.ts';
import { clockTime, span, utc } from '../ui/time.ts';
import { askAlarmRate, bars, kinds, loadWords, type AlarmRate } from './alarmRate.ts';
import { table } from './panel.ts';
import { PeriodChoice, type Period } from './period.ts';
import { readShift, type Shift } from './shiftFeed.ts';
import { shiftCsv, shiftName, shiftPage, standingWords } from './shiftFile.ts';
import { countsOf, type ShiftCounts, type Told } from './shiftLog.ts';
import type { Source } from './sources.ts';

/** What a watch hands to the next: alerts of a period, who acknowledged them after how long, what they turned out to be, what is shelved, given to somebody or still open, the load, and gaps of the sources. */
export class ShiftReport {
  readonly element: HTMLElement;
  private readonly choice: PeriodChoice;
  private readonly told = h('p', { class: 'hint', role: 'status' });
  private readonly body = h('div', {});
  private readonly making = new Latest();
  private readonly stop = h('button', { type: 'button', hidden: true, onclick: () => this.making.stop() }, 'Stop');

  constructor(private readonly desk: Desk) {
    this.choice = new PeriodChoice(() => desk.clock.trafficNow, 'watch', () => this.choice.read());
    const tools = h('div', { class: 'screen-only' }, this.choice.element, h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'primary', onclick: () => void this.make() }, 'Make the report'), this.stop), this.told);
    this.element = h('section', { class: 'panel card shift', 'aria-label': 'Shift report' }, h('header', { class: 'screen-only' }, h('h2', {}, 'Shift report')), tools, this.body);
  }

  /** Nobody waits for it any more. */
  rest(): void {
    this.making.stop();
  }

  private async make(): Promise<void> {
    const period = this.choice.read();
    if (period === null) {
      return;
    }
    say(this.told, 'Reading what happened …');
    this.stop.hidden = false;
    const isPlayed = this.desk.facts.exerciseBecause === 'REPLAYED';
    const ending = await this.making.run(async (signal) => {
      const shift = await readShift(period, isPlayed, signal, (share) => say(this.told, `Reading what happened: ${Math.floor(share * 100)} %`));
      const rate = await askAlarmRate(period, signal);
      const sources = this.desk.may('tracks_read') ? ((await askFor<{ sources?: Source[] }>('/api/v1/sources', {}, signal)).sources ?? []) : null;
      return { shift, rate, sources };
    });
    if (ending.is === 'overtaken') {
      return;
    }
    this.stop.hidden = true;
    if (ending.is === 'done') {
      say(this.told, '');
      this.show(period, ending.answer.shift, ending.answer.rate, ending.answer.sources);
    } else {
      say(this.told, ending.is === 'stopped' ? 'Stopped.' : `No report: ${Problem.from(ending.failure).message}`);
    }
  }

  private show(period: Period, shift: Shift, rate: AlarmRate, sources: readonly Source[] | null): void {
    const { facts, access } = this.desk;
    const { alerts } = shift.log;
    const to = period.isOpen ? Date.parse(rate.to) : period.to;
    const title = `Shift report, ${utc(period.from, false)} to ${utc(to, false)}`;
    const remarks = h('p', { class: 'remarks' });
    const words = h('textarea', { rows: 3, maxLength: 4_000, 'aria-label': 'Remarks for the next watch', oninput: () => say(remarks, words.value) });
    const report = h(
      'article',
      { class: 'report' },
      h('h2', {}, title),
      h('p', {}, `${facts.exercise ? 'EXERCISE. ' : ''}${facts.marking}. ${facts.sectors.length === 0 ? '' : `Sectors: ${facts.sectors.join(', ')}. `}Made ${utc(this.desk.clock.now())} by ${access.name || 'nobody who gave a name'}.`),
      ...shift.gaps.map((gap) => h('p', { class: 'wrong' }, gap)),
      ...summary(countsOf(alerts), rate, shift.open).map((sentence) => h('p', {}, sentence)),
      bars(rate),
      section('Handed over: open now', ['Priority', 'What', 'Vessel', 'Asset', 'Since', 'Stands', 'Whose'], shift.open.map(openRow), 'Nothing is open.'),
      section('Alerts of the period', ['Priority', 'What', 'Vessel', 'Asset', 'Raised', 'Acknowledged', 'What was done', 'Stands'], alerts.map(alertRow), 'None.'),
      h('h3', {}, 'By rule'),
      kinds(rate),
      section('Gaps of the sources', ['Since', 'What', 'Stands'], gapRows(alerts, sources), 'None that was told of.'),
      h('h3', {}, 'Remarks for the next watch'),
      h('div', { class: 'screen-only' }, words),
      remarks,
    );
    const save = (ending: 'html' | 'csv'): void => saveText(ending === 'html' ? shiftPage(title, report) : shiftCsv(alerts, facts.marking, facts.exercise), `text/${ending}`, shiftName(period.from, to, ending));
    fill(
      this.body,
      h('div', { class: 'buttons screen-only' }, h('button', { type: 'button', onclick: () => print() }, 'Print'), h('button', { type: 'button', onclick: () => save('html') }, 'Save as HTML'), h('button', { type: 'button', onclick: () => save('csv') }, 'Save as CSV')),
      report,
    );
  }
}

/** What is said above the tables. */
export function summary(counts: ShiftCounts, rate: AlarmRate, open: readonly Alert[]): string[] {
  const total = SEVERITIES.reduce((sum, severity) => sum + counts.raised[severity], 0);
  const closed = Object.entries(counts.dispositions).map(([word, number]) => `${number} ${dispositionWord(word)}`);
  return [
    `${total} raised: ${SEVERITIES.map((severity) => `${counts.raised[severity]} ${severityWord(severity).toLowerCase()}`).join(', ')}. ${open.length} open now.`,
    loadWords(rate),
    `${counts.acknowledgements} acknowledged${rate.medianSecondsToAcknowledge === null ? '' : `, after ${span(rate.medianSecondsToAcknowledge * 1_000)} (median)`}${counts.longestAfter === null ? '' : `, ${span(counts.longestAfter)} at most`}; ${counts.escalated} escalated because nobody did; ${counts.shelved} shelved; ${counts.assigned} given to somebody.`,
    closed.length === 0 ? 'None was closed by hand.' : `Closed by hand: ${closed.join(', ')}.`,
  ];
}

function section(title: string, headings: readonly string[], rows: readonly (readonly Child[])[], otherwise: string): HTMLElement {
  return h('section', { class: 'part' }, h('h3', {}, `${title} (${rows.length})`), table(headings, rows, otherwise));
}

function openRow({ latestEvent: event, operatorStatus: status }: Alert): readonly Child[] {
  const shelved = status.shelvedUntil === undefined ? '' : `; shelved until ${utc(status.shelvedUntil, false)}: ${status.shelveReason ?? ''}`;
  return [severityWord(status.priority ?? event.severity), kindWords(event.kind), vesselName(event.vessel), event.asset?.name ?? event.asset?.id ?? '–', utc(event.since, false), `${standingWords(status)}${shelved}`, status.assignee || '–'];
}

function alertRow({ event, severity, raisedAt, acts, status }: Told): readonly Child[] {
  const seen = acts.find(({ action }) => action === 'OPERATOR_ACTION_ACKNOWLEDGED');
  return [
    severityWord(severity),
    event === null ? '–' : kindWords(event.kind),
    vesselName(event?.vessel),
    event?.asset?.name ?? event?.asset?.id ?? '–',
    raisedAt === null ? `before, ${utc(event?.since, false)}` : utc(raisedAt, false),
    seen === undefined ? '–' : `${seen.by}, ${clockTime(seen.at)}${seen.after === null ? '' : `, after ${span(seen.after)}`}${seen.cause === '' ? '' : `: ${seen.cause}`}`,
    h('div', {}, ...acts.filter((act) => act !== seen).map((act) => h('div', {}, actWords(act)))),
    event?.state === 'ALERT_STATE_RETRACTED' ? 'retracted' : standingWords(status),
  ];
}

/** One act in words: `14:02Z mia: shelved until 15:02Z, patrol boat on the way`. */
export function actWords({ action, by, at, cause, status }: Told['acts'][number]): string {
  const what =
    action === 'OPERATOR_ACTION_ASSIGNED' ? (status.assignee ? `given to ${status.assignee}` : 'given to nobody')
    : action === 'OPERATOR_ACTION_SHELVED' ? `shelved until ${clockTime(status.shelvedUntil)}`
    : action === 'OPERATOR_ACTION_CLOSED' && status.disposition !== undefined ? `closed as ${dispositionWord(status.disposition)}`
    : actionWord(action);
  const why = cause || (action === 'OPERATOR_ACTION_SHELVED' ? (status.shelveReason ?? '') : '');
  return `${clockTime(at)} ${by}: ${what}${why === '' ? '' : `, ${why}`}`;
}

/** Alerts that told of feeds, and the sources that do not stand well now. */
function gapRows(alerts: readonly Told[], sources: readonly Source[] | null): readonly (readonly Child[])[] {
  return [
    ...alerts.filter(({ event }) => event?.kind === 'ALERT_KIND_FEED_HEALTH').map(({ event, status }) => [utc(event!.since, false), event!.headline ?? kindWords(event!.kind), event!.state === 'ALERT_STATE_CLOSED' ? `over at ${utc(event!.eventTime, false)}` : standingWords(status)]),
    ...(sources ?? []).filter(({ state }) => !['live', 'disabled'].includes(state.toLowerCase())).map((source) => [utc(source.since, false), `${source.id}: ${source.reason ?? source.state}`, `${source.state} now`]),
  ];
}
