import { describe, expect, it } from 'vitest';
import { dryRunSentence, isUnderWay, readDryRun } from '../src/analysis/dryRun.ts';

const half = (raised: number): { raised: number; annunciations: number; perDay: number; byKind: Record<string, number> } => ({ raised, annunciations: raised, perDay: raised / 7, byKind: {} });

describe('a dry run', () => {
  it('is told in a sentence', () => {
    const week = { from: '2024-11-10T00:00:00Z', to: '2024-11-17T00:00:00Z' };
    expect(dryRunSentence({ ...week, result: { headline: '', inForce: half(9), changed: half(14) } })).toBe(
      'With the change 14 alerts would have been raised in 7 days (2024-11-10 00:00Z to 2024-11-17 00:00Z); with the settings in force 9 alerts are.',
    );
    expect(dryRunSentence({ ...week, result: { headline: '', inForce: half(1), changed: half(0) } })).toContain('0 alerts would have been raised');
    expect(dryRunSentence({ ...week, result: null })).toBe('');
  });

  it('is looked at again only while it goes on', () => {
    expect((['WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const).filter((state) => isUnderWay({ state }))).toEqual(['WAITING', 'RUNNING']);
  });

  it('is not begun with what is no period, or no change', () => {
    expect(readDryRun('2024-11-10', '2024-11-17', 1)).toEqual({ from: '2024-11-10T00:00:00Z', to: '2024-11-17T00:00:00Z' });
    expect(readDryRun('2024-11-10', '2024-11-17', 0)).toBe('Add a change first.');
    expect(readDryRun('', '2024-11-17', 1)).toContain('From: ');
    expect(readDryRun('2024-11-10', 'now', 1)).toContain('To: “now”');
    expect(readDryRun('2024-11-17', '2024-11-17', 1)).toBe('The period ends before it begins.');
    expect(readDryRun('2024-10-01', '2024-11-17', 1)).toBe('The period has at most 31 days.');
  });
});
