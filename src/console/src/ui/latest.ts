/** How a piece of work ended. */
export type Ending<T> = { readonly is: 'done'; readonly answer: T } | { readonly is: 'failed'; readonly failure: unknown } | { readonly is: 'stopped' } | { readonly is: 'overtaken' };

/** One piece of work at a time: a newer one ends the older, and what the older still says counts for nothing. */
export class Latest {
  private running: AbortController | null = null;

  get isBusy(): boolean {
    return this.running !== null;
  }

  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<Ending<T>> {
    this.running?.abort();
    const mine = (this.running = new AbortController());
    try {
      const answer = await work(mine.signal);
      return this.running !== mine ? { is: 'overtaken' } : mine.signal.aborted ? { is: 'stopped' } : { is: 'done', answer };
    } catch (failure) {
      return this.running !== mine ? { is: 'overtaken' } : mine.signal.aborted ? { is: 'stopped' } : { is: 'failed', failure };
    } finally {
      if (this.running === mine) {
        this.running = null;
      }
    }
  }

  /** Ends it; whoever waits for it hears that it was stopped. */
  stop(): void {
    this.running?.abort();
  }

  /** Ends it, as if something newer had come; whether there was anything. */
  drop(): boolean {
    const was = this.isBusy;
    this.running?.abort();
    this.running = null;
    return was;
  }
}
