import type { StreamState } from '../api/stream.ts';
import { span } from '../ui/time.ts';

/** How true the picture is, in a word for its colour and a sentence for the officer. */
export interface Honesty {
  readonly is: 'live' | 'old' | 'lost';
  readonly sentence: string;
}

/** Milliseconds after which a picture is called old, though its line stands: three of its heartbeats. */
const OLD = 3_500;

/** Milliseconds by which the traffic may lag behind the clock before it is said: reports are put in order for a minute. */
const LAGGING = 150_000;

/** What is known about the line, and about the traffic that comes over it. */
export interface LinkFacts {
  readonly alerts: StreamState;
  readonly picture: StreamState;
  /** When the picture last said anything, by the page's own clock; null before it did. */
  readonly heardAt: number | null;
  readonly now: number;
  /** The service's clock, and the traffic's. */
  readonly serviceNow: number;
  readonly eventTime: number | null;
  /** Whether the traffic is played: then its time says nothing about how late it is. */
  readonly isPlayed: boolean;
  readonly notReadyBecause: string | null;
}

export function honesty(facts: LinkFacts): Honesty {
  const age = facts.heardAt === null ? null : facts.now - facts.heardAt;
  const ofPicture = age === null ? 'no picture yet' : `picture is ${span(age)} old`;
  for (const [state, what] of [
    [facts.alerts, 'alerts'],
    [facts.picture, 'picture'],
  ] as const) {
    if (state.is === 'lost') {
      const wait = Math.max(0, Math.ceil((state.retryAt - facts.now) / 1_000));
      return { is: 'lost', sentence: `${ofPicture}; ${what}: ${state.because.message}, ${state.because.status === 401 || state.because.status === 403 ? 'not allowed' : wait === 0 ? 'trying again' : `trying again in ${wait} s`}` };
    }
  }
  if (facts.alerts.is === 'opening' || facts.picture.is === 'opening') {
    return { is: 'old', sentence: `${ofPicture}; connecting` };
  }
  if (age === null || age > OLD) {
    return { is: 'old', sentence: ofPicture };
  }
  if (facts.notReadyBecause !== null) {
    return { is: 'old', sentence: `service: ${facts.notReadyBecause}` };
  }
  if (facts.eventTime === null) {
    return { is: 'old', sentence: 'no traffic heard yet' };
  }
  const lag = facts.serviceNow - facts.eventTime;
  return !facts.isPlayed && lag > LAGGING ? { is: 'old', sentence: `picture is ${span(lag)} old: the feeds lag` } : { is: 'live', sentence: 'live' };
}
