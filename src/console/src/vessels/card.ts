import { get } from '../api/client.ts';
import { Problem, isAborted } from '../api/problem.ts';
import type { TrackPoint, Vessel } from '../api/types.ts';
import { isClosed, isActive, priorityOf } from '../alerts/book.ts';
import { facts, retry, section } from '../alerts/detail.ts';
import { kindWords, mmsiText, severityWord } from '../alerts/words.ts';
import { assetsAhead, type AssetAhead } from '../geo/chart.ts';
import type { Desk } from '../state/desk.ts';
import { fill, h, refill, type Child } from '../ui/dom.ts';
import { clockTime, degrees, distance, knots, place, span, utc } from '../ui/time.ts';
import { statusWords } from './classes.ts';
import type { PicturedVessel } from './picture.ts';

/** Points of a track that is drawn behind a vessel. */
const MOST_POINTS = 5_000;

/** Where she is, from the live picture or as stored. */
type Here = Pick<PicturedVessel, 'time' | 'longitude' | 'latitude' | 'speed' | 'course' | 'heading' | 'status'>;

export interface CardCalls {
  readonly close: () => void;
  readonly flyTo: (longitude: number, latitude: number) => void;
  readonly showAsset: (assetId: string) => void;
  readonly showAlert: (alertId: string) => void;
  readonly showTrack: (points: readonly TrackPoint[]) => void;
}

/** What is known of one vessel: what she says of herself, where she is and goes, her alerts, the assets ahead of her. */
export class VesselCard {
  readonly element = h('section', { class: 'vessel-card panel', 'aria-label': 'Vessel', hidden: true });
  private readonly now = h('div', {});
  private readonly said = h('div', {});
  private readonly alerts = h('div', {});
  private readonly track = h('p', { class: 'hint', role: 'status' });
  private mmsi: number | null = null;
  private vessel: Vessel | null = null;
  private loading = new AbortController();
  private trackKey = '';

  constructor(
    private readonly desk: Desk,
    private readonly calls: CardCalls,
  ) {
    desk.onPicture(() => this.mmsi !== null && this.showNow());
    desk.book.onChange((alert) => alert.latestEvent.vessel?.mmsi === this.mmsi && this.showAlerts());
  }

  hide(): void {
    this.mmsi = null;
    this.trackKey = '';
    this.loading.abort();
    this.element.hidden = true;
  }

  show(mmsi: number): void {
    const { at, trackHours } = this.desk.view.view;
    if (this.mmsi !== mmsi) {
      this.mmsi = mmsi;
      this.vessel = null;
      this.loading.abort();
      this.loading = new AbortController();
      this.element.hidden = false;
      this.write();
      void this.load(mmsi, this.loading.signal);
    }
    const key = `${mmsi}/${trackHours}/${at === null ? 'live' : Math.floor(at / 600_000)}`;
    if (key !== this.trackKey) {
      this.trackKey = key;
      void this.loadTrack(mmsi, this.loading.signal);
    }
  }

  private write(): void {
    const mmsi = this.mmsi!;
    const hours = h('select', { 'aria-label': 'Track of the last', onchange: () => this.desk.view.change({ trackHours: Number(hours.value) }) }, ...[1, 3, 6, 12, 24, 72, 168].map((one) => h('option', { value: String(one), selected: one === this.desk.view.view.trackHours }, one < 72 ? `${one} h` : `${one / 24} days`)));
    fill(
      this.element,
      h('header', {}, h('h2', {}, this.name()), h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close vessel', onclick: this.calls.close }, '✕')),
      h(
        'div',
        { class: 'buttons' },
        h('button', { type: 'button', onclick: () => this.fly() }, 'Show on map'),
        h('button', { type: 'button', 'aria-pressed': String(this.desk.watched.has(mmsi)), onclick: () => (this.desk.watch(mmsi, !this.desk.watched.has(mmsi)), this.write()) }, this.desk.watched.has(mmsi) ? 'Watched ✓' : 'Watch this vessel'),
        h('label', { class: 'check' }, 'Track of the last', hours),
      ),
      this.track,
      this.now,
      this.alerts,
      this.said,
    );
    this.showNow();
    this.showAlerts();
    this.showSaid();
  }

  private name(): string {
    const name = this.vessel?.name ?? (this.mmsi === null ? undefined : this.desk.picture.get(this.mmsi)?.said.name);
    return name || `MMSI ${mmsiText(this.mmsi!)}`;
  }

  private fly(): void {
    const live = this.desk.picture.get(this.mmsi!);
    const last = this.vessel?.lastPosition?.position;
    if (live !== undefined) {
      this.calls.flyTo(live.longitude, live.latitude);
    } else if (last !== undefined) {
      this.calls.flyTo(last.longitude ?? 0, last.latitude ?? 0);
    }
  }

  private showNow(): void {
    const live = this.desk.picture.get(this.mmsi!);
    const last = this.vessel?.lastPosition;
    const here: Here | undefined = live ?? (last?.position === undefined ? undefined : {
      time: Date.parse(last.time) / 1_000, longitude: last.position.longitude ?? 0, latitude: last.position.latitude ?? 0, speed: last.speedOverGroundKnots ?? null,
      course: last.courseOverGroundDegrees ?? null, heading: last.trueHeadingDegrees ?? null, status: last.navigationalStatus ?? null,
    });
    refill(this.now, [this.mmsi, here, this.vessel === null, Math.floor(this.desk.clock.trafficNow / 10_000)], () => (here === undefined ? section('Position', h('p', { class: 'hint' }, this.vessel === null ? 'Loading …' : 'No position is known.')) : this.position(here)));
  }

  private position(here: Here): Child {
    const ahead = here.course === null || here.speed === null ? [] : assetsAhead(here, here.course, here.speed, this.desk.chart).slice(0, 3);
    return h(
      'div',
      {},
      section(
        'Position',
        facts([
          ['Heard', `${utc(here.time * 1_000)}, ${span(this.desk.clock.trafficNow - here.time * 1_000)} ago`],
          ['Place', place(here.latitude, here.longitude)],
          ['Speed, course', `${knots(here.speed)}, ${degrees(here.course)}`],
          ['Heading', degrees(here.heading)],
          ['Status', statusWords(here.status)],
        ]),
      ),
      section('Next asset ahead', ahead.length === 0 ? h('p', { class: 'hint' }, here.speed !== null && here.speed > 0.2 ? 'None within 32 nm on this course.' : 'She does not move.') : h('ul', {}, ...ahead.map((one) => this.aheadRow(one, here.time * 1_000)))),
    );
  }

  /** @param from when she was where she is drawn. */
  private aheadRow({ asset, metres, seconds }: AssetAhead, from: number): HTMLElement {
    const eta = from + seconds * 1_000;
    const left = eta - this.desk.clock.trafficNow;
    return h(
      'li',
      {},
      h('button', { type: 'button', class: 'link', onclick: () => this.calls.showAsset(asset.id) }, asset.name ?? asset.id),
      `: ${distance(metres)}, ${clockTime(eta)} (${left >= 0 ? `in ${span(left)}` : `${span(-left)} ago, if she kept on`})`,
      asset.operator ? h('small', {}, ` ${[asset.operator, asset.contact].filter((part) => part).join(', ')}`) : null,
    );
  }

  private showAlerts(): void {
    const own = this.desk.book.all.filter((alert) => alert.latestEvent.vessel?.mmsi === this.mmsi && !isClosed(alert));
    fill(
      this.alerts,
      section(
        'Alerts',
        own.length === 0
          ? h('p', { class: 'hint' }, 'None open.')
          : h('ul', {}, ...own.map((alert) => h('li', { 'data-severity': severityWord(priorityOf(alert)).toLowerCase() }, h('button', { type: 'button', class: 'link', onclick: () => this.calls.showAlert(alert.alertId) }, `${severityWord(priorityOf(alert))}: ${kindWords(alert.latestEvent.kind)}`), ` since ${clockTime(alert.latestEvent.since)}${isActive(alert) ? '' : ', over'}`))),
      ),
    );
  }

  private showSaid(): void {
    const { vessel } = this;
    const size = (one: number | undefined, unit: string): Child => (one === undefined ? null : `${one} ${unit}`);
    fill(
      this.said,
      section(
        'As she says of herself',
        facts([
          ['MMSI', mmsiText(this.mmsi!)],
          ['IMO', vessel?.imo === undefined ? null : String(vessel.imo)],
          ['Call sign', vessel?.callSign],
          ['Type', vessel?.shipType === undefined ? null : `${vessel.shipType} (${vessel.shipTypeCode ?? '–'})`],
          ['Length, breadth', [size(vessel?.lengthMetres, 'm'), size(vessel?.breadthMetres, 'm')].filter((part) => part !== null).join(', ')],
          ['Draught', size(vessel?.draughtMetres, 'm')],
          ['Destination', vessel?.destination],
          ['Said', vessel?.staticDataTime === undefined ? null : utc(vessel.staticDataTime)],
        ]),
      ),
    );
  }

  private async load(mmsi: number, signal: AbortSignal): Promise<void> {
    try {
      this.vessel = (await get<{ vessel: Vessel }>(`/api/v1/vessels/${mmsi}`, {}, signal)).vessel;
      this.write();
    } catch (failure) {
      if (!isAborted(failure)) {
        fill(this.said, Problem.from(failure).status === 404 ? h('p', { class: 'hint' }, 'Nothing is known of her beside this.') : retry('What she says of herself cannot be shown', () => void this.load(mmsi, signal)));
      }
    }
  }

  private async loadTrack(mmsi: number, signal: AbortSignal): Promise<void> {
    const { at, trackHours } = this.desk.view.view;
    const to = at ?? this.desk.clock.trafficNow;
    fill(this.track, 'Loading the track …');
    try {
      const { points = [] } = await get<{ points?: TrackPoint[] }>('/api/v1/track', { vessel: mmsi, from: new Date(to - trackHours * 3_600_000).toISOString(), to: new Date(to).toISOString(), simplifyMetres: 10, pageSize: MOST_POINTS }, signal);
      fill(this.track, points.length === 0 ? `No position in the last ${trackHours} h.` : `Track of ${trackHours} h, from ${utc(points[0]!.time, false)}.`);
      this.calls.showTrack(points);
    } catch (failure) {
      if (!isAborted(failure)) {
        fill(this.track, Problem.from(failure).status === 404 ? 'No track of her is stored.' : retry('The track cannot be shown', () => void this.loadTrack(mmsi, signal)));
      }
    }
  }
}
