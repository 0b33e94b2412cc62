import { mmsiText } from '../alerts/words.ts';
import { h } from '../ui/dom.ts';

/** Letters of a name that are shown: AIS allows 20, a chart or a source of words more. */
const MOST = 120;

/**
 * What a stranger has written, without what is not seen: control and format characters would turn the rest of a line round, or hide in it. A name sent over the air is nobody's word.
 * @param most letters that are kept.
 */
export function plain(text: string, most = MOST): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, most);
}

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
