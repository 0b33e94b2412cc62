import { get } from '../api/client.ts';
import { Problem, isAborted } from '../api/problem.ts';
import type { TrackPoint, Vessel } from '../api/types.ts';
import { isClosed, isActive, priorityOf } from '../alerts/book.ts';
import { facts, retry, section } from '../alerts/detail.ts';
import { kindWords, mmsiText, severityWord } from '../alerts/words.ts';
import { assetsAhead, type AssetAhead } from '../geo/chart.ts';
import type { LonLat } from '../geo/geodesy.ts';
import type { Desk } from '../state/desk.ts';
import { fill, h, refill, say, type Child } from '../ui/dom.ts';
import { clockTime, degrees, distance, knots, place, span, utc } from '../ui/time.ts';
import type { Here } from '../time/traffic.ts';
import { statusWords } from './classes.ts';
import { actionOf, named, nameOr } from './names.ts';
import { plain } from '../ui/plain.ts';
import { Tail, USUAL_METRES, loadTrack, needsTrack, type TrackWish } from './track.ts';

export interface CardCalls {
  readonly close: () => void;
  readonly flyTo: (longitude: number, latitude: number) => void;
  readonly showAsset: (assetId: string) => void;
  readonly showAlert: (alertId: string) => void;
  readonly showTrack: (points: readonly TrackPoint[]) => void;
  /** The way since the end of the track. */
  readonly showTail: (way: readonly LonLat[]) => void;
  /** Where she is at the moment shown; undefined where the picture of it does not have her. */
  readonly where: (mmsi: number) => Here | undefined;
  /** The first asked for is where to measure from, the next where to. */
  readonly measure: (mmsi: number) => void;
  readonly guard: (mmsi: number, name: string) => void;
  /** How her guard stands; empty for none. */
  readonly guardWords: (mmsi: number) => string;
}

/** What is known of one vessel: what she says of herself, where she is and goes, her alerts, the assets ahead of her. */
export class VesselCard {
  readonly element = h('section', { class: 'vessel-card panel', 'aria-label': 'Vessel', hidden: true });
  private readonly now = h('div', {});
  private readonly said = h('div', {});
  private readonly alerts = h('div', {});
  private readonly guarded = h('p', { class: 'guarded' });
  private readonly track = h('p', { class: 'hint', role: 'status' });
  private mmsi: number | null = null;
  private vessel: Vessel | null = null;
  private loading = new AbortController();
  private tracking: AbortController | null = null;
  private wish: TrackWish | null = null;
  private from = 0;
  private to = 0;
  private isWhole = false;
  private metres: number | null = null;
  private readonly tail = new Tail();

  constructor(
    private readonly desk: Desk,
    private readonly calls: CardCalls,
  ) {
    desk.onPicture(() => this.mmsi !== null && desk.view.view.at === null && this.follow());
    desk.book.onChange((alert) => alert.latestEvent.vessel?.mmsi === this.mmsi && this.showAlerts());
  }

  hide(): void {
    this.mmsi = null;
    this.wish = null;
    this.loading.abort();
    this.tracking?.abort();
    this.tracking = null;
    this.element.hidden = true;
  }

  show(mmsi: number): void {
    if (this.mmsi !== mmsi) {
      this.mmsi = mmsi;
      this.vessel = null;
      this.loading.abort();
      this.loading = new AbortController();
      this.element.hidden = false;
      this.write();
      void this.load(mmsi, this.loading.signal);
    }
    this.follow();
  }

  /** The moment shown, or where she is, is another: the card says it, and her track reaches to it. */
  private follow(): void {
    const mmsi = this.mmsi!;
    const { at, trackHours: hours } = this.desk.view.view;
    const now = this.desk.clock.trafficNow;
    const wish: TrackWish = { mmsi, hours, at };
    const isOther = this.wish?.mmsi !== mmsi || this.wish.hours !== hours || (this.wish.at === null) !== (at === null) || (at !== null && at < this.to);
    // Only the end of a track that is loading already has gone on: it is not begun again each time.
    if (needsTrack(this.wish, this.to, wish, now) && (isOther || this.tracking === null)) {
      this.wish = wish;
      this.to = at ?? now;
      this.tracking?.abort();
      this.tracking = new AbortController();
      void this.loadTrack(mmsi, hours, this.to, this.tracking);
    }
    const here = this.calls.where(mmsi);
    if (here !== undefined && this.isWhole && this.tail.add(here)) {
      this.from ||= here.time * 1_000;
      this.calls.showTail(this.tail.way);
      this.sayTrack();
    }
    this.showNow();
  }

  private write(): void {
    const mmsi = this.mmsi!;
    const hours = h('select', { 'aria-label': 'Track of the last', onchange: () => this.desk.view.change({ trackHours: Number(hours.value) }) }, ...[1, 3, 6, 12, 24, 72, 168].map((one) => h('option', { value: String(one), selected: one === this.desk.view.view.trackHours }, one < 72 ? `${one} h` : `${one / 24} days`)));
    fill(
      this.element,
      h('header', {}, h('h2', {}, named(this.name())), h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close vessel', onclick: this.calls.close }, '✕')),
      h(
        'div',
        { class: 'buttons' },
        h('button', { type: 'button', onclick: () => this.fly() }, 'Show on map'),
        h('button', { type: 'button', 'aria-pressed': String(this.desk.watched.has(mmsi)), onclick: () => (this.desk.watch(mmsi, !this.desk.watched.has(mmsi)), this.write()) }, this.desk.watched.has(mmsi) ? 'Watched ✓' : 'Watch this vessel'),
        h('button', { type: 'button', onclick: () => this.calls.measure(mmsi) }, 'Measure from or to her'),
        h('button', { type: 'button', onclick: () => this.calls.guard(mmsi, this.name()) }, 'Alarm when she leaves a radius …'),
        h('label', { class: 'check' }, 'Track of the last', hours),
      ),
      this.guarded,
      this.track,
      this.now,
      this.alerts,
      this.said,
    );
    this.showNow();
    this.showSaid();
  }

  private name(): string {
    return nameOr(this.vessel?.name ?? this.desk.picture.get(this.mmsi!)?.said.name, this.mmsi!);
  }

  private fly(): void {
    const here = this.here();
    if (here !== undefined) {
      this.calls.flyTo(here.longitude, here.latitude);
    }
  }

  /** Where she is at the moment shown; live, where she is out of the picture, where she was last heard. */
  private here(): Here | undefined {
    const here = this.calls.where(this.mmsi!);
    const last = this.vessel?.lastPosition;
    return here ?? (last?.position === undefined || this.desk.view.view.at !== null ? undefined : {
      time: Date.parse(last.time) / 1_000, longitude: last.position.longitude ?? 0, latitude: last.position.latitude ?? 0, speed: last.speedOverGroundKnots ?? null,
      course: last.courseOverGroundDegrees ?? null, heading: last.trueHeadingDegrees ?? null, status: last.navigationalStatus ?? null,
    });
  }

  private showNow(): void {
    const here = this.here();
    const { at } = this.desk.view.view;
    const moment = at ?? this.desk.clock.trafficNow;
    this.showAlerts();
    const guard = this.calls.guardWords(this.mmsi!);
    say(this.guarded, guard === '' ? '' : `Guard: ${guard}.`);
    refill(this.now, [this.mmsi, at !== null, here, this.vessel === null, Math.floor(moment / 10_000)], () =>
      here === undefined ? section(heading(at), h('p', { class: 'hint' }, at !== null ? 'She was not heard here in the half hour before, or it is still being loaded.' : this.vessel === null ? 'Loading …' : 'No position is known.')) : this.position(here, moment, at),
    );
  }

  /** @param moment the moment shown, milliseconds since 1970. */
  private position(here: Here, moment: number, at: number | null): Child {
    const ahead = here.course === null || here.speed === null ? [] : assetsAhead(here, here.course, here.speed, this.desk.chart).slice(0, 3);
    return h(
      'div',
      {},
      section(
        heading(at),
        facts([
          ['Heard', `${utc(here.time * 1_000)}, ${span(moment - here.time * 1_000)} ${at === null ? 'ago' : 'before'}`],
          ['Place', place(here.latitude, here.longitude)],
          ['Speed, course', `${knots(here.speed)}, ${degrees(here.course)}`],
          ['Heading', degrees(here.heading)],
          ['Status', statusWords(here.status)],
        ]),
      ),
      section('Next asset ahead', ahead.length === 0 ? h('p', { class: 'hint' }, here.speed !== null && here.speed > 0.2 ? 'None within 32 nm on this course.' : 'She does not move.') : h('ul', {}, ...ahead.map((one) => this.aheadRow(one, here.time * 1_000, moment)))),
    );
  }

  /** @param from when she was where she is drawn. @param moment the moment shown. */
  private aheadRow({ asset, metres, seconds }: AssetAhead, from: number, moment: number): HTMLElement {
    const eta = from + seconds * 1_000;
    const left = eta - moment;
    return h(
      'li',
      {},
      h('button', { type: 'button', class: 'link', 'data-action': actionOf('asset', asset.id), onclick: () => this.calls.showAsset(asset.id) }, named(asset.name ?? asset.id)),
      `: ${distance(metres)}, ${clockTime(eta)} (${left >= 0 ? `in ${span(left)}` : `${span(-left)} ago, if she kept on`})`,
      asset.operator ? h('small', {}, ` ${plain([asset.operator, asset.contact].filter((part) => part).join(', '))}`) : null,
    );
  }

  private showAlerts(): void {
    const own = this.desk.book.all.filter((alert) => alert.latestEvent.vessel?.mmsi === this.mmsi && !isClosed(alert));
    refill(this.alerts, [this.desk.view.view.at === null, ...own.map((alert) => [alert.alertId, priorityOf(alert), isActive(alert), alert.latestEvent.since])], () =>
      section(
        this.desk.view.view.at === null ? 'Alerts' : 'Alerts (now)',
        own.length === 0
          ? h('p', { class: 'hint' }, 'None open.')
          : h('ul', {}, ...own.map((alert) => h('li', { 'data-severity': severityWord(priorityOf(alert)).toLowerCase() }, h('button', { type: 'button', class: 'link', 'data-action': actionOf('alert', alert.alertId), onclick: () => this.calls.showAlert(alert.alertId) }, `${severityWord(priorityOf(alert))}: ${kindWords(alert.latestEvent.kind)}`), ` since ${clockTime(alert.latestEvent.since)}${isActive(alert) ? '' : ', over'}`))),
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
          ['Call sign', vessel?.callSign === undefined ? null : named(vessel.callSign)],
          ['Type', vessel?.shipType === undefined ? null : `${vessel.shipType} (${vessel.shipTypeCode ?? '–'})`],
          ['Length, breadth', [size(vessel?.lengthMetres, 'm'), size(vessel?.breadthMetres, 'm')].filter((part) => part !== null).join(', ')],
          ['Draught', size(vessel?.draughtMetres, 'm')],
          ['Destination', vessel?.destination === undefined ? null : named(vessel.destination)],
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

  private async loadTrack(mmsi: number, hours: number, to: number, mine: AbortController): Promise<void> {
    this.isWhole = false;
    fill(this.track, 'Loading the track …');
    try {
      const { points, metres } = await loadTrack(mmsi, hours, to, mine.signal);
      if (this.tracking !== mine) {
        return;
      }
      this.from = points.length === 0 ? 0 : Date.parse(points[0]!.time);
      this.isWhole = true;
      this.tail.begin(points.at(-1));
      this.calls.showTrack(points);
      this.calls.showTail([]);
      this.sayTrack(points.length === 0 ? null : metres);
    } catch (failure) {
      if (!isAborted(failure) && this.tracking === mine) {
        fill(this.track, Problem.from(failure).status === 404 ? 'No track of her is stored.' : retry('The track cannot be shown', () => ((this.wish = null), this.follow())));
      }
    } finally {
      if (this.tracking === mine) {
        this.tracking = null;
      }
    }
  }

  /** From when to when the track goes. @param metres how coarsely it was told, where that has changed. */
  private sayTrack(metres: number | null = this.metres): void {
    this.metres = metres;
    const { trackHours } = this.desk.view.view;
    const end = this.tail.end;
    say(this.track, this.from === 0 || end === null ? `No position in the last ${trackHours} h.` : `Track of ${trackHours} h, from ${utc(this.from, false)} to ${utc(end, false)}${metres !== null && metres > USUAL_METRES ? `, told to ${metres} m` : ''}.`);
  }
}

function heading(at: number | null): string {
  return at === null ? 'Position' : `Position at ${utc(at)}`;
}
