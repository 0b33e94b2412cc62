import type { Severity } from '../api/types.ts';
import { distanceBetween, type LonLat } from '../geo/geodesy.ts';
import { distance, span } from '../ui/time.ts';
import { ghostAfter } from './picture.ts';

/** How a guarded vessel stands: in her circle, out of it, silent for too long to say, or not to be asked after. */
export type GuardState = 'inside' | 'left' | 'silent' | 'unreachable';

/** A circle that a vessel must not leave unseen. */
export interface Guard extends LonLat {
  readonly mmsi: number;
  readonly name: string;
  readonly metres: number;
  readonly state: GuardState;
  /** Milliseconds since 1970 since when it stands so, by the clock of the traffic. */
  readonly since: number;
  /** Whether somebody has said that he has seen it. */
  readonly isAcknowledged: boolean;
  /** When she was last heard, milliseconds since 1970. */
  readonly heardAt: number;
}

/** Where she was last heard. */
export interface Heard extends LonLat {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly speed: number | null;
  readonly isClassB: boolean;
}

/** Milliseconds without an answer after which she is no longer followed: three questions. */
export const MOST_UNANSWERED = 30_000;

/**
 * How a guard stands after a look. Out of the circle once stays so until it is acknowledged, also where she has come back since; whatever gets worse wants to be seen again.
 * @param heard where she was last heard; null where nothing is known of her. @param unanswered milliseconds since the service last answered. @param now the clock of the traffic.
 */
export function judge(guard: Guard, heard: Heard | null, unanswered: number, now: number): Guard {
  const found: GuardState =
    unanswered >= MOST_UNANSWERED ? 'unreachable' : heard === null || now - heard.time > ghostAfter(heard) * 60_000 ? 'silent' : distanceBetween(guard, heard) > guard.metres ? 'left' : 'inside';
  const state = guard.state === 'left' && !guard.isAcknowledged ? 'left' : found;
  const heardAt = heard?.time ?? guard.heardAt;
  return state === guard.state ? { ...guard, heardAt } : { ...guard, state, heardAt, since: now, isAcknowledged: state === 'inside' };
}

/** What is to sound for guards: an alarm for who has left, a warning for who is no longer followed; null for nothing. */
export function soundOf(guards: readonly Guard[]): Severity | null {
  const open = guards.filter(({ isAcknowledged }) => !isAcknowledged);
  return open.some(({ state }) => state === 'left') ? 'SEVERITY_ALARM' : open.some(({ state }) => state !== 'inside') ? 'SEVERITY_WARNING' : null;
}

/** How it stands, in a sentence. @param now the clock of the traffic. */
export function guardWords({ state, metres, since, heardAt }: Guard, now: number): string {
  switch (state) {
    case 'inside':
      return `inside her circle of ${distance(metres)}`;
    case 'left':
      return `HAS LEFT her circle of ${distance(metres)}, ${span(now - since)} ago`;
    case 'silent':
      return heardAt === 0 ? 'no longer followed: no position of her is known' : `no longer followed: silent for ${span(now - heardAt)}`;
    case 'unreachable':
      return 'no longer followed: the service does not answer';
  }
}

/** Reads guards as they were kept; what is not one is left out. */
export function readGuards(text: string | null): Guard[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter((one: Partial<Guard>) => [one.mmsi, one.longitude, one.latitude, one.metres].every(Number.isFinite)).map((one: Partial<Guard>) => ({ state: 'inside', since: 0, isAcknowledged: true, heardAt: 0, name: String(one.mmsi), ...one }) as Guard) : [];
  } catch {
    return [];
  }
}
