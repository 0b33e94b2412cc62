/** Milliseconds for which an offset counts, and how many of them are kept apart. */
const RECENT = 60_000;
const PIECES = 6;

/** Milliseconds of event time by which a feed must go back before it is another one: a replay that was begun anew. */
const ANOTHER_FEED = 600_000;

/**
 * The service's clock and the traffic's, as far as they are known here. The clock of this machine counts for nothing: it may be wrong, and may be put right at any moment.
 * What counts is the time since the page was opened, which nobody sets.
 */
export class ServiceClock {
  private offsets: { readonly from: number; offset: number }[] = [];
  private event: number | null = null;

  /** @param elapsed milliseconds since some moment, never set back. */
  constructor(private readonly elapsed: () => number = () => performance.now()) {}

  /** Takes what a message says. A time that came late says only that it is at least so late, so the largest of the last minute's offsets counts. */
  hear(serviceTime: string | undefined, eventTime: string | null | undefined): void {
    if (serviceTime !== undefined && !Number.isNaN(Date.parse(serviceTime))) {
      const now = this.elapsed();
      const offset = Date.parse(serviceTime) - now;
      this.offsets = this.offsets.filter(({ from }) => now - from < RECENT);
      const newest = this.offsets.at(-1);
      if (newest !== undefined && now - newest.from < RECENT / PIECES) {
        newest.offset = Math.max(newest.offset, offset);
      } else {
        this.offsets.push({ from: now, offset });
      }
    }
    const event = eventTime ? Date.parse(eventTime) : Number.NaN;
    if (!Number.isNaN(event) && (this.event === null || event > this.event || this.event - event > ANOTHER_FEED)) {
      this.event = event;
    }
  }

  /** Milliseconds since 1970 by the service's clock; by this machine's before the service has said anything. */
  now(): number {
    return this.offsets.length === 0 ? Date.now() : this.elapsed() + Math.max(...this.offsets.map(({ offset }) => offset));
  }

  /** The event time up to which traffic has been analysed; null before the first report. */
  get eventTime(): number | null {
    return this.event;
  }

  /** What ages of positions are measured against: event time, which is all that a replay has. */
  get trafficNow(): number {
    return this.event ?? this.now();
  }
}
