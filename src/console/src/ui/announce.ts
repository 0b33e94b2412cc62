import { h, say } from './dom.ts';

/** What a screen reader is told: alerts at once, the rest when it is quiet. */
const assertive = h('div', { class: 'unseen', role: 'alert', 'aria-live': 'assertive', 'aria-atomic': 'true' });
const polite = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true' });

export function liveRegions(): HTMLElement[] {
  return [assertive, polite];
}

export function announce(text: string, isUrgent = false): void {
  say(isUrgent ? assertive : polite, text);
}
