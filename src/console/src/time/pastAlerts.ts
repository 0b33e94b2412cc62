import { alertsWhere } from '../alerts/ask.ts';
import { isActive } from '../alerts/book.ts';
import { Problem, isAborted } from '../api/problem.ts';
import type { Alert } from '../api/types.ts';

/** Milliseconds of past that are asked for together. */
const STRETCH = 3_600_000;

/** Alerts of one stretch that are read at most. */
const MOST = 5_000;

/** Milliseconds after which a question that failed is asked again. */
const RETRY = 15_000;

/** Whether an alert held at a moment: it had begun, and had not ended. @param at milliseconds since 1970. */
export function stoodAt(alert: Alert, at: number): boolean {
  const { since, eventTime } = alert.latestEvent;
  const begun = Date.parse(since ?? eventTime ?? '');
  return begun <= at && (isActive(alert) || Date.parse(eventTime ?? '') > at);
}

/** The alerts that held at a past moment: those that still do are known, those that have ended since are asked for, an hour at a time. */
export class PastAlerts {
  private ended: readonly Alert[] = [];
  private stretch = -1;
  private running = new AbortController();
  private retryAt = 0;

  /** Why those that have ended cannot be told; null where they can. */
  trouble: Problem | null = null;

  /** @param onChange others are known now. */
  constructor(private readonly onChange: () => void) {}

  /** @param known the alerts as they stand now. */
  at(moment: number, known: readonly Alert[]): Alert[] {
    this.want(moment);
    const all = new Map(this.ended.map((alert) => [alert.alertId, alert]));
    known.forEach((alert) => all.set(alert.alertId, alert));
    return [...all.values()].filter((alert) => stoodAt(alert, moment));
  }

  private want(moment: number): void {
    const stretch = Math.floor(moment / STRETCH);
    if (stretch !== this.stretch || (this.trouble !== null && Date.now() > this.retryAt)) {
      this.stretch = stretch;
      this.running.abort();
      this.running = new AbortController();
      void this.load(stretch * STRETCH, this.running.signal);
    }
  }

  private async load(from: number, signal: AbortSignal): Promise<void> {
    this.retryAt = Date.now() + RETRY;
    try {
      const filter = `since <= "${new Date(from + STRETCH).toISOString()}" AND event_time >= "${new Date(from).toISOString()}"`;
      this.ended = await alertsWhere(filter, MOST, signal);
      this.trouble = null;
    } catch (failure) {
      if (isAborted(failure)) {
        return;
      }
      this.trouble = Problem.from(failure);
    }
    this.onChange();
  }
}
