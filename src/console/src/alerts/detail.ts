import { get, open } from '../api/client.ts';
import { isAborted } from '../api/problem.ts';
import type { Alert, AlertHistory, NextAsset, TrackPoint } from '../api/types.ts';
import { distanceToAsset } from '../geo/chart.ts';
import type { Desk } from '../state/desk.ts';
import type { CurvePanel } from '../ui/curveData.ts';
import { Curves, type CurveMark } from '../ui/curves.ts';
import { fill, h, refill, type Child } from '../ui/dom.ts';
import { severityIcon, showAlertIcon } from '../ui/icons.ts';
import { saveAs } from '../ui/save.ts';
import { clockTime, distance, place, span, utc } from '../ui/time.ts';
import { ask, field } from '../ui/dialog.ts';
import { named } from '../vessels/names.ts';
import { plain } from '../ui/plain.ts';
import type { AlertActions } from './actions.ts';
import { isClosed, isShelved, priorityOf } from './book.ts';
import { heldBack } from './heldBack.ts';
import { actionWord, bridgeWord, dispositionWord, eventWord, hailText, kindWords, measurementWords, mmsiText, severityWord, stateWords, vesselName } from './words.ts';

/** Hours of track before the situation began, and minutes after the newest word, that the curves show. */
const HOURS_BEFORE = 1;
const MINUTES_AFTER = 30;

/** Points that curves of a few hundred pixels can show. */
const MOST_POINTS = 2_000;

/** Situations held back that are told beside an alert. */
const MOST_HELD_BACK = 5;

/** Labels of the Traffic Light Protocol 2.0, the most open first. */
const LABELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];

/** Milliseconds between two loads of the curves and the history of one alert. */
const RELOAD = 5_000;

/** What the panel asks the page for. */
export interface DetailCalls {
  readonly flyTo: (alert: Alert) => void;
  readonly jumpTo: (milliseconds: number) => void;
  readonly showVessel: (mmsi: number) => void;
  readonly showAsset: (assetId: string) => void;
  readonly close: () => void;
}

/** Why an alert is one: the sentence, the rule with its thresholds, the evidence, what lies ahead, and what to do. */
export class AlertDetail {
  readonly element = h('section', { class: 'detail panel', 'aria-label': 'Why this alert', tabIndex: -1, hidden: true });
  private readonly curvesHolder = h('div', {});
  private readonly historyHolder = h('div', {});
  private readonly heldBackHolder = h('div', {});
  private readonly parts = new Map<string, HTMLElement>();
  private curves: Curves | null = null;
  private loading = new AbortController();
  private shownId: string | null = null;
  private shownRevision = '';
  private loadedAt = 0;
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly desk: Desk,
    private readonly actions: AlertActions,
    private readonly calls: DetailCalls,
    private readonly station: () => string,
  ) {
  }

  hide(): void {
    this.shownId = null;
    this.element.hidden = true;
    this.loading.abort();
    this.curves?.destroy();
    this.curves = null;
  }

  show(alert: Alert): void {
    const isOther = alert.alertId !== this.shownId;
    const revision = revisionOf(alert);
    this.shownId = alert.alertId;
    this.element.hidden = false;
    if (isOther) {
      this.parts.clear();
      fill(this.element);
      fill(this.curvesHolder, h('p', { class: 'hint' }, 'Loading the track …'));
      fill(this.historyHolder);
      this.element.scrollTop = 0;
    }
    this.write(alert);
    if (isOther) {
      this.loading.abort();
      this.loading = new AbortController();
      clearTimeout(this.later);
      this.later = undefined;
      this.loadNow(alert, revision);
    } else if (revision !== this.shownRevision && this.later === undefined) {
      // A busy alert gets new evidence many times a minute; curves and history follow at a reader's pace.
      this.later = setTimeout(() => {
        this.later = undefined;
        const now = this.desk.book.get(alert.alertId);
        if (now !== undefined && this.shownId === alert.alertId) {
          this.loadNow(now, revisionOf(now));
        }
      }, Math.max(0, this.loadedAt + RELOAD - Date.now()));
    }
  }

  private loadNow(alert: Alert, revision: string): void {
    this.shownRevision = revision;
    this.loadedAt = Date.now();
    void this.load(alert, this.loading.signal);
  }

  private write(alert: Alert): void {
    const { latestEvent: event, operatorStatus: status } = alert;
    const { evidence, vessel, asset } = event;
    const shelved = isShelved(alert, this.desk.clock.now());
    const standing = [priorityOf(alert), status, event.state, shelved];
    this.part('head', [event.kind, standing], () => {
      const icon = severityIcon(priorityOf(alert));
      showAlertIcon(icon, alert);
      return h('header', {}, icon, h('h2', {}, kindWords(event.kind)), h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close details', title: 'Esc', onclick: this.calls.close }, '✕'));
    });
    this.part('sentence', event.headline, () => h('p', { class: 'sentence' }, plain(event.headline ?? '', 1_000)));
    this.part('standing', standing, () =>
      h(
        'div',
        {},
        h('p', { class: 'state-line' }, h('span', { class: 'priority' }, severityWord(priorityOf(alert))), ` (${bridgeWord(priorityOf(alert))}) · ${stateWords(alert)} · ${eventWord(event)}`, status.assignee ? ` · for ${status.assignee}` : null),
        shelved ? h('p', { class: 'hint' }, `Shelved until ${utc(status.shelvedUntil, false)}: ${status.shelveReason ?? ''}`) : null,
      ),
    );
    this.part('buttons', [status.state, shelved, event.position === undefined], () => this.buttons(alert.alertId));
    this.part('advice', event.recommendedAction, () => (event.recommendedAction ? h('div', { class: 'advice' }, h('h3', {}, 'Recommended'), h('p', {}, event.recommendedAction)) : null));
    const hail = hailText(event, this.station());
    this.part('hail', hail, () => (hail === '' ? null : h('details', { class: 'hail' }, h('summary', {}, 'Hail on VHF 16'), h('p', { class: 'phrase' }, hail))));
    this.part('ahead', [event.nextAssets, Math.floor(this.desk.clock.trafficNow / 60_000)], () => this.ahead(event.nextAssets ?? []));
    this.part('facts', [vessel, asset, event.distanceMetres, event.position, event.since, event.eventTime], () =>
      section('Facts', facts([
        ['Vessel', vessel?.mmsi === undefined ? null : h('button', { type: 'button', class: 'link', onclick: () => this.calls.showVessel(vessel.mmsi!) }, named(vesselName(vessel)), `, MMSI ${mmsiText(vessel.mmsi)}`)],
        ['Type', [vessel?.shipType, vessel?.lengthMetres === undefined ? undefined : `${vessel.lengthMetres} m`].filter((part) => part).join(', ')],
        ['Asset', asset?.id === undefined ? null : h('button', { type: 'button', class: 'link', onclick: () => this.calls.showAsset(asset.id!) }, named(asset.name ?? asset.id))],
        ['Operator', asset?.operator === undefined ? null : named(asset.operator)],
        ['Distance', event.distanceMetres === undefined ? undefined : distance(event.distanceMetres)],
        ['Position', event.position === undefined ? undefined : place(event.position.latitude ?? 0, event.position.longitude ?? 0)],
        ['Since', moment(event.since, this.calls.jumpTo)],
        ['Newest evidence', moment(event.eventTime, this.calls.jumpTo)],
      ])),
    );
    this.part('rule', [evidence?.rule, evidence?.measurements, evidence?.cause], () => section('The rule', h('p', {}, evidence?.rule ?? ''), this.measurements(alert), evidence?.cause ? h('p', { class: 'hint' }, `This revision: ${evidence.cause}`) : null));
    this.part('explanations', [evidence?.explanations, event.suppressedBy], () => this.explanations(alert));
    this.part('held-back', '', () => this.heldBackHolder);
    this.part('curves', '', () => section('Curves', this.curvesHolder));
    this.part('fixes', evidence?.fixes, () => this.fixes(alert));
    this.part('history', '', () => section('History', this.historyHolder));
    this.part('version', [evidence?.settingsHash, event.revision], () => h('p', { class: 'hint' }, `${evidence?.detector ?? ''} ${evidence?.detectorVersion ?? ''} · settings ${evidence?.settingsHash ?? ''} · ${alert.alertId} revision ${event.revision ?? 1}`));
  }

  private part(name: string, says: unknown, build: () => Child): void {
    let holder = this.parts.get(name);
    if (holder === undefined) {
      holder = h('div', {});
      this.parts.set(name, holder);
      this.element.append(holder);
    }
    refill(holder, says, build);
  }

  private buttons(alertId: string): HTMLElement {
    const { actions } = this;
    const now = (): Alert => this.desk.book.get(alertId)!;
    const alert = now();
    const button = (name: string, text: string, act: () => unknown, isShown: boolean, title = ''): Child =>
      isShown ? h('button', { type: 'button', 'data-action': name, class: name === 'acknowledge' ? 'primary' : '', title, onclick: () => void act() }, text) : null;
    const shelved = isShelved(alert, this.desk.clock.now());
    return h(
      'div',
      { class: 'buttons' },
      button('acknowledge', 'Acknowledge', () => actions.acknowledge(now()), actions.mayAcknowledge(alert), 'A'),
      button('fly', 'Show on map', () => this.calls.flyTo(now()), alert.latestEvent.position !== undefined, 'Enter'),
      button('jump', 'Go to that time', () => this.calls.jumpTo(Date.parse(now().latestEvent.eventTime!)), alert.latestEvent.eventTime !== undefined),
      button('assign', 'Assign', () => actions.assign(now()), actions.mayNote),
      button('comment', 'Note', () => actions.comment(now()), actions.mayNote),
      button('shelve', shelved ? 'Unshelve' : 'Shelve', () => (shelved ? actions.unshelve(now()) : actions.shelve(now())), actions.mayShelve && !isClosed(alert)),
      button('close', 'Close', () => actions.close(now()), actions.mayClose && !isClosed(alert)),
      button('evidence', 'Evidence pack', () => this.saveEvidence(now()), this.desk.may('export')),
    );
  }

  /** Everything about the alert in one archive, under a label: never below that of what is served. */
  private saveEvidence(alert: Alert): Promise<boolean> {
    const least = this.desk.facts.marking.replace(/^TLP:/, '');
    const label = h('select', {}, ...LABELS.slice(Math.max(0, LABELS.indexOf(least))).map((one) => h('option', { value: one }, `TLP:${one}`)));
    return ask({
      title: 'Evidence pack',
      body: [h('p', {}, 'Track, sentences as received, charts, thresholds, history and audit entries in one signed archive.'), field('Label', label, 'Stands in every file that can carry it.')],
      accept: 'Save',
      read: () => ({ tlp: label.value }),
      act: async (parameters) => saveAs(await open(`/api/v1/alerts/${encodeURIComponent(alert.alertId)}/evidence`, parameters, {}, new AbortController().signal), `${alert.alertId}.zip`),
    });
  }

  private ahead(next: readonly NextAsset[]): Child {
    if (next.length === 0) {
      return null;
    }
    const rows = next.map((one) => {
      const left = one.eta === undefined ? undefined : Date.parse(one.eta) - this.desk.clock.trafficNow;
      return h(
        'tr',
        {},
        h('td', {}, named(one.assetName ?? one.assetId ?? '')),
        h('td', {}, clockTime(one.eta), left === undefined ? '' : h('small', {}, left > 0 ? ` in ${span(left)}` : ' passed')),
        h('td', {}, one.earliestEta === undefined ? '' : `${clockTime(one.earliestEta)} to ${clockTime(one.latestEta)}`),
        h('td', {}, distance(one.distanceMetres ?? 0)),
        h('td', {}, named([one.operator, one.contact].filter((part) => part).join(', '))),
      );
    });
    return section('Next assets in the way', h('table', {}, h('thead', {}, h('tr', {}, ...['Asset', 'ETA', 'Between', 'Distance', 'Call'].map((text) => h('th', {}, text)))), h('tbody', {}, ...rows)));
  }

  private measurements(alert: Alert): Child {
    const rows = (alert.latestEvent.evidence?.measurements ?? []).map(measurementWords);
    return rows.length === 0
      ? null
      : h('table', {}, h('thead', {}, h('tr', {}, h('th', {}, 'Measured'), h('th', {}, 'Value'), h('th', {}, 'Rule'))), h('tbody', {}, ...rows.map(({ name, value, limit }) => h('tr', {}, h('td', {}, name), h('td', {}, value), h('td', {}, limit)))));
  }

  private explanations(alert: Alert): Child {
    const tried = alert.latestEvent.evidence?.explanations ?? [];
    const lowered = alert.latestEvent.suppressedBy ?? [];
    return tried.length + lowered.length === 0
      ? null
      : section(
          'Innocent explanations',
          lowered.length === 0 ? null : h('p', {}, `Lowered or held back by: ${lowered.join('; ')}.`),
          h('ul', {}, ...tried.map(({ name, applies, detail }) => h('li', {}, h('strong', {}, `${name ?? ''}: ${applies ? 'applies' : 'does not apply'}`), detail ? ` – ${detail}` : ''))),
        );
  }

  private fixes(alert: Alert): Child {
    const fixes = alert.latestEvent.evidence?.fixes ?? [];
    if (fixes.length === 0) {
      return null;
    }
    const number = (value: number | undefined, digits: number): string => (value === undefined ? '–' : value.toFixed(digits));
    return h(
      'details',
      {},
      h('summary', {}, `${fixes.length} fixes that decided it`),
      h(
        'table',
        {},
        h('thead', {}, h('tr', {}, ...['Time', 'Position', 'kn', 'COG', 'HDG'].map((text) => h('th', {}, text)))),
        h('tbody', {}, ...fixes.map((fix) => h('tr', {}, h('td', {}, moment(fix.time, this.calls.jumpTo)), h('td', {}, place(fix.position?.latitude ?? 0, fix.position?.longitude ?? 0)), h('td', {}, number(fix.speedOverGroundKnots, 1)), h('td', {}, number(fix.courseOverGroundDegrees, 0)), h('td', {}, number(fix.trueHeadingDegrees, 0))))),
      ),
    );
  }

  private async load(alert: Alert, signal: AbortSignal): Promise<void> {
    await Promise.all([this.loadCurves(alert, signal), this.loadHistory(alert, signal), this.loadHeldBack(alert, signal)]);
  }

  /** What the rules saw of the same ship and did not raise: that an alert is one is better understood beside what was none. */
  private async loadHeldBack(alert: Alert, signal: AbortSignal): Promise<void> {
    const { vessel } = alert.latestEvent;
    if (vessel?.mmsi === undefined) {
      fill(this.heldBackHolder);
      return;
    }
    try {
      const { heldBack: found } = await heldBack(MOST_HELD_BACK, '', vessel.mmsi, signal);
      fill(this.heldBackHolder, found.length === 0 ? null : section('Held back about this ship', h('ul', {}, ...found.map(({ kind, since, reason }) => h('li', {}, moment(since, this.calls.jumpTo), ` ${kindWords(kind)}: ${plain(reason, 500)}`)))));
    } catch {
      // Not for every role, and not what the alert hangs on.
      fill(this.heldBackHolder);
    }
  }

  private async loadCurves(alert: Alert, signal: AbortSignal): Promise<void> {
    const { vessel, since, eventTime, asset } = alert.latestEvent;
    if (vessel?.mmsi === undefined || eventTime === undefined || !this.desk.may('tracks_read')) {
      fill(this.curvesHolder, h('p', { class: 'hint' }, 'No track belongs to this alert.'));
      return;
    }
    const from = Date.parse(since ?? eventTime) - HOURS_BEFORE * 3_600_000;
    const to = Date.parse(eventTime) + MINUTES_AFTER * 60_000;
    try {
      const { points = [] } = await get<{ points?: TrackPoint[] }>(`/api/v1/vessels/${vessel.mmsi}/track`, { from: new Date(from).toISOString(), to: new Date(to).toISOString(), maxPoints: MOST_POINTS }, signal);
      const marks: CurveMark[] = [
        { time: Date.parse(since ?? eventTime) / 1_000, label: 'since', isMain: false },
        { time: Date.parse(eventTime) / 1_000, label: 'alert', isMain: true },
      ];
      this.curves?.destroy();
      this.curves = points.length < 2 ? null : this.draw(points, asset?.id, marks);
      fill(this.curvesHolder, this.curves?.element ?? h('p', { class: 'hint' }, 'Too few positions are stored around that time.'));
    } catch (failure) {
      if (!isAborted(failure)) {
        fill(this.curvesHolder, retry('The track cannot be shown', () => void this.loadCurves(alert, signal)));
      }
    }
  }

  private draw(points: readonly TrackPoint[], assetId: string | undefined, marks: readonly CurveMark[]): Curves {
    const asset = this.desk.chart.assets.find((one) => one.id === assetId);
    const panels: CurvePanel[] = [
      { title: 'Speed over ground', unit: 'kn', curves: [{ label: 'speed', colour: '--instrument-enhanced-primary-color', values: points.map((point) => point.speedOverGroundKnots ?? null) }] },
      {
        title: 'Course and heading',
        unit: '°',
        curves: [
          { label: 'course', colour: '--instrument-enhanced-primary-color', isAngle: true, values: points.map((point) => point.courseOverGroundDegrees ?? null) },
          { label: 'heading', colour: '--alert-warning-text-color', isAngle: true, isDotted: true, values: points.map((point) => point.trueHeadingDegrees ?? null) },
        ],
      },
    ];
    if (asset !== undefined) {
      panels.push({
        title: `Distance to ${plain(asset.name ?? asset.id)}`,
        unit: 'm',
        curves: [{ label: 'distance', colour: '--instrument-enhanced-primary-color', values: points.map(({ position }) => Math.round(distanceToAsset({ longitude: position?.longitude ?? 0, latitude: position?.latitude ?? 0 }, asset))) }],
      });
    }
    return new Curves(points.map((point) => Date.parse(point.time) / 1_000), panels, marks, (seconds) => this.calls.jumpTo(seconds * 1_000));
  }

  private async loadHistory(alert: Alert, signal: AbortSignal): Promise<void> {
    try {
      const { events = [], transitions = [], leftOutCount } = await get<AlertHistory>(`/api/v1/alerts/${encodeURIComponent(alert.alertId)}`, {}, signal);
      const entries = [
        ...events.map((event) => ({ sequence: Number(event.sequence), time: event.eventTime, who: '', what: `${eventWord(event)}, ${severityWord(event.severity).toLowerCase()}`, why: event.evidence?.cause ?? '' })),
        ...transitions.map(({ sequence, time, actor, action, cause, status }) => ({ sequence: Number(sequence), time, who: actor ?? '', what: actionWord(action) + (action === 'OPERATOR_ACTION_CLOSED' && status.disposition ? ` as ${dispositionWord(status.disposition)}` : ''), why: cause ?? '' })),
      ].sort((one, other) => one.sequence - other.sequence);
      fill(
        this.historyHolder,
        leftOutCount ? h('p', { class: 'hint' }, `${leftOutCount} older entries are not shown.`) : null,
        h('ol', { class: 'history' }, ...entries.map(({ time, who, what, why }) => h('li', {}, h('time', {}, utc(time)), ` ${what}`, who === '' ? null : h('strong', {}, ` by ${who}`), why === '' ? null : h('span', { class: 'why' }, ` – ${why}`)))),
      );
    } catch (failure) {
      if (!isAborted(failure)) {
        fill(this.historyHolder, retry('The history cannot be shown', () => void this.loadHistory(alert, signal)));
      }
    }
  }
}

function revisionOf(alert: Alert): string {
  return `${alert.latestEvent.sequence}/${alert.operatorStatus.state}/${alert.updateCount}`;
}

/** Says what did not work, with a button that tries it again. */
export function retry(what: string, again: () => void): HTMLElement {
  return h('p', { class: 'wrong' }, `${what}. `, h('button', { type: 'button', onclick: again }, 'Try again'));
}

export function section(title: string, ...body: Child[]): HTMLElement {
  return h('section', { class: 'part' }, h('h3', {}, title), ...body);
}

/** A list of names and values; what is not known is left out. */
export function facts(entries: readonly (readonly [string, Child])[]): HTMLElement {
  return h('dl', {}, ...entries.filter(([, value]) => value !== undefined && value !== null && value !== '').flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

function moment(time: string | undefined, jump: (milliseconds: number) => void): Child {
  return time === undefined ? null : h('button', { type: 'button', class: 'link', title: 'Go to that time', onclick: () => jump(Date.parse(time)) }, utc(time));
}
