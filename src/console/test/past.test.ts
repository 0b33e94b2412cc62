import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '../src/api/types.ts';
import { stoodAt } from '../src/time/pastAlerts.ts';
import { PastLoader, need } from '../src/time/pastLoader.ts';
import { PastPicture, type Box } from '../src/time/pastPicture.ts';
import { shareOf, step } from '../src/time/playing.ts';

const T0 = Date.parse('2024-11-17T12:00:00Z');
const MINUTE = 60_000;
const BOX: Box = [2, 51, 4, 52];
const WIDE: Box = [1, 50, 5, 53];

type Answer = (query: URLSearchParams, path: string) => unknown;

/** A service that knows where ships were: what is asked of it is counted. */
function service(answers: Readonly<Record<string, Answer>>): { readonly asked: URL[] } {
  const asked: URL[] = [];
  vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => {} });
  vi.stubGlobal('fetch', (address: string) => {
    const url = new URL(address, 'http://desk');
    asked.push(url);
    const answer = Object.entries(answers).find(([path]) => url.pathname.startsWith(path))?.[1](url.searchParams, url.pathname);
    return Promise.resolve(answer === undefined ? new Response('{"detail":"broken"}', { status: 500 }) : Response.json(answer));
  });
  return { asked };
}

const point = (at: number, longitude: number): object => ({ time: new Date(at).toISOString(), position: { longitude, latitude: 51.5 }, speedOverGroundKnots: 10 });
const vessel = (mmsi: number, at: number, name?: string): object => ({ mmsi, name, shipTypeCode: 70, lastPosition: point(at, 3) });

/** Ships report every minute; each page holds as many pieces as are asked for points. */
function tracks(mmsis: readonly number[]): Answer {
  return (query) => {
    const [from, to] = [Date.parse(query.get('from')!), Date.parse(query.get('to')!)];
    const points: object[] = [];
    for (let at = Math.ceil(from / MINUTE) * MINUTE; at <= to; at += MINUTE) {
      points.push(point(at, 3 + (at - T0) / 3_600_000));
    }
    const all = mmsis.map((mmsi) => ({ piece: { mmsi, points } }));
    const first = Number(query.get('pageToken') ?? 0);
    const page = all.slice(first, first + 2);
    return [...page, { nextPageToken: first + 2 < all.length ? String(first + 2) : '' }];
  };
}

beforeEach(() => vi.useFakeTimers({ now: T0 + 86_400_000, toFake: ['Date'] }));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the past picture', () => {
  const signal = new AbortController().signal;

  it('keeps what the moment shown needs when it is extended', async () => {
    service({ '/api/v1/positions': () => ({ vessels: [vessel(1, T0 - MINUTE), vessel(2, T0 - MINUTE)] }), '/api/v1/tracks': tracks([1, 2]) });
    const past = new PastPicture();
    await past.load(T0, BOX, signal);
    await past.extend(T0 + 20 * MINUTE, T0, signal);
    const shown = T0 + 10 * MINUTE;
    await past.extend(T0 + 40 * MINUTE, shown, signal);
    expect(past.covers(shown, BOX)).toBe(true);
    expect(past.at(shown).map(({ mmsi }) => mmsi)).toEqual([1, 2]);
    expect(past.at(T0 + 40 * MINUTE)).toHaveLength(2);
  });

  it('forgets what lies well before the moment shown', async () => {
    service({ '/api/v1/positions': () => ({ vessels: [vessel(1, T0 - MINUTE), vessel(9, T0 - MINUTE)] }), '/api/v1/tracks': tracks([1]) });
    const past = new PastPicture();
    await past.load(T0, BOX, signal);
    await past.extend(T0 + 60 * MINUTE, T0, signal);
    await past.extend(T0 + 80 * MINUTE, T0 + 55 * MINUTE, signal);
    expect(past.span[0]).toBe(T0 + 45 * MINUTE);
    expect(past.at(T0 + 55 * MINUTE).map(({ mmsi }) => mmsi)).toEqual([1]);
  });

  it('has every ship of a busy box, however many pages she is on', async () => {
    service({ '/api/v1/positions': () => ({ vessels: [] }), '/api/v1/tracks': tracks([1, 2, 3, 4, 5]), '/api/v1/vessels': () => ({ vessel: {} }) });
    const past = new PastPicture();
    await past.load(T0, BOX, signal);
    expect(await past.extend(T0 + 20 * MINUTE, T0, signal)).toBe(T0 + 20 * MINUTE);
    expect(past.at(T0 + 5 * MINUTE).map(({ mmsi }) => mmsi)).toEqual([1, 2, 3, 4, 5]);
  });

  it('loads a shorter stretch where one has too many pages, and says up to when it is whole', async () => {
    const isShort = (query: URLSearchParams): boolean => Date.parse(query.get('to')!) - Date.parse(query.get('from')!) <= 5 * MINUTE;
    service({ '/api/v1/positions': () => ({ vessels: [vessel(1, T0)] }), '/api/v1/tracks': (query) => [{ piece: { mmsi: 1, points: [] } }, { nextPageToken: isShort(query) ? '' : 'more' }] });
    const past = new PastPicture();
    await past.load(T0, BOX, signal);
    expect(await past.extend(T0 + 20 * MINUTE, T0, signal)).toBe(T0 + 5 * MINUTE);
    expect(past.span[1]).toBe(T0 + 5 * MINUTE);
  });

  it('names who came in while it plays: by then, else by what is known elsewhere', async () => {
    const later = (query: URLSearchParams): boolean => Date.parse(query.get('time')!) > T0;
    service({ '/api/v1/positions': (query) => ({ vessels: later(query) ? [vessel(2, T0, 'ADA')] : [] }), '/api/v1/tracks': tracks([2, 3]) });
    const past = new PastPicture((mmsi) => (mmsi === 3 ? { name: 'BEN', class: 'tanker' } : null));
    await past.load(T0, BOX, signal);
    await past.extend(T0 + 20 * MINUTE, T0, signal);
    expect(past.at(T0 + 5 * MINUTE).map(({ name, class: kind }) => [name, kind])).toEqual([['ADA', 'cargo'], ['BEN', 'tanker']]);
  });
});

describe('what a past moment needs', () => {
  const past = (begin: number, end: number): Pick<PastPicture, 'covers' | 'span'> => ({ span: [begin, end], covers: (at, box) => at >= begin && at <= end && box[0] >= BOX[0] });

  it('is nothing while the present gives no more', () => {
    const now = T0 + 5 * MINUTE;
    expect(need(past(T0, now), T0, BOX, 20 * MINUTE, now)).toBe('nothing');
    expect(need(past(T0, now), T0, BOX, 20 * MINUTE, now + 29_000)).toBe('nothing');
    expect(need(past(T0, now), T0, BOX, 20 * MINUTE, now + 31_000)).toBe('more');
  });

  it('is more while it plays, and all of it after a jump or in another place', () => {
    const now = T0 + 600 * MINUTE;
    expect(need(past(T0, T0 + 20 * MINUTE), T0 + 9 * MINUTE, BOX, 20 * MINUTE, now)).toBe('nothing');
    expect(need(past(T0, T0 + 20 * MINUTE), T0 + 11 * MINUTE, BOX, 20 * MINUTE, now)).toBe('more');
    expect(need(past(T0, T0 + 20 * MINUTE), T0 + 21 * MINUTE, BOX, 20 * MINUTE, now)).toBe('more');
    expect(need(past(T0, T0 + 20 * MINUTE), T0 + 90 * MINUTE, BOX, 20 * MINUTE, now)).toBe('all');
    expect(need(past(T0, T0 + 20 * MINUTE), T0 + 5 * MINUTE, WIDE, 20 * MINUTE, now)).toBe('all');
  });
});

describe('the loader of the past', () => {
  const until = (loader: PastLoader, is: string): Promise<void> => vi.waitFor(() => expect(loader.state().is).toBe(is));

  it('asks once for a moment that is nearly now, and is quiet then', async () => {
    const { asked } = service({ '/api/v1/positions': () => ({ vessels: [vessel(1, T0 - MINUTE)] }), '/api/v1/tracks': tracks([1]) });
    const now = T0 + 3 * MINUTE;
    const loader: PastLoader = new PastLoader(() => now, () => null, () => loader.want(T0, BOX, () => WIDE, 20 * MINUTE));
    loader.want(T0, BOX, () => WIDE, 20 * MINUTE);
    expect(loader.state().is).toBe('loading');
    await until(loader, 'whole');
    expect(asked.map(({ pathname }) => pathname)).toEqual(['/api/v1/positions', '/api/v1/tracks']);
  });

  it('says a failure until a new try has gone well, and does not try again at once', async () => {
    const { asked } = service({});
    const loader = new PastLoader(() => T0 + 60 * MINUTE, () => null, () => {});
    loader.want(T0, BOX, () => WIDE, 20 * MINUTE);
    await until(loader, 'failed');
    loader.want(T0, BOX, () => WIDE, 20 * MINUTE);
    expect(loader.state()).toMatchObject({ is: 'failed', because: { message: 'broken' } });
    expect(asked).toHaveLength(1);
    service({ '/api/v1/positions': () => ({ vessels: [] }), '/api/v1/tracks': tracks([]) });
    loader.retry();
    loader.want(T0, BOX, () => WIDE, 20 * MINUTE);
    await until(loader, 'whole');
  });
});

describe('a playing clock', () => {
  const now = T0 + 600 * MINUTE;

  it('goes on as fast as it is asked to', () => expect(step(T0, 200, 60, T0 + MINUTE, now)).toEqual({ at: T0 + 12_000, isHeld: false }));
  it('waits for what is not loaded', () => {
    expect(step(T0, 200, 1_200, T0 + MINUTE, now)).toEqual({ at: T0 + MINUTE, isHeld: true });
    expect(step(T0, 200, 1, null, now)).toEqual({ at: T0, isHeld: true });
  });
  it('reaches the present', () => {
    expect(step(now - 1_000, 200, 60, now, now).at).toBeNull();
    expect(step(now - 40_000, 200, 1, now - 40_000, now).at).toBeNull();
    expect(step(now - 10 * MINUTE, 1_000, 1_200, now - 9 * MINUTE, now)).toEqual({ at: now - 9 * MINUTE, isHeld: true });
  });
  it('does not leap after a sleep', () => expect(step(T0, 3_600_000, 60, T0 + 100 * MINUTE, now).at).toBe(T0 + MINUTE));
});

describe('alerts of a past moment', () => {
  const alert = (since: number, state: string, eventTime: number): Alert => ({ alertId: 'a', latestEvent: { since: new Date(since).toISOString(), eventTime: new Date(eventTime).toISOString(), state } }) as unknown as Alert;

  it('are those that had begun and not ended', () => {
    expect(stoodAt(alert(T0, 'ALERT_STATE_RAISED', T0), T0 - 1)).toBe(false);
    expect(stoodAt(alert(T0, 'ALERT_STATE_MAINTAINED', T0 + MINUTE), T0 + 90 * MINUTE)).toBe(true);
    expect(stoodAt(alert(T0, 'ALERT_STATE_CLOSED', T0 + MINUTE), T0 + MINUTE - 1)).toBe(true);
    expect(stoodAt(alert(T0, 'ALERT_STATE_CLOSED', T0 + MINUTE), T0 + MINUTE)).toBe(false);
  });
});

describe('marks on the time bar', () => {
  it('lie at their times, and nowhere outside the span', () => {
    expect(shareOf(T0 + 6 * MINUTE, T0, T0 + 60 * MINUTE)).toBeCloseTo(0.1);
    expect(shareOf(T0 - 1, T0, T0 + 60 * MINUTE)).toBeNull();
  });
});
