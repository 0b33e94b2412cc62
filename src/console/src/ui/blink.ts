import { onPulse } from '../state/pulse.ts';

/**
 * Lets the symbols of alerts blink: alarms once a second, warnings half as often. OpenBridge animates two properties of the root without end for that, which makes the
 * browser lay out styles of the whole page with every frame it draws; here the same properties change when a symbol does (style.css puts the animation away).
 */
export function blink(): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    return;
  }
  const root = document.documentElement;
  let second = 0;
  onPulse(() => {
    second = (second + 1) % 4;
    root.setAttribute('data-blink', String(second));
  });
}
