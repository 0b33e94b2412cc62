import { afterEach, describe, expect, it, vi } from 'vitest';
import { judge, readGuards, soundOf, type Guard, type Heard } from '../src/vessels/guard.ts';
import { Picture, type PictureMessage } from '../src/vessels/picture.ts';
import { Tail, loadTrack, needsTrack } from '../src/vessels/track.ts';

const T0 = Date.parse('2024-11-17T12:00:00Z');
const MINUTE = 60_000;

describe('a guarded vessel', () => {
  const guard: Guard = { mmsi: 1, name: 'ADA', longitude: 3, latitude: 51, metres: 300, state: 'inside', since: T0, isAcknowledged: true, heardAt: T0 };
  const heard = (north: number, part: Partial<Heard> = {}): Heard => ({ time: T0, longitude: 3, latitude: 51 + north / 111_195, speed: 0, isClassB: false, ...part });

  it('is inside at the limit, and has left one metre beyond', () => {
    expect(judge(guard, heard(299.9), 0, T0).state).toBe('inside');
    expect(judge(guard, heard(301), 0, T0)).toMatchObject({ state: 'left', isAcknowledged: false, since: T0 });
  });

  it('stays out until somebody has seen it, also where she comes back', () => {
    const left = judge(guard, heard(400), 0, T0);
    expect(judge(left, heard(0), 0, T0 + MINUTE)).toMatchObject({ state: 'left', since: T0 });
    expect(judge({ ...left, isAcknowledged: true }, heard(0), 0, T0 + MINUTE)).toMatchObject({ state: 'inside', isAcknowledged: true });
    const again = judge(judge({ ...left, isAcknowledged: true }, heard(0), 0, T0 + MINUTE), heard(400), 0, T0 + 2 * MINUTE);
    expect(again).toMatchObject({ state: 'left', isAcknowledged: false });
  });

  it('is no longer followed when she is silent, or the service is', () => {
    expect(judge(guard, heard(0), 0, T0 + 30 * MINUTE).state).toBe('inside');
    expect(judge(guard, heard(0), 0, T0 + 30 * MINUTE + 1)).toMatchObject({ state: 'silent', isAcknowledged: false });
    expect(judge(guard, null, 0, T0).state).toBe('silent');
    expect(judge(guard, heard(0), 29_999, T0).state).toBe('inside');
    expect(judge(guard, null, 30_000, T0)).toMatchObject({ state: 'unreachable', isAcknowledged: false });
  });

  it('sounds until it is acknowledged: an alarm out of the circle, a warning where nobody knows', () => {
    const left = judge(guard, heard(400), 0, T0);
    const silent = judge(guard, null, 0, T0);
    expect(soundOf([guard])).toBeNull();
    expect(soundOf([silent, guard])).toBe('SEVERITY_WARNING');
    expect(soundOf([silent, left])).toBe('SEVERITY_ALARM');
    expect(soundOf([{ ...left, isAcknowledged: true }])).toBeNull();
  });

  it('is kept across a reload as she stood', () => {
    const left = judge(guard, heard(400), 0, T0);
    expect(readGuards(JSON.stringify([left]))).toEqual([left]);
    expect(readGuards('{broken')).toEqual([]);
    expect(readGuards('[{"mmsi":1,"longitude":3,"latitude":51,"metres":300},{"mmsi":2}]')).toMatchObject([{ mmsi: 1, state: 'inside' }]);
  });
});

describe('a track', () => {
  afterEach(() => vi.unstubAllGlobals());

  const point = (number: number): object => ({ time: new Date(T0 - 3_600_000 + number * 1_000).toISOString(), position: { longitude: 3, latitude: 51 } });

  function service(pointsOf: (metres: number) => number): URL[] {
    const asked: URL[] = [];
    vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => {} });
    vi.stubGlobal('fetch', (address: string) => {
      const url = new URL(address, 'http://desk');
      asked.push(url);
      const first = Number(url.searchParams.get('pageToken') ?? 0);
      const all = pointsOf(Number(url.searchParams.get('simplifyMetres')));
      const next = first + 5_000;
      return Promise.resolve(Response.json({ points: Array.from({ length: Math.min(next, all) - first }, (_, place) => point(first + place)), nextPageToken: next < all ? String(next) : '' }));
    });
    return asked;
  }

  it('is read to its newest end', async () => {
    service(() => 12_000);
    const { points, metres } = await loadTrack(1, 6, T0, new AbortController().signal);
    expect(points).toHaveLength(12_000);
    expect(points.at(-1)).toEqual(point(11_999));
    expect(metres).toBe(10);
  });

  it('is told more coarsely where it is too long', async () => {
    const asked = service((metres) => (metres >= 50 ? 4_000 : 100_000));
    const { points, metres } = await loadTrack(1, 168, T0, new AbortController().signal);
    expect([points.length, metres]).toEqual([4_000, 50]);
    expect(asked.length).toBeLessThan(8);
  });

  it('is loaded anew for another ship, other hours, the past, and when it has become old', () => {
    const wish = { mmsi: 1, hours: 6, at: null };
    expect(needsTrack(null, 0, wish, T0)).toBe(true);
    expect(needsTrack(wish, T0, wish, T0 + 10 * MINUTE)).toBe(false);
    expect(needsTrack(wish, T0, wish, T0 + 10 * MINUTE + 1)).toBe(true);
    expect(needsTrack(wish, T0, { ...wish, mmsi: 2 }, T0)).toBe(true);
    expect(needsTrack(wish, T0, { ...wish, at: T0 }, T0)).toBe(true);
    const past = { ...wish, at: T0 };
    expect(needsTrack(past, T0, { ...wish, at: T0 + 30 * MINUTE }, T0)).toBe(false);
    expect(needsTrack(past, T0, { ...wish, at: T0 - 1 }, T0)).toBe(true);
  });

  it('grows with where she is, and not across a silence', () => {
    const tail = new Tail();
    tail.begin({ time: new Date(T0).toISOString(), position: { longitude: 3, latitude: 51 } });
    expect(tail.add({ time: T0 / 1_000, longitude: 3, latitude: 51 })).toBe(false);
    expect(tail.add({ time: T0 / 1_000 + 10, longitude: 3.001, latitude: 51 })).toBe(true);
    expect([tail.way.length, tail.end]).toEqual([2, T0 + 10_000]);
    tail.add({ time: T0 / 1_000 + 10 + 601, longitude: 3.1, latitude: 51 });
    expect(tail.way).toHaveLength(1);
  });
});

describe('the words of vessels', () => {
  it('go with them, and come with them again', () => {
    const picture = new Picture();
    const message = (more: Partial<PictureMessage>): PictureMessage => ({ time: '', eventTime: null, ...more });
    const row = (mmsi: number): NonNullable<PictureMessage['rows']>[number] => [mmsi, 1, 3, 51, null, null, null, null, 'A'];
    const words = (mmsi: number): NonNullable<PictureMessage['static']>[number] => [mmsi, `SHIP ${mmsi}`, null, null, 70, null, null, null];
    picture.take(message({ first: true, last: true, rows: [row(1)], static: [words(1)] }));
    for (let mmsi = 2; mmsi < 5_000; mmsi++) {
      picture.take(message({ rows: [row(mmsi)], static: [words(mmsi)] }));
      picture.take(message({ gone: [mmsi] }));
    }
    expect([picture.size, picture.known]).toEqual([1, 1]);
    picture.take(message({ rows: [row(2)], static: [words(2)] }));
    expect(picture.get(2)!.said.name).toBe('SHIP 2');
  });
});
