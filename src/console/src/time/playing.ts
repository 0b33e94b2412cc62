/** Milliseconds of the wall clock that one step may take: a page that was asleep does not leap. */
const LONGEST_STEP = 1_000;

/** Milliseconds before the present from which on the live picture is the better one: the past one grows in steps of half a minute. */
const NEAR = 45_000;

/** What a step of a playing picture comes to. */
export interface Step {
  /** The moment to show; null where the present is reached. */
  readonly at: number | null;
  /** Whether the clock waits for what is not loaded yet. */
  readonly isHeld: boolean;
}

/**
 * Where a playing picture is after a step. It never runs ahead of what is loaded: ships that are missing because nobody asked for them yet look like ships that were not there.
 * @param at the moment shown. @param elapsed milliseconds since the last step. @param speed times as fast as it was.
 * @param loadedTo up to when the picture is whole; null where nothing is loaded for the moment shown. @param now where the present begins.
 */
export function step(at: number, elapsed: number, speed: number, loadedTo: number | null, now: number): Step {
  const next = at + Math.min(elapsed, LONGEST_STEP) * speed;
  const most = loadedTo ?? at;
  if (next <= most && next < now) {
    return { at: next, isHeld: false };
  }
  return now - most <= NEAR ? { at: null, isHeld: false } : { at: Math.max(at, most), isHeld: true };
}

/** Where a moment lies on the bar, 0 to 1; null outside it. */
export function shareOf(moment: number, from: number, to: number): number | null {
  const share = (moment - from) / (to - from);
  return share >= 0 && share <= 1 ? share : null;
}
