/** The service's clock and the traffic's, as far as they are known here. The clock of this machine counts for nothing: it may be wrong. */
export class ServiceClock {
  private offset = 0;
  private event: number | null = null;
  private heard = 0;

  /** Takes what a message says. A time that came late says only that it is at least so late, so the largest of recent offsets counts. */
  hear(serviceTime: string | undefined, eventTime: string | null | undefined): void {
    if (serviceTime !== undefined) {
      const offset = Date.parse(serviceTime) - Date.now();
      const isOld = performance.now() - this.heard > 60_000;
      this.offset = this.heard === 0 || isOld ? offset : Math.max(this.offset, offset);
      this.heard = performance.now();
    }
    if (eventTime) {
      this.event = Math.max(this.event ?? 0, Date.parse(eventTime));
    }
  }

  /** Milliseconds since 1970 by the service's clock. */
  now(): number {
    return Date.now() + this.offset;
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
