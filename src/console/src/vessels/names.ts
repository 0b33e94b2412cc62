import { mmsiText } from '../alerts/words.ts';
import { h } from '../ui/dom.ts';
import { plain } from '../ui/plain.ts';

/** The name of a vessel as it is shown: her MMSI where she has said none. */
export function nameOr(name: string | null | undefined, mmsi: number): string {
  const known = plain(name ?? '');
  return known === '' ? `MMSI ${mmsiText(mmsi)}` : known;
}

/** A name in an element of its own, so that its direction of writing stays its own. */
export function named(text: string): HTMLElement {
  return h('bdi', {}, plain(text));
}

/** What tells the button of one thing from those of others, for the focus to find it again: letters and digits alone. */
export function actionOf(what: string, id: string): string {
  return `${what}-${id.replaceAll(/[^\w-]/g, '_')}`;
}
