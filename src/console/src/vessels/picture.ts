import { classOf, type VesselClass } from './classes.ts';

/** A vessel as the live picture has her. */
export interface PicturedVessel {
  readonly mmsi: number;
  /** Event time of the position, seconds since 1970. */
  readonly time: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly speed: number | null;
  readonly course: number | null;
  readonly heading: number | null;
  readonly status: number | null;
  readonly isClassB: boolean;
  readonly said: Said;
}

/** What she says of herself. */
export interface Said {
  readonly name: string | null;
  readonly callSign: string | null;
  readonly imo: number | null;
  readonly type: number | null;
  readonly length: number | null;
  readonly breadth: number | null;
  readonly destination: string | null;
  readonly class: VesselClass;
}

type Row = readonly [mmsi: number, time: number, longitude: number, latitude: number, sog: number | null, cog: number | null, heading: number | null, status: number | null, equipment: 'A' | 'B' | null];
type StaticRow = readonly [mmsi: number, name: string | null, callSign: string | null, imo: number | null, type: number | null, length: number | null, breadth: number | null, destination: string | null];

/** A message of the picture's stream (docs/console.md). */
export interface PictureMessage {
  readonly first?: boolean;
  readonly last?: boolean;
  readonly time: string;
  readonly eventTime: string | null;
  readonly static?: readonly StaticRow[];
  readonly rows?: readonly Row[];
  readonly gone?: readonly number[];
}

const NOTHING: Said = { name: null, callSign: null, imo: null, type: null, length: null, breadth: null, destination: null, class: 'unknown' };

/**
 * The vessels of the view, folded from a snapshot and what came after it. While a new snapshot comes in, the old picture stays:
 * a map must not go empty because somebody moved it.
 */
export class Picture {
  private vessels = new Map<number, PicturedVessel>();
  private coming: Map<number, PicturedVessel> | null = null;
  private readonly said = new Map<number, Said>();

  get size(): number {
    return this.vessels.size;
  }

  get all(): IterableIterator<PicturedVessel> {
    return this.vessels.values();
  }

  get(mmsi: number): PicturedVessel | undefined {
    return this.vessels.get(mmsi);
  }

  /** @returns whether what is shown has changed. */
  take(message: PictureMessage): boolean {
    if (message.first) {
      this.coming = new Map();
    }
    const known = new Set<number>();
    for (const [mmsi, name, callSign, imo, type, length, breadth, destination] of message.static ?? []) {
      this.said.set(mmsi, { name, callSign, imo, type, length, breadth, destination, class: classOf(type) });
      known.add(mmsi);
    }
    const target = this.coming ?? this.vessels;
    for (const [mmsi, time, longitude, latitude, speed, course, heading, status, equipment] of message.rows ?? []) {
      known.delete(mmsi);
      target.set(mmsi, { mmsi, time, longitude, latitude, speed, course, heading, status, isClassB: equipment === 'B', said: this.said.get(mmsi) ?? NOTHING });
    }
    for (const mmsi of known) {
      const vessel = target.get(mmsi);
      if (vessel !== undefined) {
        target.set(mmsi, { ...vessel, said: this.said.get(mmsi)! });
      }
    }
    for (const mmsi of message.gone ?? []) {
      // Her words go with her: the service sends them again with her when she comes back.
      target.delete(mmsi);
      this.said.delete(mmsi);
    }
    if (this.coming === null) {
      this.forget();
      return (message.rows?.length ?? 0) + (message.static?.length ?? 0) + (message.gone?.length ?? 0) > 0;
    }
    if (!message.last) {
      return false;
    }
    this.vessels = this.coming;
    this.coming = null;
    this.forget();
    return true;
  }

  clear(): void {
    this.vessels = new Map();
    this.coming = null;
    this.said.clear();
  }

  /** Vessels whose words are known; bounded by those in view. */
  get known(): number {
    return this.said.size;
  }

  /** What is known of vessels that are out of view is kept only while it is not more than what is in view. */
  private forget(): void {
    if (this.said.size > 2 * this.vessels.size + 1_000) {
      for (const mmsi of this.said.keys()) {
        if (!this.vessels.has(mmsi)) {
          this.said.delete(mmsi);
        }
      }
    }
  }
}

/** Minutes after which a position is old: class A reports every 3 minutes at anchor, class B the same below 2 knots (ITU-R M.1371-5, table 1). */
export function ghostAfter(vessel: Pick<PicturedVessel, 'speed' | 'isClassB'>): number {
  return vessel.isClassB || vessel.speed === null || vessel.speed < 2 ? 30 : 10;
}

/** Whether the position is too old to say where she is. @param now seconds of event time. */
export function isGhost(vessel: PicturedVessel, now: number): boolean {
  return now - vessel.time > ghostAfter(vessel) * 60;
}
