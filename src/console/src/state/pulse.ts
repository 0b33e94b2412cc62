/** Milliseconds after which the pulse beats without the picture. */
const ALONE = 1_200;

/** Milliseconds between two beats at least. */
const LEAST = 900;

const listeners = new Set<() => void>();
let last = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * The second of the page: clock, age of the picture, time bar and blinking change together, with the picture's own second where it comes. Each change by itself would
 * have the browser put the whole page together once more, map and all, which without a graphics card is a tenth of a second of a processor each time.
 */
export function onPulse(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    wait();
  }
  return () => listeners.delete(listener);
}

/** Something that comes once a second has come. */
export function beat(): void {
  if (performance.now() - last >= LEAST) {
    last = performance.now();
    listeners.forEach((listener) => listener());
    wait();
  }
}

function wait(): void {
  clearTimeout(timer);
  timer = setTimeout(beat, ALONE);
}
