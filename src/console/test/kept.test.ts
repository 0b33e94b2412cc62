import { afterEach, describe, expect, it, vi } from 'vitest';
import { gather, sizeWords, type Scratch } from '../src/ui/save.ts';
import { areViews, withView } from '../src/ui/savedViews.ts';
import { store, storeText, stored, storedText } from '../src/ui/stored.ts';

const isNumber = (kept: unknown): kept is number => typeof kept === 'number';

function fakeStorage(kept: Record<string, string>): void {
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept[key] ?? null, setItem: (key: string, text: string) => (kept[key] = text) });
}

describe('what is kept on this machine', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is there again', () => {
    fakeStorage({});
    expect(store('a', 5)).toBe(true);
    expect(stored('a', 1, isNumber)).toBe(5);
    expect(storedText('a')).toBe('5');
  });

  it('is the usual where it is damaged, or something else', () => {
    fakeStorage({ broken: '{"', other: '"text"' });
    expect([stored('broken', 1, isNumber), stored('other', 2, isNumber), stored('none', 3, isNumber)]).toEqual([1, 2, 3]);
  });

  it('is nothing where the browser forbids it, and nothing fails', () => {
    vi.stubGlobal('localStorage', { getItem: () => { throw new DOMException('no', 'SecurityError'); }, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } });
    expect([stored('a', 7, isNumber), store('a', 8), storedText('a')]).toEqual([7, false, '']);
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => { throw new DOMException('no', 'SecurityError'); } });
    expect([stored('a', 7, isNumber), store('a', 8), storeText('a', 'b'), storedText('a')]).toEqual([7, false, false, '']);
  });
});

describe('saved views', () => {
  it('have a name each; the same name goes to the new one', () => {
    const one = withView([], ' Nemo Link ', '/watch?c=2,51,9');
    expect(one).toEqual([{ name: 'Nemo Link', address: '/watch?c=2,51,9' }]);
    const two = withView(withView(one as [], 'Area B', '/analysis') as [], 'Nemo Link', '/watch?c=3,52,9');
    expect(two).toEqual([{ name: 'Area B', address: '/analysis' }, { name: 'Nemo Link', address: '/watch?c=3,52,9' }]);
    expect(withView([], '  ', '/watch')).toContain('A name');
    const many = Array.from({ length: 50 }, (_, number) => ({ name: String(number), address: '/watch' }));
    expect([withView(many, 'one more', '/watch'), withView(many, '7', '/analysis').length]).toEqual(['50 views are kept; delete one first.', 50]);
  });

  it('lead to this page alone', () => {
    expect(areViews([{ name: 'a', address: '/watch?c=1,2,3' }, { name: 'b', address: '/supervision' }])).toBe(true);
    for (const kept of [null, {}, [1], [{ name: 'a' }], [{ name: 'a', address: 'https://elsewhere.example/watch' }], [{ name: 'a', address: 'javascript:alert(1)' }], [{ name: 'a', address: '//elsewhere.example/watch' }]]) {
      expect(areViews(kept), JSON.stringify(kept)).toBe(false);
    }
  });
});

describe('a file that is saved', () => {
  const body = (...pieces: number[]): ReadableStream<Uint8Array<ArrayBuffer>> =>
    new ReadableStream({ start: (control) => (pieces.forEach((length) => control.enqueue(new Uint8Array(length))), control.close()) });

  function disk(): { readonly open: () => Promise<Scratch>; readonly log: string[] } {
    const log: string[] = [];
    return { log, open: async () => ({ write: async (piece) => void log.push(`write ${piece.length}`), end: async () => (log.push('end'), new Blob(['whole'])), discard: async () => void log.push('discard') }) };
  }

  it('stays in memory while it is small', async () => {
    const { open, log } = disk();
    const told: number[] = [];
    expect((await gather(body(3, 4), 'text/csv', open, (bytes) => told.push(bytes), 10)).size).toBe(7);
    expect([log, told]).toEqual([[], [3, 7]]);
  });

  it('goes to the disk where it grows', async () => {
    const { open, log } = disk();
    expect(await (await gather(body(6, 6, 2), '', open, () => {}, 10)).text()).toBe('whole');
    expect(log).toEqual(['write 6', 'write 6', 'write 2', 'end']);
  });

  it('stays in memory where there is no disk to be had', async () => {
    expect((await gather(body(6, 6, 2), '', async () => null, () => {}, 10)).size).toBe(14);
  });

  it('leaves nothing on the disk where it breaks off', async () => {
    const { open, log } = disk();
    const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (control) => control.enqueue(new Uint8Array(20)), pull: (control) => control.error(new Error('cut')) }, { highWaterMark: 0 });
    await expect(gather(broken, '', open, () => {}, 10)).rejects.toThrow('cut');
    expect(log.at(-1)).toBe('discard');
  });

  it('says how much it is', () => {
    expect([sizeWords(100), sizeWords(5 * 1_048_576)]).toEqual(['1 kB', '5.0 MB']);
  });
});
