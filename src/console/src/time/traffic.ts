import { isActive, isClosed } from '../alerts/book.ts';
import { DOUBTFUL_KINDS } from '../alerts/words.ts';
import type { Alert } from '../api/types.ts';
import type { MapView } from '../map/mapView.ts';
import type { DrawnVessel } from '../map/vesselLayer.ts';
import type { Desk } from '../state/desk.ts';
import type { VesselClass } from '../vessels/classes.ts';
import { nameOr } from '../vessels/names.ts';
import { ghostAfter, isGhost, type PicturedVessel } from '../vessels/picture.ts';
import { PastAlerts } from './pastAlerts.ts';
import { PastLoader, type PastState } from './pastLoader.ts';
import type { Playable } from './timebar.ts';

/** Milliseconds of traffic that are loaded ahead of a moment: for a playing picture what it needs in so many seconds. */
const LEAST_AHEAD = 20 * 60_000;
const MOST_AHEAD = 120 * 60_000;
const SECONDS_AHEAD = 20;

/** Where she is at the moment shown; `time` in seconds since 1970. */
export type Here = Pick<PicturedVessel, 'time' | 'longitude' | 'latitude' | 'speed' | 'course' | 'heading' | 'status'>;

/** Draws the vessels of the moment shown: the live picture, or the past one, which it loads. */
export class Traffic implements Playable {
  private readonly loader: PastLoader;
  private readonly pastAlerts: PastAlerts;
  private hidden: ReadonlySet<VesselClass> = new Set();

  /** Times as fast as it was that the moment shown moves on. */
  pace: () => number = () => 1;

  /** @param onPast the past is known better than before: what shows it is to be drawn again. */
  constructor(
    private readonly desk: Desk,
    private readonly map: MapView,
    onPast: () => void,
  ) {
    this.loader = new PastLoader(
      () => desk.clock.trafficNow,
      (mmsi) => desk.picture.get(mmsi)?.said ?? null,
      onPast,
    );
    this.pastAlerts = new PastAlerts(onPast);
    desk.onPicture((hasChanged) => {
      if (hasChanged && desk.view.view.at === null) {
        this.draw();
      }
    });
    // Positions grow old while nothing is heard, too; and the newest end of the past comes nearer.
    setInterval(() => this.draw(), 15_000);
  }

  get loadedTo(): number | null {
    const { at } = this.desk.view.view;
    return at !== null && this.loader.past.holds(at) ? this.loader.past.span[1] : null;
  }

  get past(): PastState {
    const state = this.loader.state();
    return state.is === 'whole' && this.pastAlerts.trouble !== null ? { is: 'failed', because: this.pastAlerts.trouble } : state;
  }

  retry(): void {
    this.loader.retry();
  }

  name(mmsi: number): string {
    const { at } = this.desk.view.view;
    return nameOr((at === null ? null : this.loader.past.of(mmsi, at)?.name) ?? this.desk.picture.get(mmsi)?.said.name, mmsi);
  }

  /** Where a vessel is at the moment shown; undefined where the picture does not have her. */
  where(mmsi: number): (Here & { readonly class: VesselClass }) | undefined {
    const { at } = this.desk.view.view;
    if (at === null) {
      const vessel = this.desk.picture.get(mmsi);
      return vessel === undefined ? undefined : { ...vessel, class: vessel.said.class };
    }
    const vessel = this.loader.past.of(mmsi, at);
    return vessel === undefined ? undefined : { ...vessel, time: vessel.time / 1_000 };
  }

  /** The alerts that held at the moment shown, those of the past where the ships were then. */
  alerts(): Alert[] {
    const { at } = this.desk.view.view;
    if (at === null) {
      return [...this.desk.book.all];
    }
    return this.pastAlerts.at(at, this.desk.book.all).map((alert) => {
      const mmsi = alert.latestEvent.vessel?.mmsi;
      const vessel = mmsi === undefined ? undefined : this.loader.past.of(mmsi, at);
      return vessel === undefined ? alert : { ...alert, latestEvent: { ...alert.latestEvent, position: { longitude: vessel.longitude, latitude: vessel.latitude } } };
    });
  }

  /** Puts classes of ships off the map; who is chosen, watched or has an alert stays. */
  hide(classes: ReadonlySet<VesselClass>): void {
    this.hidden = classes;
    this.draw();
  }

  /** The map has moved. */
  lookAround(): void {
    if (this.desk.view.view.at !== null) {
      this.draw();
    }
  }

  draw(): void {
    const { at, mmsi } = this.desk.view.view;
    if (at !== null) {
      this.drawPast(at, mmsi);
      return;
    }
    this.loader.stop();
    const now = this.desk.clock.trafficNow / 1_000;
    const marked = new Marked(this.desk.book.all.filter((alert) => isActive(alert) && !isClosed(alert)), mmsi);
    const drawn: DrawnVessel[] = [];
    for (const vessel of this.desk.picture.all) {
      this.add(drawn, marked, vessel, vessel.said.class, isGhost(vessel, now));
    }
    this.map.showVessels(drawn, (one) => this.desk.picture.get(one)?.said.name ?? '');
  }

  private drawPast(at: number, chosen: number | null): void {
    const ahead = Math.max(LEAST_AHEAD, Math.min(MOST_AHEAD, this.pace() * SECONDS_AHEAD * 1_000));
    this.loader.want(at, this.map.bounds(0.1), () => this.map.bounds(0.5), ahead);
    const marked = new Marked(this.pastAlerts.at(at, this.desk.book.all), chosen);
    const drawn: DrawnVessel[] = [];
    // Where the moment is not loaded nobody is drawn: the ships of another moment would be taken for those of this one.
    for (const vessel of this.loader.past.holds(at) ? this.loader.past.at(at) : []) {
      this.add(drawn, marked, vessel, vessel.class, at - vessel.time > ghostAfter(vessel) * 60_000);
    }
    this.map.showVessels(drawn, (one) => this.loader.past.of(one, at)?.name ?? '');
  }

  private add(drawn: DrawnVessel[], marked: Marked, vessel: Omit<PicturedVessel, 'said' | 'time'>, kind: VesselClass, isOld: boolean): void {
    const { mmsi, longitude, latitude, course, speed, isClassB } = vessel;
    const isChosen = mmsi === marked.chosen;
    const isWatched = this.desk.watched.has(mmsi);
    const isAlerted = marked.alerted.has(mmsi);
    if (isChosen || isWatched || isAlerted || !this.hidden.has(kind)) {
      drawn.push({ mmsi, longitude, latitude, pointing: pointing(vessel), course, speed, class: kind, isClassB, isGhost: isOld, isDoubtful: marked.doubtful.has(mmsi), isChosen, isWatched, isAlerted });
    }
  }
}

/** Which vessels stand out, and why. */
class Marked {
  readonly alerted = new Set<number>();
  readonly doubtful = new Set<number>();

  constructor(
    alerts: readonly Alert[],
    readonly chosen: number | null,
  ) {
    for (const { latestEvent } of alerts) {
      if (latestEvent.vessel?.mmsi !== undefined) {
        this.alerted.add(latestEvent.vessel.mmsi);
        if (DOUBTFUL_KINDS.has(latestEvent.kind)) {
          this.doubtful.add(latestEvent.vessel.mmsi);
        }
      }
    }
  }
}

/** Where the symbol points: her heading, or where she goes; a ship that lies still without a heading points nowhere. */
function pointing({ heading, course, speed }: { readonly heading: number | null; readonly course: number | null; readonly speed: number | null }): number | null {
  return heading ?? (speed !== null && speed >= 0.5 ? course : null);
}
