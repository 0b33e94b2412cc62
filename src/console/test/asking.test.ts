import { afterEach, describe, expect, it, vi } from 'vitest';
import { askFor, askPages } from '../src/analysis/asking.ts';
import { boxFeature, boxWords, isInside, readBox, writeBox } from '../src/analysis/box.ts';
import { readField } from '../src/analysis/fields.ts';
import { Latest } from '../src/ui/latest.ts';

/** Work that ends when the test says so. */
function work(): { readonly done: (answer: string) => void; readonly fail: () => void; readonly run: (signal: AbortSignal) => Promise<string>; readonly signals: AbortSignal[] } {
  const signals: AbortSignal[] = [];
  let [done, fail]: [(answer: string) => void, () => void] = [() => {}, () => {}];
  return { signals, done: (answer) => done(answer), fail: () => fail(), run: (signal) => (signals.push(signal), new Promise((resolve, reject) => ([done, fail] = [resolve, () => reject(new Error('refused'))]))) };
}

describe('one piece of work at a time', () => {
  it('counts nothing that an older one still says', async () => {
    const latest = new Latest();
    const [first, second] = [work(), work()];
    const [old, young] = [latest.run(first.run), latest.run(second.run)];
    expect(first.signals[0]!.aborted).toBe(true);
    second.done('new');
    first.done('old');
    expect(await old).toEqual({ is: 'overtaken' });
    expect(await young).toEqual({ is: 'done', answer: 'new' });
    expect(latest.isBusy).toBe(false);
  });

  it('says that it was stopped, also where the answer comes all the same', async () => {
    const latest = new Latest();
    const one = work();
    const ending = latest.run(one.run);
    latest.stop();
    one.done('too late');
    expect(await ending).toEqual({ is: 'stopped' });
  });

  it('says nothing of what was dropped, and that there was something', async () => {
    const latest = new Latest();
    const one = work();
    const ending = latest.run(one.run);
    expect(latest.drop()).toBe(true);
    one.fail();
    expect(await ending).toEqual({ is: 'overtaken' });
    expect(latest.drop()).toBe(false);
  });

  it('tells a failure of the newest', async () => {
    const latest = new Latest();
    const one = work();
    const ending = latest.run(one.run);
    one.fail();
    expect((await ending).is).toBe('failed');
  });
});

describe('a box', () => {
  it('is read, written and said', () => {
    expect(readBox('1.5, 51,3 ,52.5')).toEqual([1.5, 51, 3, 52.5]);
    expect(writeBox([1.5, 51.123456789, 3, 52.5])).toBe('1.5,51.12346,3,52.5');
    expect(boxWords([1.5, 51, 3, 52.5])).toBe('51°00.000′N 001°30.000′E to 52°30.000′N 003°00.000′E');
  });

  it('is refused where it is none', () => {
    for (const text of ['', '1,2,3', '1,2,3,x', '1,2,3,4,5', '1,,3,4', '181,0,182,1', '0,0,1,91', '0,2,1,1', '1,0,1,1']) {
      expect(typeof readBox(text), text).toBe('string');
    }
  });

  it('may cross the antimeridian, and is drawn across it', () => {
    expect(readBox('170,0,-170,10')).toEqual([170, 0, -170, 10]);
    expect(boxFeature([170, 0, -170, 10]).geometry).toMatchObject({ coordinates: [[[170, 0], [190, 0], [190, 10], [170, 10], [170, 0]]] });
    expect(isInside([170, 0, -170, 10], [-180, -90, 180, 90])).toBe(false);
    expect(isInside([1, 1, 2, 2], [0, 0, 3, 3])).toBe(true);
  });
});

describe('a field of a question', () => {
  it('is read as the API wants it', () => {
    expect(readField({ name: 'from', label: 'From', kind: 'time' }, '2024-11-17 10:00')).toEqual({ value: '2024-11-17T10:00:00Z' });
    expect(readField({ name: 'bbox', label: 'Box', kind: 'box' }, '1, 2, 3, 4')).toEqual({ value: '1,2,3,4' });
    expect(readField({ name: 'n', label: 'N', kind: 'number', least: 0, most: 9 }, '0')).toEqual({ value: '0' });
    expect(readField({ name: 'n', label: 'N', kind: 'number', least: 0, most: 9, isNoneAtZero: true }, '0')).toEqual({ value: '' });
  });

  it('says which is wrong, and how', () => {
    expect(readField({ name: 'from', label: 'From', kind: 'time', isNeeded: true }, '')).toEqual({ wrong: 'From is needed.' });
    expect(readField({ name: 'from', label: 'From', kind: 'time' }, 'yesterday')).toEqual({ wrong: 'From: “yesterday” is no moment: write it as YYYY-MM-DD HH:MM:SSZ, in UTC.' });
    expect(readField({ name: 'n', label: 'Within', kind: 'number', least: 1, most: 9 }, '10')).toEqual({ wrong: 'Within: a number from 1 to 9.' });
    expect('wrong' in readField({ name: 'bbox', label: 'Box', kind: 'box' }, '1,2')).toBe(true);
  });
});

describe('a question to the service', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is ended by nothing but the signal: no limit of time is laid over it', async () => {
    const asked: { readonly url: string; readonly signal: AbortSignal | null | undefined }[] = [];
    const pages = [{ visits: [1], nextPageToken: 'two' }, { visits: [2] }];
    vi.stubGlobal('sessionStorage', { getItem: () => 'x', setItem: () => {} });
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => (asked.push({ url, signal: init.signal }), Promise.resolve(Response.json(pages[asked.length - 1]))));
    const { signal } = new AbortController();
    const found: unknown[] = [];
    for await (const page of askPages<{ visits?: number[]; nextPageToken?: string }>('/api/v1/visits', { bbox: '1,2,3,4' }, signal)) {
      found.push(...(page.visits ?? []));
    }
    expect(found).toEqual([1, 2]);
    expect(asked.map(({ url }) => url)).toEqual(['/api/v1/visits?bbox=1%2C2%2C3%2C4', '/api/v1/visits?bbox=1%2C2%2C3%2C4&pageToken=two']);
    expect(asked.every((one) => one.signal === signal)).toBe(true);
  });

  it('tells why it was refused', async () => {
    vi.stubGlobal('sessionStorage', { getItem: () => 'x', setItem: () => {} });
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ detail: 'to is before from', reason: 'INVALID_ARGUMENT' }, { status: 400 })));
    await expect(askFor('/api/v1/visits', {}, new AbortController().signal)).rejects.toMatchObject({ reason: 'INVALID_ARGUMENT', message: 'to is before from' });
  });
});
