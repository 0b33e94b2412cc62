import { beforeEach, describe, expect, it, vi } from 'vitest';
import { finerCoastline, keepCoast, request, type CoastOnMap } from '../src/map/coastline.ts';

let told: unknown = {};
let status = 200;

beforeEach(() => {
  const kept = new Map([['maritimewatch.token', 'secret']]);
  vi.stubGlobal('sessionStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
  vi.stubGlobal('location', new URL('https://watch.example:5080/watch?c=3,51,8'));
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(told), { status })));
});

describe('a finer coastline', () => {
  it('is shown with the words of its licence, whatever they hold', async () => {
    told = { coastline: { attribution: 'Coast: © <b>GSHHG</b> & co', vertices: 7 } };
    expect(await finerCoastline()).toEqual({ address: 'https://watch.example:5080/api/v1/coastline', attribution: 'Coast: © &lt;b&gt;GSHHG&lt;/b&gt; &amp; co, not for navigation' });
    told = { coastline: { attribution: null, vertices: 7 } };
    expect((await finerCoastline())?.attribution).toBe('Coast: supplied by the operator, not for navigation');
  });

  it('is none where the service has none', async () => {
    told = { coastline: null };
    expect(await finerCoastline()).toBeNull();
    told = {};
    expect(await finerCoastline()).toBeNull();
  });

  it('is fetched as ourselves, and nothing else is', () => {
    expect(request('https://watch.example:5080/api/v1/coastline')).toMatchObject({ headers: { Authorization: 'Bearer secret' }, cache: 'no-cache' });
    expect(request('https://watch.example:5080/assets/coastline-7.json')).toEqual({ url: 'https://watch.example:5080/assets/coastline-7.json' });
  });
});

describe('the coast of a map', () => {
  const finer = 'https://watch.example:5080/api/v1/coastline';
  let fails: Record<string, number>;
  let said: string[];
  let ending: AbortController;
  const map: CoastOnMap = {
    draw: (address) => {
      const because = (fails[address] ?? 0) > 0 ? 'the line is cut' : null;
      fails[address] = (fails[address] ?? 0) - 1;
      said.push(`${address} ${because ?? 'drawn'}`);
      return Promise.resolve(because);
    },
    credit: (attribution) => said.push(attribution),
    miss: (because) => said.push(`missing: ${because}`),
  };
  const keep = async (): Promise<string[]> => {
    const kept = keepCoast(map, 'built-in', ending.signal);
    await vi.runAllTimersAsync();
    await kept;
    return said;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    [fails, said, ending, told, status] = [{}, [], new AbortController(), { coastline: { attribution: 'Coast: ours' } }, 200];
    return () => vi.useRealTimers();
  });

  it('is the built-in one, then the finer one with its attribution', async () => {
    expect(await keep()).toEqual(['built-in drawn', 'missing: null', `${finer} drawn`, 'Coast: ours, not for navigation']);
  });

  it('is asked for until it is there, and meanwhile said to be missing', async () => {
    told = { coastline: null };
    fails = { 'built-in': 2 };
    expect(await keep()).toEqual(['built-in the line is cut', 'missing: the line is cut', 'built-in the line is cut', 'missing: the line is cut', 'built-in drawn', 'missing: null']);
  });

  it('becomes the finer one as soon as that can be had; the built-in one is not drawn again', async () => {
    fails = { [finer]: 2 };
    expect(await keep()).toEqual(['built-in drawn', 'missing: null', `${finer} the line is cut`, `${finer} the line is cut`, `${finer} drawn`, 'Coast: ours, not for navigation']);
  });

  it('waits for a service that cannot say which it has', async () => {
    status = 503;
    setTimeout(() => (status = 200), 5_000);
    expect(await keep()).toEqual(['built-in drawn', 'missing: null', `${finer} drawn`, 'Coast: ours, not for navigation']);
  });

  it('is let go with the map', async () => {
    fails = { 'built-in': 1_000 };
    setTimeout(() => ending.abort(), 10_000);
    expect((await keep()).filter((one) => one.startsWith('built-in'))).toHaveLength(3);
  });
});
