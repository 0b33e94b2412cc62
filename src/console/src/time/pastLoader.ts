import { Problem, isAborted } from '../api/problem.ts';
import { PastPicture, type Box, type Words } from './pastPicture.ts';

/** Milliseconds of traffic below which more is not worth a request: the newest end grows by itself. */
const LEAST_MORE = 30_000;

/** Milliseconds after which a load that failed is tried again by itself. */
const RETRY = 15_000;

/** How the loading of the past stands. */
export type PastState = { readonly is: 'whole' } | { readonly is: 'loading' } | { readonly is: 'failed'; readonly because: Problem };

/** What a moment needs of the past picture: nothing, more of the same, or all of it anew. */
export type Need = 'nothing' | 'more' | 'all';

/**
 * What is needed to show a moment.
 * @param ahead milliseconds of traffic wanted ahead of it. @param now up to when there is traffic.
 */
export function need(past: Pick<PastPicture, 'covers' | 'span'>, at: number, box: Box, ahead: number, now: number): Need {
  const [begin, end] = past.span;
  const target = Math.min(at + ahead, now);
  if (past.covers(at, box)) {
    return end - at < ahead / 2 && target - end > LEAST_MORE ? 'more' : 'nothing';
  }
  // Playing on from what is there only extends it; a jump, or another place, begins anew.
  return begin > 0 && at > end && at - end < ahead && past.covers(end, box) ? 'more' : 'all';
}

/** Loads the past picture as far as the moment shown needs it: one question at a time, and none again and again. */
export class PastLoader {
  readonly past: PastPicture;
  private running: AbortController | null = null;
  private trouble: Problem | null = null;
  private retryAt = 0;
  private at = 0;

  /**
   * @param now up to when there is traffic, milliseconds since 1970. @param wordsOf what is known of a vessel elsewhere.
   * @param onChange more can be shown, or it stands otherwise than before.
   */
  constructor(
    private readonly now: () => number,
    wordsOf: (mmsi: number) => Words | null,
    private readonly onChange: () => void,
  ) {
    this.past = new PastPicture(wordsOf);
  }

  /** How it stands; what is loaded ahead of time, unseen, counts as whole. */
  state(): PastState {
    return this.trouble !== null ? { is: 'failed', because: this.trouble } : this.running !== null && !this.past.holds(this.at) ? { is: 'loading' } : { is: 'whole' };
  }

  /** Sees to it that a moment can be shown. @param wide what is loaded where the box needs a new picture. */
  want(at: number, box: Box, wide: () => Box, ahead: number): void {
    this.at = at;
    if (this.running !== null || (this.trouble !== null && Date.now() < this.retryAt)) {
      return;
    }
    const what = need(this.past, at, box, ahead, this.now());
    if (what !== 'nothing') {
      void this.load(what === 'all' ? { at, box: wide() } : null, Math.min(Math.max(at, what === 'all' ? 0 : this.past.span[1]) + ahead, this.now()));
    }
  }

  /** Tries what failed again, with the next wish. */
  retry(): void {
    this.retryAt = 0;
    this.onChange();
  }

  /** Nobody looks at the past any more. */
  stop(): void {
    this.running?.abort();
    this.running = null;
    this.trouble = null;
  }

  private async load(anew: { readonly at: number; readonly box: Box } | null, to: number): Promise<void> {
    const mine = (this.running = new AbortController());
    try {
      if (anew !== null) {
        await this.past.load(anew.at, anew.box, mine.signal);
        // The moment itself can be shown while what comes after it is still on its way.
        this.onChange();
      }
      if (to > this.past.span[1]) {
        await this.past.extend(to, this.at, mine.signal);
      }
      this.end(mine, null);
    } catch (failure) {
      if (!isAborted(failure)) {
        this.end(mine, Problem.from(failure));
      }
    }
  }

  private end(mine: AbortController, trouble: Problem | null): void {
    if (this.running === mine) {
      this.running = null;
      this.trouble = trouble;
      this.retryAt = trouble === null ? 0 : Date.now() + RETRY;
      this.onChange();
    }
  }
}
