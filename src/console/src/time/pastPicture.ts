import { get, pages } from '../api/client.ts';
import type { TrackPoint, Vessel } from '../api/types.ts';
import { classOf, type VesselClass } from '../vessels/classes.ts';

/** Seconds across which a place between two positions is worked out: the service's own bound for a track. */
const MOST_GAP = 600;

/** Seconds before a moment in which a vessel must have been heard to be in its picture. */
const MOST_AGE = 1_800;

/** Positions that one stretch of time may hold; a stretch with more is played as far as they go. */
const MOST_POINTS = 100_000;

/** Where a vessel was at a past moment. */
export interface PastVessel {
  readonly mmsi: number;
  readonly name: string | null;
  readonly class: VesselClass;
  readonly isClassB: boolean;
  readonly time: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly speed: number | null;
  readonly course: number | null;
  readonly heading: number | null;
  readonly status: number | null;
}

interface Way {
  readonly name: string | null;
  readonly class: VesselClass;
  isClassB: boolean;
  points: TrackPoint[];
  times: number[];
}

export type Box = readonly [number, number, number, number];

/** The traffic of a box around a past moment: who was there when it begins, and all that was heard while it plays. */
export class PastPicture {
  private readonly ways = new Map<number, Way>();
  private begin = 0;
  private end = 0;
  private box: Box = [0, 0, 0, 0];

  /** From when to when it can be shown, milliseconds since 1970. */
  get span(): readonly [number, number] {
    return [this.begin, this.end];
  }

  covers(at: number, box: Box): boolean {
    return at >= this.begin && at <= this.end && box[0] >= this.box[0] && box[1] >= this.box[1] && box[2] <= this.box[2] && box[3] <= this.box[3];
  }

  /** Loads the picture at a moment: of each vessel the newest position at or before it. */
  async load(at: number, box: Box, signal: AbortSignal): Promise<void> {
    const ways = new Map<number, Way>();
    for await (const page of pages<{ vessels?: Vessel[]; nextPageToken?: string }>('/api/v1/positions', { time: iso(at), bbox: text(box), maxAgeSeconds: MOST_AGE, pageSize: 1_000 }, signal)) {
      for (const vessel of page.vessels ?? []) {
        if (vessel.lastPosition !== undefined) {
          ways.set(vessel.mmsi, { name: vessel.name ?? null, class: classOf(vessel.shipTypeCode ?? null), isClassB: vessel.lastPosition.equipmentClass === 'EQUIPMENT_CLASS_B', points: [vessel.lastPosition], times: [Date.parse(vessel.lastPosition.time)] });
        }
      }
    }
    this.ways.clear();
    ways.forEach((way, mmsi) => this.ways.set(mmsi, way));
    this.begin = this.end = at;
    this.box = box;
  }

  /** Loads what was heard after it, up to a moment. @returns up to when it is whole. */
  async extend(to: number, signal: AbortSignal): Promise<number> {
    const from = this.end;
    const answer = await get<{ piece?: { mmsi?: number; points?: TrackPoint[] }; nextPageToken?: string }[]>(
      '/api/v1/tracks',
      { bbox: text(this.box), from: iso(from), to: iso(to), maxPoints: MOST_POINTS, maxVessels: 10_000 },
      signal,
    );
    let newest = from;
    for (const { piece } of answer) {
      if (piece?.mmsi !== undefined) {
        const way = this.ways.get(piece.mmsi) ?? { name: null, class: 'unknown', isClassB: false, points: [], times: [] };
        this.ways.set(piece.mmsi, way);
        for (const point of piece.points ?? []) {
          const time = Date.parse(point.time);
          if (time > (way.times.at(-1) ?? 0)) {
            way.points.push(point);
            way.times.push(time);
            newest = Math.max(newest, time);
          }
        }
      }
    }
    // A cut answer is whole only up to the hour it ended in; the bound is generous, and what is missing then is loaded with the next stretch.
    const isCut = (answer.at(-1)?.nextPageToken ?? '') !== '';
    this.end = isCut ? Math.max(from, Math.min(newest, to)) : to;
    this.forget(from);
    return this.end;
  }

  /** Everybody at a moment; between two positions by a straight way, never across a silence. */
  at(moment: number): PastVessel[] {
    const vessels: PastVessel[] = [];
    for (const [mmsi, way] of this.ways) {
      const place = last(way.times, moment);
      const point = way.points[place];
      if (point === undefined || moment - way.times[place]! > MOST_AGE * 1_000) {
        continue;
      }
      const next = way.points[place + 1];
      const gap = next === undefined ? Number.POSITIVE_INFINITY : way.times[place + 1]! - way.times[place]!;
      const share = next === undefined || gap > MOST_GAP * 1_000 ? 0 : (moment - way.times[place]!) / gap;
      const [here, there] = [point.position ?? {}, next?.position ?? {}];
      let difference = (there.longitude ?? 0) - (here.longitude ?? 0);
      difference -= 360 * Math.round(difference / 360);
      vessels.push({
        mmsi,
        name: way.name,
        class: way.class,
        isClassB: way.isClassB,
        time: share > 0 ? moment : way.times[place]!,
        longitude: (here.longitude ?? 0) + (share > 0 ? share * difference : 0),
        latitude: (here.latitude ?? 0) + (share > 0 ? share * ((there.latitude ?? 0) - (here.latitude ?? 0)) : 0),
        speed: point.speedOverGroundKnots ?? null,
        course: point.courseOverGroundDegrees ?? null,
        heading: point.trueHeadingDegrees ?? null,
        status: point.navigationalStatus ?? null,
      });
    }
    return vessels;
  }

  /** What lies before a moment is needed no more, but for the last position of each. */
  private forget(before: number): void {
    for (const way of this.ways.values()) {
      const kept = Math.max(0, last(way.times, before));
      way.points = way.points.slice(kept);
      way.times = way.times.slice(kept);
    }
    this.begin = Math.max(this.begin, before);
  }
}

/** The place of the last time at or before a moment; -1 where there is none. */
function last(times: readonly number[], moment: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= moment) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function text(box: Box): string {
  return box.map((degrees) => degrees.toFixed(4)).join(',');
}
