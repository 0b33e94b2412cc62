import { beforeEach, describe, expect, it, vi } from 'vitest';
import { headers, isName, rememberOperator } from '../src/api/session.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
});

describe('the name of a person', () => {
  it('may have the letters of any language, at most a hundred', () => {
    expect(['Ann', 'Jürgen', 'Łukasz', 'Σπύρος', ' x ', 'x'.repeat(100)].every(isName)).toBe(true);
    expect(['', '  ', 'x'.repeat(101), 'system', ' System', 'a\u202eb', 'a\u00adb', 'a\nb', 'a\u2028b', '\u{1f6a2}'].some(isName)).toBe(false);
  });

  it('goes to the service as UTF-8, a byte a letter', () => {
    expect(headers()).not.toHaveProperty('operator');
    rememberOperator('Łukasz Jürgens');
    const { operator } = headers();
    expect(() => new Headers({ operator: operator! })).not.toThrow();
    expect(new TextDecoder().decode(Uint8Array.from(operator!, (letter) => letter.charCodeAt(0)))).toBe('Łukasz Jürgens');
  });
});
