import { get } from '../api/client.ts';
import type { Severity } from '../api/types.ts';
import { kindWords, mmsiText, severityWord } from '../alerts/words.ts';
import type { Desk } from '../state/desk.ts';
import { h, type Child } from '../ui/dom.ts';
import { clockTime, span, utc } from '../ui/time.ts';
import { Panel, table } from './panel.ts';

interface Window {
  readonly start: string;
  readonly notice: number;
  readonly warning: number;
  readonly alarm: number;
  readonly critical: number;
}

interface AlarmRate {
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
  readonly chattering: readonly Readonly<Record<string, unknown>>[];
  readonly chatteringCount?: number;
  readonly unacknowledged: { readonly count: number; readonly oldest: string | null };
  readonly medianSecondsToAcknowledge: number | null;
  readonly budget: { readonly criticalToday: number; readonly actionableToday: number; readonly mostCritical: number; readonly mostActionable: number };
}

/** How much the alerts ask of the desk (ISA-18.2): by ten minutes, floods, the rules that ask most, what is stale, what chatters. */
export class AlarmRatePanel extends Panel {
  constructor(private readonly desk: Desk) {
    super('Alarm rate', 15);
  }

  protected async look(): Promise<Child[]> {
    const rate = await get<AlarmRate>('/api/v1/alarm-rate');
    const { budget } = rate;
    const over = (is: number, most: number): string => (is > most ? '▲ over the budget' : 'within the budget');
    return [
      h('p', {}, `${utc(rate.from, false)} to ${utc(rate.to, false)}: ${rate.perTenMinutesAverage.toFixed(2)} calls in ten minutes on average, ${rate.perTenMinutesMost} at most.`),
      bars(rate),
      h(
        'dl',
        {},
        h('dt', {}, 'Critical today'), h('dd', {}, `${budget.criticalToday} of ${budget.mostCritical}, ${over(budget.criticalToday, budget.mostCritical)}`),
        h('dt', {}, 'To act on today'), h('dd', {}, `${budget.actionableToday} of ${budget.mostActionable}, ${over(budget.actionableToday, budget.mostActionable)}`),
        h('dt', {}, 'Floods'), h('dd', {}, rate.floods.length === 0 ? 'none' : rate.floods.map((flood) => `${clockTime(flood.start)} to ${clockTime(flood.end)}: ${flood.count}`).join('; ')),
        h('dt', {}, 'Unacknowledged'), h('dd', {}, `${rate.unacknowledged.count}${rate.unacknowledged.oldest === null ? '' : `, the oldest since ${utc(rate.unacknowledged.oldest, false)}`}`),
        h('dt', {}, 'Acknowledged after'), h('dd', {}, rate.medianSecondsToAcknowledge === null ? '–' : `${span(rate.medianSecondsToAcknowledge * 1_000)} (median)`),
        h('dt', {}, 'Chattering'), h('dd', {}, String(rate.chatteringCount ?? rate.chattering.length)),
      ),
      h('h3', {}, 'Rules that ask most'),
      table(
        ['Rule', 'Raised', 'Alarm or worse', 'Still open', 'Shelved', 'True', 'Nuisance', 'False'],
        rate.byKind.slice(0, 10).map((kind) => [kindWords(kind.kind), ...[kind.raised, kind.alarmsOrCritical, kind.stillOpen, kind.shelved, kind.closed['true'] ?? 0, kind.closed['nuisance'] ?? 0, kind.closed['false'] ?? 0].map(String)]),
        'Nothing was raised.',
      ),
      h('h3', {}, `Stale: true for more than a day (${rate.staleCount ?? rate.stale.length})`),
      rate.stale.length === 0
        ? h('p', { class: 'hint' }, 'None.')
        : h('ul', {}, ...rate.stale.slice(0, 20).map((alert) => h('li', {}, h('button', { type: 'button', class: 'link', onclick: () => this.desk.view.change({ page: 'watch', alertId: alert.alertId }) }, `${severityWord(alert.severity)}: ${kindWords(alert.kind)}`), ` ${alert.vessel?.name ?? (alert.vessel?.mmsi === undefined ? '' : mmsiText(alert.vessel.mmsi))} since ${utc(alert.since, false)}`))),
    ];
  }
}

/** Ten-minute windows of the period as bars, stacked by severity, with the line of a flood. */
function bars(rate: AlarmRate): SVGElement {
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
