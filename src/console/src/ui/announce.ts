import { h } from './dom.ts';

/** Milliseconds after which what was said is taken away: it has been read, and the same may be said again. */
const STAYS = 10_000;

/** What a screen reader is told: alerts at once, the rest when it is quiet. Each is a line of its own, so that two at a time are both read. */
const assertive = h('div', { class: 'unseen', role: 'alert', 'aria-live': 'assertive', 'aria-atomic': 'false', 'aria-relevant': 'additions' });
const polite = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'false', 'aria-relevant': 'additions' });

export function liveRegions(): HTMLElement[] {
  return [assertive, polite];
}

export function announce(text: string, isUrgent = false): void {
  const line = h('p', {}, text);
  (isUrgent ? assertive : polite).append(line);
  setTimeout(() => line.remove(), STAYS);
}
