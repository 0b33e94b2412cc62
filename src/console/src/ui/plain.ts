/** Letters of a name that are shown: AIS allows 20, a chart or a source of words more. */
const MOST = 120;

/**
 * What a stranger has written, without what is not seen: control and format characters would turn the rest of a line round, or hide in it. A name sent over the air is nobody's word.
 * @param most letters that are kept.
 */
export function plain(text: string, most = MOST): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, most);
}
