import type { Problem } from '../api/problem.ts';

/** Seconds between attempts while the service cannot be reached. */
const AGAIN = 3;

/** A token as it was typed or pasted, also with the word of the header before it; empty where that is none. */
export function readToken(text: string): string {
  const read = text.trim().replace(/^Bearer(\s+|$)/i, '');
  return /^[\x21-\x7e]+$/.test(read) ? read : '';
}

/** What is said while the service lets nobody in, and the seconds until it is asked again; null where asking again by itself would not help. */
export function waitingWords(problem: Problem): { readonly text: string; readonly seconds: number | null } {
  return problem.mayPass
    ? { text: `${problem.message}. Trying again every few seconds.`, seconds: Math.max(1, problem.retryAfter ?? AGAIN) }
    : { text: problem.status === 403 ? `Not allowed: ${problem.message}` : problem.message, seconds: null };
}
