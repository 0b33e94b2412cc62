import { open, type Parameters } from './client.ts';
import { EventParser, type StreamEvent } from './events.ts';
import { Problem } from './problem.ts';
import { attempt } from '../faults.ts';

/** How a stream stands. `lost` says that what comes is no longer known to be all; it stays so, with a new attempt under way, until it is open. */
export type StreamState = { readonly is: 'opening' } | { readonly is: 'open' } | { readonly is: 'lost'; readonly because: Problem; readonly retryAt: number };

export interface StreamOptions {
  readonly path: string;
  /** Asked anew before each opening. */
  readonly parameters: () => Parameters;
  /** Where to go on, as Last-Event-ID; empty for the beginning. */
  readonly resumeAfter?: () => string;
  /** Milliseconds without a byte after which the stream is taken for dead: three heartbeats. */
  readonly deadAfter: number;
  readonly onEvent: (event: StreamEvent) => void;
  readonly onState: (state: StreamState) => void;
}

/** Milliseconds before the first new attempt, doubled with each further one up to the longest; where it is not allowed, somebody has to change that first. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
const FORBIDDEN_WAIT = 60_000;

/** What the service sends in place of a stream to who comes back (docs/api.md), in words. */
const UNAVAILABLE: Readonly<Record<string, string>> = {
  STORE_UNAVAILABLE: 'the service cannot use its store',
  TOO_MANY_SUBSCRIBERS: 'too many follow already',
  SHUTTING_DOWN: 'the service is shutting down',
};

/**
 * Keeps a stream of server-sent events open. Unlike an EventSource it can say who it is, notices a line that is dead but not closed,
 * comes back after an error status as well, and says how it stands.
 */
export class Stream {
  private readonly options: StreamOptions;
  private ending = new AbortController();
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private isClosed = false;

  constructor(options: StreamOptions) {
    this.options = options;
    void this.run();
  }

  /** Opens it again at once, with the parameters as they are now. */
  reopen(): void {
    if (!this.isClosed) {
      this.ending.abort();
      clearTimeout(this.waiting);
      this.ending = new AbortController();
      this.failures = 0;
      void this.run();
    }
  }

  close(): void {
    this.isClosed = true;
    this.ending.abort();
    clearTimeout(this.waiting);
  }

  private async run(): Promise<void> {
    const mine = this.ending;
    if (this.failures === 0) {
      this.options.onState({ is: 'opening' });
    }
    try {
      await this.read(mine);
      throw new Problem(0, 'STREAM_ENDED', 'the service ended the stream');
    } catch (failure) {
      if (mine.signal.aborted && mine.signal.reason !== DEAD) {
        return;
      }
      const problem = mine.signal.reason === DEAD ? new Problem(0, 'STREAM_SILENT', 'the service has gone silent') : Problem.from(failure);
      const usual = problem.status === 403 ? FORBIDDEN_WAIT : Math.min(FIRST_WAIT * 2 ** this.failures++, LONGEST_WAIT);
      const wait = Math.max(usual * (0.75 + Math.random() / 2), (problem.retryAfter ?? 0) * 1_000);
      if (this.isClosed || mine !== this.ending) {
        return;
      }
      this.options.onState({ is: 'lost', because: problem, retryAt: Date.now() + wait });
      // Without a token that holds there is nothing to try.
      if (problem.status !== 401) {
        this.waiting = setTimeout(() => {
          this.ending = new AbortController();
          void this.run();
        }, wait);
      }
    }
  }

  private async read(mine: AbortController): Promise<void> {
    const { deadAfter, onEvent, onState } = this.options;
    let deadline: ReturnType<typeof setTimeout> | undefined;
    const alive = (): void => {
      clearTimeout(deadline);
      deadline = setTimeout(() => mine.abort(DEAD), deadAfter);
    };
    try {
      alive();
      const after = this.options.resumeAfter?.() ?? '';
      const response = await open(this.options.path, this.options.parameters(), { Accept: 'text/event-stream', ...(after === '' ? {} : { 'Last-Event-ID': after }) }, mine.signal);
      // Open is what has said something: an answer alone may hold but the reason why there is none.
      let isOpen = false;
      const parser = new EventParser();
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      while (true) {
        const { done, value } = await reader.read();
        if (done) {
          return;
        }
        alive();
        for (const event of parser.take(value)) {
          if (mine !== this.ending) {
            return;
          }
          if (event.event === 'unavailable') {
            throw unavailable(event.data, parser.retry);
          }
          if (!isOpen) {
            isOpen = true;
            this.failures = 0;
            onState({ is: 'open' });
          }
          attempt(`event '${event.event}' of the stream`, () => onEvent(event));
        }
      }
    } finally {
      clearTimeout(deadline);
    }
  }
}

function unavailable(data: string, retry: number | null): Problem {
  let reason = 'UNAVAILABLE';
  try {
    reason = (JSON.parse(data) as { reason?: string }).reason ?? reason;
  } catch {
    // The reason is for people; without one it is away all the same.
  }
  return new Problem(503, reason, UNAVAILABLE[reason] ?? 'the service cannot answer now', { retryAfter: retry === null ? 5 : retry / 1_000 });
}

const DEAD = Symbol('nothing was heard for too long');
