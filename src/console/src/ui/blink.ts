import { onPulse } from '../state/pulse.ts';
import { setAttribute } from './dom.ts';

const BLINKING = 'data-blink';

/**
 * Lets the symbols of alerts blink: alarms once a second, warnings half as often. OpenBridge animates two properties of the root without end for that, which makes the
 * browser lay out styles of the whole page with every frame it draws; here the same properties change once a second (style.css puts the animation away), and only where a symbol blinks.
 */
export function blink(): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    return;
  }
  let second = 0;
  onPulse(() => {
    second = (second + 1) % 4;
    for (const symbol of document.querySelectorAll<HTMLElement & Blinking>('.symbol')) {
      setAttribute(symbol, BLINKING, symbol.active && !symbol.acknowledged ? String(second) : null);
    }
    document.querySelectorAll('.top-alert').forEach((bar) => setAttribute(bar, BLINKING, String(second)));
  });
}

/** What a symbol tells of itself. */
interface Blinking {
  readonly active: boolean;
  readonly acknowledged: boolean;
}
