import { isActive, isClosed } from '../alerts/book.ts';
import { DOUBTFUL_KINDS, mmsiText } from '../alerts/words.ts';
import { isAborted } from '../api/problem.ts';
import type { MapView } from '../map/mapView.ts';
import { collection } from '../map/features.ts';
import type { DrawnVessel } from '../map/vesselLayer.ts';
import type { Desk } from '../state/desk.ts';
import { noteProblem } from '../ui/toast.ts';
import { ghostAfter, isGhost } from '../vessels/picture.ts';
import { Guards } from '../vessels/guards.ts';
import { PastPicture } from './pastPicture.ts';

/** Milliseconds of traffic that are loaded ahead of a playing picture, and when the next are asked for. */
const AHEAD = 20 * 60_000;
const LEAST_AHEAD = 10 * 60_000;

/** Draws the vessels of the moment shown: the live picture, or the past one, which it loads. */
export class Traffic {
  readonly guards: Guards;
  private readonly past = new PastPicture();
  private loading: AbortController | null = null;
  private names = new Map<number, string>();

  constructor(
    private readonly desk: Desk,
    private readonly map: MapView,
  ) {
    this.guards = new Guards(desk, (circles) => map.set('watch', collection(circles)));
    desk.onPicture((hasChanged) => {
      if (hasChanged && desk.view.view.at === null) {
        this.draw();
      }
    });
    // Positions grow old while nothing is heard, too.
    setInterval(() => desk.view.view.at === null && this.draw(), 15_000);
  }

  name(mmsi: number): string {
    return this.desk.picture.get(mmsi)?.said.name ?? this.names.get(mmsi) ?? `MMSI ${mmsiText(mmsi)}`;
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
    this.loading?.abort();
    this.loading = null;
    const now = this.desk.clock.trafficNow / 1_000;
    const doubtful = this.doubtful();
    const drawn: DrawnVessel[] = [];
    for (const vessel of this.desk.picture.all) {
      drawn.push({
        mmsi: vessel.mmsi,
        longitude: vessel.longitude,
        latitude: vessel.latitude,
        pointing: pointing(vessel),
        course: vessel.course,
        speed: vessel.speed,
        class: vessel.said.class,
        isClassB: vessel.isClassB,
        isGhost: isGhost(vessel, now),
        isDoubtful: doubtful.has(vessel.mmsi),
        isChosen: vessel.mmsi === mmsi,
        isWatched: this.desk.watched.has(vessel.mmsi),
      });
    }
    this.map.showVessels(drawn, (one) => this.desk.picture.get(one)?.said.name ?? '');
  }

  private drawPast(at: number, chosen: number | null): void {
    const box = this.map.bounds(0.1);
    if (!this.past.covers(at, box)) {
      // Playing on from what is there only extends it; a jump, or another place, begins anew.
      const [begin, end] = this.past.span;
      void this.load(at, at > end && at - end < AHEAD && begin > 0 && this.past.covers(end, box));
    } else if (this.past.span[1] - at < LEAST_AHEAD) {
      void this.load(at, true);
    }
    const doubtful = this.doubtful();
    const vessels = this.past.at(at);
    this.names = new Map(vessels.filter(({ name }) => name !== null).map(({ mmsi, name }) => [mmsi, name!]));
    this.map.showVessels(
      vessels.map((vessel) => ({
        mmsi: vessel.mmsi,
        longitude: vessel.longitude,
        latitude: vessel.latitude,
        pointing: pointing(vessel),
        course: vessel.course,
        speed: vessel.speed,
        class: vessel.class,
        isClassB: vessel.isClassB,
        isGhost: at - vessel.time > ghostAfter(vessel) * 60_000,
        isDoubtful: doubtful.has(vessel.mmsi),
        isChosen: vessel.mmsi === chosen,
        isWatched: this.desk.watched.has(vessel.mmsi),
      })),
      (one) => this.names.get(one) ?? '',
    );
  }

  private async load(at: number, isMore: boolean): Promise<void> {
    if (this.loading !== null) {
      return;
    }
    const mine = (this.loading = new AbortController());
    try {
      if (!isMore) {
        await this.past.load(at, this.map.bounds(0.5), mine.signal);
      }
      await this.past.extend(Math.min(Math.max(at, this.past.span[1]) + AHEAD, this.desk.clock.trafficNow), mine.signal);
      if (this.loading === mine) {
        this.loading = null;
        this.draw();
      }
    } catch (failure) {
      if (!isAborted(failure)) {
        noteProblem('The past picture cannot be loaded', failure);
      }
      // Not at once again: the next move of the moment tries.
      setTimeout(() => {
        if (this.loading === mine) {
          this.loading = null;
        }
      }, 2_000);
    }
  }

  private doubtful(): Set<number> {
    return new Set(this.desk.book.all.filter((alert) => DOUBTFUL_KINDS.has(alert.latestEvent.kind) && isActive(alert) && !isClosed(alert)).flatMap((alert) => alert.latestEvent.vessel?.mmsi ?? []));
  }
}

/** Where the symbol points: her heading, or where she goes; a ship that lies still without a heading points nowhere. */
function pointing({ heading, course, speed }: { readonly heading: number | null; readonly course: number | null; readonly speed: number | null }): number | null {
  return heading ?? (speed !== null && speed >= 0.5 ? course : null);
}
