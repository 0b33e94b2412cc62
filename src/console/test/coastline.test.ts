import { beforeEach, describe, expect, it, vi } from 'vitest';
import { finerCoastline, request } from '../src/map/coastline.ts';

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

  it('is none where the service has none, or does not say', async () => {
    told = { coastline: null };
    expect(await finerCoastline()).toBeNull();
    told = {};
    expect(await finerCoastline()).toBeNull();
    status = 503;
    expect(await finerCoastline()).toBeNull();
    status = 200;
  });

  it('is fetched as ourselves, and nothing else is', () => {
    expect(request('https://watch.example:5080/api/v1/coastline')).toMatchObject({ headers: { Authorization: 'Bearer secret' }, cache: 'no-cache' });
    expect(request('https://watch.example:5080/assets/coastline-7.json')).toEqual({ url: 'https://watch.example:5080/assets/coastline-7.json' });
  });
});
