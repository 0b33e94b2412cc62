import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Problem } from '../src/api/problem.ts';
import { readToken, waitingWords } from '../src/pages/loginWords.ts';
import { LEAST_OF_ALERTS, PALETTES, dimming, readBrilliance } from '../src/ui/palette.ts';

describe('brilliance', () => {
  it('dims nothing at 100 per cent, and alerts never below what can be read', () => {
    expect(dimming(100)).toEqual({ page: '', alerts: '' });
    expect(dimming(30)).toEqual({ page: 'brightness(0.3)', alerts: 'brightness(0.8)' });
    expect(dimming(90)).toEqual({ page: 'brightness(0.9)', alerts: 'brightness(0.9)' });
    expect(['', '30', '29', '101', 'x', '55.4'].map(readBrilliance)).toEqual([100, 30, 100, 100, 100, 55]);
  });

  it('leaves the words of the alert bar a contrast of 4.5:1 in each palette', () => {
    const css = readFileSync('node_modules/@oicl/openbridge-webcomponents/dist/openbridge.css', 'utf8');
    const light = (colour: readonly number[]): number => {
      const [red, green, blue] = colour.map((part) => Math.round((part * LEAST_OF_ALERTS) / 100) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    for (const palette of PALETTES) {
      const rules = [...css.matchAll(new RegExp(`\\[data-obc-theme="?${palette}"?\\][^{]*\\{([^}]*)\\}`, 'g'))].map(([, rule]) => rule).join(';');
      const of = (name: string): number => light(new RegExp(`${name}:\\s*rgb\\((\\d+), (\\d+), (\\d+)\\)`).exec(rules)!.slice(1).map(Number));
      for (const words of ['--element-active-color', '--element-neutral-color']) {
        const [a, b] = [of(words), of('--container-section-color')];
        expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), `${palette} ${words}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

describe('the way in', () => {
  it('takes a token as it was pasted', () => {
    expect([' Bearer mw_abc ', 'mw_abc\n', '', 'two words', 'Bearer '].map(readToken)).toEqual(['mw_abc', 'mw_abc', '', '', '']);
  });

  it('asks again by itself where that may help, and not where it is forbidden', () => {
    expect(waitingWords(new Problem(0, 'UNREACHABLE', 'the service cannot be reached'))).toEqual({ text: 'the service cannot be reached. Trying again every few seconds.', seconds: 3 });
    expect(waitingWords(new Problem(429, 'LOCKED_OUT', 'too many attempts', { retryAfter: 60 })).seconds).toBe(60);
    expect(waitingWords(new Problem(403, 'SCOPE_MISSING', 'no scope'))).toEqual({ text: 'Not allowed: no scope', seconds: null });
  });
});
