import { get } from '../api/client.ts';
import type { TrackPoint } from '../api/types.ts';
import type { LonLat } from '../geo/geodesy.ts';

/** Points that are drawn at most; a track with more is told more coarsely. */
const MOST_POINTS = 20_000;

/** Points of one page; a page ends before at some 3 MiB. */
const PAGE = 10_000;

/** Metres within which the way drawn is that of the fixes, and by how much more coarsely a track is told that is still too long. */
export const USUAL_METRES = 10;
const COARSER = 5;
const COARSEST = 10_000;

/** Milliseconds of age at which a live track is loaded anew, and of a past moment beyond its end from which on its tail is no track any more. */
const OLD = 10 * 60_000;
const LONGEST_TAIL = 30 * 60_000;

/** Places that are laid behind a loaded track at most, and milliseconds between two of them at least. */
const MOST_TAIL = 1_000;
const LEAST_STEP = 2_000;

/** Which track is wanted. */
export interface TrackWish {
  readonly mmsi: number;
  readonly hours: number;
  /** The past moment shown; null for live. */
  readonly at: number | null;
}

/** A track as it was loaded, from and to when in milliseconds since 1970. */
export interface LoadedTrack {
  readonly points: readonly TrackPoint[];
  readonly from: number;
  readonly to: number;
  /** Metres within which it is true. */
  readonly metres: number;
}

/** Whether a track that was loaded for one wish does no longer do for another. @param to up to when it was loaded. @param now where the present is. */
export function needsTrack(had: TrackWish | null, to: number, wish: TrackWish, now: number): boolean {
  if (had === null || had.mmsi !== wish.mmsi || had.hours !== wish.hours || (had.at === null) !== (wish.at === null)) {
    return true;
  }
  return wish.at === null ? now - to > OLD : wish.at < to || wish.at - to > LONGEST_TAIL;
}

/**
 * Loads the whole track of a vessel, page after page. The service begins with the oldest: who reads only the first page has lost where she is now.
 * @param to its end, milliseconds since 1970.
 */
export async function loadTrack(mmsi: number, hours: number, to: number, signal: AbortSignal): Promise<LoadedTrack> {
  const from = to - hours * 3_600_000;
  for (let metres = USUAL_METRES; ; metres = Math.min(metres * COARSER, COARSEST)) {
    const points = await allPages({ vessel: mmsi, from: new Date(from).toISOString(), to: new Date(to).toISOString(), simplifyMetres: metres, pageSize: PAGE }, metres === COARSEST, signal);
    if (points !== null) {
      return { points, from, to, metres };
    }
  }
}

/** Null where there are more than can be drawn; the newest of them where it cannot be told more coarsely. */
async function allPages(parameters: Readonly<Record<string, string | number>>, isLast: boolean, signal: AbortSignal): Promise<TrackPoint[] | null> {
  let points: TrackPoint[] = [];
  let pageToken = '';
  do {
    const page = await get<{ points?: TrackPoint[]; nextPageToken?: string }>('/api/v1/track', { ...parameters, pageToken }, signal);
    points.push(...(page.points ?? []));
    pageToken = page.nextPageToken ?? '';
    if (points.length > MOST_POINTS) {
      if (!isLast) {
        return null;
      }
      points = points.slice(-MOST_POINTS);
    }
  } while (pageToken !== '');
  return points;
}

/** Where she has been since a track was loaded: it grows with the moment shown. */
export class Tail {
  private places: (LonLat & { readonly time: number })[] = [];

  /** @param end the last place of the track; undefined where it has none. */
  begin(end: TrackPoint | undefined): void {
    this.places = end?.position === undefined ? [] : [{ time: Date.parse(end.time), longitude: end.position.longitude ?? 0, latitude: end.position.latitude ?? 0 }];
  }

  /** @param here where she is, `time` in seconds since 1970. @returns whether the way has changed. */
  add(here: LonLat & { readonly time: number }): boolean {
    const last = this.places.at(-1);
    const time = here.time * 1_000;
    if (last !== undefined && time < last.time + LEAST_STEP) {
      return false;
    }
    // A silence is no way: who knows where she was in it.
    this.places = last !== undefined && time - last.time > OLD ? [] : this.places.slice(1 - MOST_TAIL);
    this.places.push({ time, longitude: here.longitude, latitude: here.latitude });
    return true;
  }

  /** Up to when, milliseconds since 1970; null where it is empty. */
  get end(): number | null {
    return this.places.at(-1)?.time ?? null;
  }

  get way(): readonly LonLat[] {
    return this.places;
  }
}
