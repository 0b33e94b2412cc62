import { describe, expect, it } from 'vitest';
import { apiMoment, readMoment, writeMoment } from '../src/ui/moment.ts';

const at = (text: string): string => {
  const read = readMoment(text);
  return 'at' in read ? new Date(read.at).toISOString() : read.wrong;
};

describe('a moment as people write it', () => {
  it('is UTC, to the second or without', () => {
    expect(at('2024-11-17 10:20:30Z')).toBe('2024-11-17T10:20:30.000Z');
    expect(at(' 2024-11-17T10:20:30 ')).toBe('2024-11-17T10:20:30.000Z');
    expect(at('2024-11-17 10:20')).toBe('2024-11-17T10:20:00.000Z');
    expect(at('2024-11-17')).toBe('2024-11-17T00:00:00.000Z');
    expect(at('2024-11-17 10:20:30 utc')).toBe('2024-11-17T10:20:30.000Z');
    expect(at('2024-02-29 23:59:59.9Z')).toBe('2024-02-29T23:59:59.000Z');
  });

  it('is refused in any other form, with what is wrong', () => {
    expect(at('')).toContain('is no moment');
    expect(at('11/17/2024 10:20 AM')).toContain('YYYY-MM-DD HH:MM:SSZ');
    expect(at('2024-11-17 10:20:30+01:00')).toContain('is not in UTC');
    expect(at('2023-02-29 10:00:00Z')).toBe('2023-02-29 is no day of the calendar');
    expect(at('2024-13-01')).toContain('no day of the calendar');
    expect(at('2024-11-17 24:00:00Z')).toBe('24:00:00 is no time of day');
    expect(at('2024-11-17 10:60')).toBe('10:60 is no time of day');
  });

  it('reads what it writes', () => {
    const moment = Date.UTC(2024, 10, 17, 10, 20, 30);
    expect(readMoment(writeMoment(moment))).toEqual({ at: moment });
    expect(apiMoment(moment)).toBe('2024-11-17T10:20:30Z');
  });
});
