import { utc } from './time.ts';

/** A moment as a person writes it: milliseconds since 1970, or what is wrong with the text. */
export type Moment = { readonly at: number } | { readonly wrong: string };

/** What a field for a moment says of itself. */
export const MOMENT_FORM = 'YYYY-MM-DD HH:MM:SSZ';

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|UTC)?$/i;

/**
 * Reads a moment in UTC: `2024-11-17 10:20:30Z`; seconds, the time of day and the Z may be left out, and RFC 3339 with a Z is taken as well. What the clock or the
 * calendar does not have is refused, and so is every other zone: browsers would shift it without a word.
 */
export function readMoment(text: string): Moment {
  const parts = PATTERN.exec(text.trim());
  if (parts === null) {
    return { wrong: /[+-]\d{2}:?\d{2}$/.test(text.trim().slice(10)) ? `“${text.trim()}” is not in UTC: write it as ${MOMENT_FORM}` : `“${text.trim()}” is no moment: write it as ${MOMENT_FORM}, in UTC` };
  }
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day || year < 1970) {
    return { wrong: `${parts[1]}-${parts[2]}-${parts[3]} is no day of the calendar` };
  }
  return hour > 23 || minute > 59 || second > 59 ? { wrong: `${parts[4]}:${parts[5]}${parts[6] === undefined ? '' : `:${parts[6]}`} is no time of day` } : { at: Date.UTC(year, month - 1, day, hour, minute, second) };
}

/** A moment as a field shows it. */
export function writeMoment(at: number): string {
  return utc(at);
}

/** A moment as the API takes it: RFC 3339. */
export function apiMoment(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
