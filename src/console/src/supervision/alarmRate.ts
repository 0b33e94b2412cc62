import { askFor } from '../analysis/asking.ts';
import { Problem } from '../api/problem.ts';
import type { Severity } from '../api/types.ts';
import { kindWords, mmsiText, severityWord, vesselName } from '../alerts/words.ts';
import type { Desk } from '../state/desk.ts';
import type { View } from '../state/view.ts';
import { h, type Child } from '../ui/dom.ts';
import { clockTime, span, utc } from '../ui/time.ts';
import { Panel, table } from './panel.ts';
import { PeriodChoice, type Period } from './period.ts';
import { valueWords } from './rules.ts';

interface Window {
  readonly start: string;
  readonly notice: number;
  readonly warning: number;
  readonly alarm: number;
  readonly critical: number;
}

export interface AlarmRate {
  readonly from: string;
  readonly to: string;
  readonly windowSeconds: number;
  readonly windows: readonly Window[];
  readonly perTenMinutesAverage: number;
  readonly perTenMinutesMost: number;
  readonly floods: readonly { readonly start: string; readonly end: string; readonly count: number }[];
  readonly shareOfWindowsInFlood: number;
  readonly byKind: readonly { readonly kind: string; readonly raised: number; readonly alarmsOrCritical: number; readonly shelved: number; readonly closed: Readonly<Record<string, number>>; readonly stillOpen: number }[];
  readonly topVessels: readonly { readonly mmsi: number; readonly name?: string | null; readonly raised: number }[];
  readonly stale: readonly { readonly alertId: string; readonly kind: string; readonly severity: Severity; readonly since: string; readonly vessel?: { readonly mmsi?: number; readonly name?: string } }[];
  readonly staleCount?: number;
  readonly chattering: readonly { readonly alertId: string; readonly kind: string; readonly mmsi?: number | null; readonly assetId?: string | null; readonly count: number; readonly within: string }[];
  readonly chatteringCount?: number;
  readonly unacknowledged: { readonly count: number; readonly oldest: string | null };
  readonly medianSecondsToAcknowledge: number | null;
  readonly budget: { readonly criticalToday: number; readonly actionableToday: number; readonly mostCritical: number; readonly mostActionable: number };
}

/** Calls in ten minutes that one desk can very likely see to, and more than which make a flood (ISA-18.2). */
const MOST_CALLS = 1;

/** What became of those closed: by the API's word. */
const DISPOSITIONS = ['true', 'nuisance', 'false', 'exercise', 'unknown'] as const;

/** The numbers of a period. @throws Problem where the service says no. */
export function askAlarmRate({ from, to, isOpen }: Period, signal: AbortSignal): Promise<AlarmRate> {
  return askFor<AlarmRate>('/api/v1/alarm-rate', { from: new Date(from).toISOString(), to: isOpen ? null : new Date(to).toISOString() }, signal);
}

/** How the load was, held against what a desk can see to. */
export function loadWords(rate: Pick<AlarmRate, 'perTenMinutesAverage' | 'perTenMinutesMost' | 'floods' | 'shareOfWindowsInFlood'>): string {
  const verdict = rate.perTenMinutesAverage > MOST_CALLS ? '▲ more than the one that a desk can see to' : 'within the one that a desk can see to';
  const floods = rate.floods.length === 0 ? 'No floods.' : `▲ ${rate.floods.length} ${rate.floods.length === 1 ? 'flood' : 'floods'}, ${(rate.shareOfWindowsInFlood * 100).toFixed(1)} % of the time.`;
  return `${rate.perTenMinutesAverage.toFixed(2)} calls in ten minutes on average, ${verdict}; ${rate.perTenMinutesMost} at most. ${floods}`;
}

/** How much the alerts ask of the desk (ISA-18.2): by ten minutes, floods, the rules that ask most, what is stale, what chatters. */
export class AlarmRatePanel extends Panel<AlarmRate> {
  private readonly choice: PeriodChoice;

  constructor(desk: Desk) {
    super(desk, 'Alarm rate', 15);
    this.choice = new PeriodChoice(() => desk.clock.trafficNow, 'day', () => void (this.choice.read() !== null && this.load(true)));
    this.tools.append(this.choice.element);
  }

  protected ask(signal: AbortSignal): Promise<AlarmRate> {
    const period = this.choice.read();
    return period === null ? Promise.reject(new Problem(0, 'NO_PERIOD', 'no period is chosen')) : askAlarmRate(period, signal);
  }

  protected write(rate: AlarmRate): Child[] {
    const { budget } = rate;
    const over = (is: number, most: number): string => (is > most ? '▲ over the budget' : 'within the budget');
    return [
      h('p', {}, `${utc(rate.from, false)} to ${utc(rate.to, false)}: ${loadWords(rate)}`),
      bars(rate),
      h(
        'dl',
        {},
        h('dt', {}, `Critical, ${rate.to.slice(0, 10)}`), h('dd', {}, `${budget.criticalToday} of ${budget.mostCritical}, ${over(budget.criticalToday, budget.mostCritical)}`),
        h('dt', {}, `To act on, ${rate.to.slice(0, 10)}`), h('dd', {}, `${budget.actionableToday} of ${budget.mostActionable}, ${over(budget.actionableToday, budget.mostActionable)}`),
        h('dt', {}, 'Floods'), h('dd', {}, rate.floods.length === 0 ? 'none' : rate.floods.map((flood) => `${utc(flood.start, false)} to ${clockTime(flood.end)}: ${flood.count}`).join('; ')),
        h('dt', {}, 'Unacknowledged now'), h('dd', {}, `${rate.unacknowledged.count}${rate.unacknowledged.oldest === null ? '' : `, the oldest since ${utc(rate.unacknowledged.oldest, false)}`}`),
        h('dt', {}, 'Acknowledged after'), h('dd', {}, rate.medianSecondsToAcknowledge === null ? '–' : `${span(rate.medianSecondsToAcknowledge * 1_000)} (median)`),
      ),
      h('h3', {}, 'Rules that ask most'),
      kinds(rate),
      h('h3', {}, 'Vessels about whom most was raised'),
      table(['Vessel', 'MMSI', 'Raised'], rate.topVessels.map((vessel, place) => [vessel.name ?? '–', this.link(`top-${place}`, mmsiText(vessel.mmsi), { mmsi: vessel.mmsi, alertId: null }), String(vessel.raised)]), 'None.'),
      h('h3', {}, `Chattering: three calls or more in a minute (${rate.chatteringCount ?? rate.chattering.length})`),
      table(['Rule', 'Vessel', 'Asset', 'Calls', 'Within'], rate.chattering.map((one, place) => [this.link(`chatter-${place}`, kindWords(one.kind), { alertId: one.alertId }), one.mmsi == null ? '–' : mmsiText(one.mmsi), one.assetId ?? '–', String(one.count), valueWords(one.within)]), 'None.'),
      h('h3', {}, `Stale: true for more than a day (${rate.staleCount ?? rate.stale.length})`),
      table(['Priority', 'Rule', 'Vessel', 'Since'], rate.stale.map((alert, place) => [severityWord(alert.severity), this.link(`stale-${place}`, kindWords(alert.kind), { alertId: alert.alertId }), vesselName(alert.vessel), utc(alert.since, false)]), 'None.'),
    ];
  }

  private link(action: string, text: string, to: Partial<View>): HTMLElement {
    return h('button', { type: 'button', class: 'link', 'data-action': action, onclick: () => this.desk.view.change({ page: 'watch', ...to }) }, text);
  }
}

/** The ten kinds that asked most, and what became of those that were closed. */
export function kinds(rate: AlarmRate): HTMLElement {
  return table(
    ['Rule', 'Raised', 'Alarm or worse', 'Still open', 'Shelved', 'True', 'No interest', 'False', 'Exercise', 'Nobody knows'],
    rate.byKind.slice(0, 10).map((kind) => [kindWords(kind.kind), ...[kind.raised, kind.alarmsOrCritical, kind.stillOpen, kind.shelved, ...DISPOSITIONS.map((word) => kind.closed[word] ?? 0)].map(String)]),
    'Nothing was raised.',
  );
}

/** Ten-minute windows of the period as bars, stacked by severity, with the line of a flood. */
export function bars(rate: AlarmRate): SVGElement {
  const [width, height] = [600, 90];
  const [from, to] = [Date.parse(rate.from), Date.parse(rate.to)];
  const most = Math.max(11, ...rate.windows.map((window) => window.warning + window.alarm + window.critical));
  const svg = make('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Calls by ten minutes; at most ${rate.perTenMinutesMost}` });
  const wide = Math.max(1, (width * rate.windowSeconds * 1_000) / (to - from));
  for (const window of rate.windows) {
    let y = height;
    for (const [severity, count] of [['warning', window.warning], ['alarm', window.alarm], ['critical', window.critical]] as const) {
      const tall = (count / most) * height;
      y -= tall;
      svg.append(make('rect', { x: String((width * (Date.parse(window.start) - from)) / (to - from)), y: String(y), width: String(wide), height: String(tall), class: `bar ${severity}` }));
    }
  }
  svg.append(make('line', { x1: '0', x2: String(width), y1: String(height - (10 / most) * height), y2: String(height - (10 / most) * height), class: 'flood-line' }));
  return svg;
}

function make(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}
