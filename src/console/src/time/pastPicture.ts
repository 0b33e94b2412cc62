import { get, pages } from '../api/client.ts';
import type { TrackPoint, Vessel } from '../api/types.ts';
import { classOf, type VesselClass } from '../vessels/classes.ts';

/** Seconds across which a place between two positions is worked out: the service's own bound for a track. */
const MOST_GAP = 600;

/** Seconds before a moment in which a vessel must have been heard to be in its picture. */
const MOST_AGE = 1_800;

/** Positions of one page, and pages of one stretch of time; a stretch with more is halved until it is whole. */
const PAGE = 50_000;
const MOST_PAGES = 8;

/** Milliseconds of a stretch that is not halved again, however much was heard in it. */
const LEAST_STRETCH = 60_000;

/** Milliseconds before the moment shown that stay loaded: a small step back needs no new picture. */
const BEHIND = 10 * 60_000;

/** Newcomers of one stretch whose names are asked for one by one. */
const MOST_ASKED = 16;

/** Where a vessel was at a past moment. */
export interface PastVessel {
  readonly mmsi: number;
  readonly name: string | null;
  readonly class: VesselClass;
  readonly isClassB: boolean;
  /** Milliseconds since 1970 of what is told; between two positions the moment itself. */
  readonly time: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly speed: number | null;
  readonly course: number | null;
  readonly heading: number | null;
  readonly status: number | null;
}

/** What she is called and what she is. */
export interface Words {
  readonly name: string | null;
  readonly class: VesselClass;
}

interface Way {
  words: Words | null;
  isClassB: boolean;
  points: TrackPoint[];
  times: number[];
}

interface Piece {
  readonly piece?: { readonly mmsi?: number; readonly points?: readonly TrackPoint[] };
  readonly nextPageToken?: string;
}

export type Box = readonly [number, number, number, number];

/** The traffic of a box around a past moment: who was there when it begins, and all that was heard while it plays. */
export class PastPicture {
  private readonly ways = new Map<number, Way>();
  private begin = 0;
  private end = 0;
  private box: Box = [0, 0, 0, 0];

  /** @param wordsOf what is known of a vessel elsewhere; null for nothing. */
  constructor(private readonly wordsOf: (mmsi: number) => Words | null = () => null) {}

  /** From when to when it can be shown, milliseconds since 1970. */
  get span(): readonly [number, number] {
    return [this.begin, this.end];
  }

  holds(at: number): boolean {
    return this.begin > 0 && at >= this.begin && at <= this.end;
  }

  covers(at: number, box: Box): boolean {
    return this.holds(at) && box[0] >= this.box[0] && box[1] >= this.box[1] && box[2] <= this.box[2] && box[3] <= this.box[3];
  }

  /** Loads the picture at a moment: of each vessel the newest position at or before it. */
  async load(at: number, box: Box, signal: AbortSignal): Promise<void> {
    const ways = new Map<number, Way>();
    for await (const vessel of positions(at, box, signal)) {
      if (vessel.lastPosition !== undefined) {
        ways.set(vessel.mmsi, { words: wordsIn(vessel), isClassB: isClassB(vessel.lastPosition), points: [vessel.lastPosition], times: [Date.parse(vessel.lastPosition.time)] });
      }
    }
    this.ways.clear();
    ways.forEach((way, mmsi) => this.ways.set(mmsi, way));
    this.begin = this.end = at;
    this.box = box;
  }

  /**
   * Loads what was heard after it, up to a moment or, where too much was heard for that, as far as is whole.
   * @param shown the moment that is shown meanwhile: what it needs is kept.
   * @returns up to when it is whole.
   */
  async extend(to: number, shown: number, signal: AbortSignal): Promise<number> {
    const from = this.end;
    let until = to;
    let heard = await this.stretch(from, until, signal);
    while (heard === null) {
      until = from + (until - from) / 2;
      heard = await this.stretch(from, until, signal);
    }
    for (const { piece } of heard) {
      if (piece?.mmsi !== undefined) {
        this.append(piece.mmsi, piece.points ?? []);
      }
    }
    this.end = until;
    await this.name(until, signal);
    this.forget(shown - BEHIND);
    return until;
  }

  /** Everybody at a moment; between two positions by a straight way, never across a silence. */
  at(moment: number): PastVessel[] {
    return [...this.ways.keys()].flatMap((mmsi) => this.of(mmsi, moment) ?? []);
  }

  /** One vessel at a moment; undefined where she was not heard. */
  of(mmsi: number, moment: number): PastVessel | undefined {
    const way = this.ways.get(mmsi);
    const place = way === undefined ? -1 : last(way.times, moment);
    const point = way?.points[place];
    if (way === undefined || point === undefined || moment - way.times[place]! > MOST_AGE * 1_000) {
      return undefined;
    }
    const next = way.points[place + 1];
    const gap = next === undefined ? Number.POSITIVE_INFINITY : way.times[place + 1]! - way.times[place]!;
    const share = next === undefined || gap > MOST_GAP * 1_000 ? 0 : (moment - way.times[place]!) / gap;
    const [here, there] = [point.position ?? {}, next?.position ?? {}];
    let difference = (there.longitude ?? 0) - (here.longitude ?? 0);
    difference -= 360 * Math.round(difference / 360);
    return {
      mmsi,
      name: way.words?.name ?? null,
      class: way.words?.class ?? 'unknown',
      isClassB: way.isClassB,
      time: share > 0 ? moment : way.times[place]!,
      longitude: (here.longitude ?? 0) + (share > 0 ? share * difference : 0),
      latitude: (here.latitude ?? 0) + (share > 0 ? share * ((there.latitude ?? 0) - (here.latitude ?? 0)) : 0),
      speed: point.speedOverGroundKnots ?? null,
      course: point.courseOverGroundDegrees ?? null,
      heading: point.trueHeadingDegrees ?? null,
      status: point.navigationalStatus ?? null,
    };
  }

  /** All that was heard between two moments; null where it is too much for one stretch. The service gives it hour by hour and in each by MMSI: a part of it lacks whole ships. */
  private async stretch(from: number, to: number, signal: AbortSignal): Promise<Piece[] | null> {
    const heard: Piece[] = [];
    let pageToken = '';
    let count = 0;
    do {
      const page = await get<Piece[]>('/api/v1/tracks', { bbox: text(this.box), from: iso(from), to: iso(to), maxPoints: PAGE, maxVessels: 10_000, pageToken }, signal);
      heard.push(...page);
      pageToken = page.at(-1)?.nextPageToken ?? '';
      if (pageToken !== '' && ++count >= MOST_PAGES && to - from > LEAST_STRETCH) {
        return null;
      }
    } while (pageToken !== '');
    return heard;
  }

  private append(mmsi: number, points: readonly TrackPoint[]): void {
    const way = this.ways.get(mmsi) ?? { words: null, isClassB: points.some(isClassB), points: [], times: [] };
    this.ways.set(mmsi, way);
    for (const point of points) {
      const time = Date.parse(point.time);
      if (time > (way.times.at(-1) ?? 0)) {
        way.points.push(point);
        way.times.push(time);
      }
    }
  }

  /** Who came in while it played has sent positions alone: her name and class are what she had said by the end of it, or what is known elsewhere. */
  private async name(at: number, signal: AbortSignal): Promise<void> {
    const unnamed = (): [number, Way][] => [...this.ways].filter(([, { words }]) => words === null);
    if (unnamed().length === 0) {
      return;
    }
    for await (const vessel of positions(at, this.box, signal)) {
      const way = this.ways.get(vessel.mmsi);
      if (way !== undefined) {
        way.words ??= wordsIn(vessel);
      }
    }
    for (const [mmsi, way] of unnamed()) {
      way.words = this.wordsOf(mmsi);
    }
    await Promise.all(
      unnamed().slice(0, MOST_ASKED).map(async ([mmsi, way]) => {
        // A name that is missing keeps nobody off the map.
        way.words = await get<{ vessel: Vessel }>(`/api/v1/vessels/${mmsi}`, {}, signal).then(({ vessel }) => wordsIn(vessel), () => ({ name: null, class: 'unknown' }));
      }),
    );
  }

  /** What lies before a moment is needed no more, but for the last position of each; who was silent for too long by then is not needed at all. */
  private forget(before: number): void {
    if (before <= this.begin) {
      return;
    }
    for (const [mmsi, way] of this.ways) {
      const kept = Math.max(0, last(way.times, before));
      if ((way.times.at(-1) ?? 0) < before - MOST_AGE * 1_000) {
        this.ways.delete(mmsi);
      } else if (kept > 0) {
        way.points = way.points.slice(kept);
        way.times = way.times.slice(kept);
      }
    }
    this.begin = Math.min(before, this.end);
  }
}

async function* positions(at: number, box: Box, signal: AbortSignal): AsyncGenerator<Vessel> {
  for await (const page of pages<{ vessels?: Vessel[]; nextPageToken?: string }>('/api/v1/positions', { time: iso(at), bbox: text(box), maxAgeSeconds: MOST_AGE, pageSize: 1_000 }, signal)) {
    yield* page.vessels ?? [];
  }
}

function wordsIn(vessel: Vessel): Words {
  return { name: vessel.name ?? null, class: classOf(vessel.shipTypeCode ?? null) };
}

function isClassB(point: TrackPoint): boolean {
  return point.equipmentClass === 'EQUIPMENT_CLASS_B';
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
