import { describe, expect, it } from 'vitest';
import { EventParser } from '../src/api/events.ts';
import { nested } from '../src/analysis/settings.ts';
import { honesty, type LinkFacts } from '../src/state/link.ts';
import { NORTH_SEA, readView, writeView } from '../src/state/view.ts';
import { distance, place, span, utc } from '../src/ui/time.ts';
import { Picture, ghostAfter, isGhost, type PictureMessage } from '../src/vessels/picture.ts';
import { classOf } from '../src/vessels/classes.ts';
import { clip, land } from '../build/coastline.ts';
import { Problem } from '../src/api/problem.ts';

describe('server-sent events', () => {
  const stream = 'retry: 5000\nevent: alert\nid: 7\ndata: {"a":\ndata: 1}\n\n: a remark\n\nevent: heartbeat\r\nid: 8\r\ndata:x\r\n\r\ndata: plain\n\n';
  const whole = [...new EventParser().take(stream)];

  it('have their name, their data line by line, and their id', () => {
    expect(whole).toEqual([
      { event: 'alert', data: '{"a":\n1}', id: '7' },
      { event: 'heartbeat', data: 'x', id: '8' },
      { event: 'message', data: 'plain', id: null },
    ]);
  });

  it('are the same wherever the stream is cut', () => {
    for (let cut = 0; cut <= stream.length; cut++) {
      const parser = new EventParser();
      expect([...parser.take(stream.slice(0, cut)), ...parser.take(stream.slice(cut))]).toEqual(whole);
    }
  });
});

describe('the address', () => {
  const full = { ...NORTH_SEA, page: 'analysis' as const, centre: [3.2, 51.35, 11.5] as const, alertId: 'loitering-219000606-nemo-link-20241117T000000Z', mmsi: 219000606, assetId: 'nemo-link', at: Date.parse('2024-11-17T12:26:00Z'), trackHours: 24, question: { ask: 'suspects', within: '1' } };

  it('holds the whole view', () => {
    expect(readView(new URL(`http://desk${writeView(full)}`))).toEqual(full);
  });

  it('shows the usual where it is not understood', () => {
    expect(readView(new URL('http://desk/?c=999,51,3&vessel=x&t=never&track=-1'))).toEqual(NORTH_SEA);
    expect(readView(new URL('http://desk/watch?c=,,'))).toEqual(NORTH_SEA);
  });

  it('knows the vessel with MMSI 0 from none', () => {
    expect(readView(new URL('http://desk/watch?vessel=0')).mmsi).toBe(0);
    expect(readView(new URL('http://desk/watch')).mmsi).toBeNull();
  });
});

describe('the honest state', () => {
  const now = 1_000_000;
  const good: LinkFacts = { alerts: { is: 'open' }, picture: { is: 'open' }, heardAt: now - 900, now, serviceNow: 5_000_000, eventTime: 4_930_000, isPlayed: false, notReadyBecause: null };

  it('is live only where everything is', () => {
    expect(honesty(good)).toEqual({ is: 'live', sentence: 'live' });
  });

  it('says how old the picture is when it stops', () => {
    expect(honesty({ ...good, heardAt: now - 3_500 }).is).toBe('live');
    expect(honesty({ ...good, heardAt: now - 12_000 })).toEqual({ is: 'old', sentence: 'picture is 12 s old' });
  });

  it('says what is lost, why, and when it tries again', () => {
    const lost = honesty({ ...good, heardAt: now - 30_000, alerts: { is: 'lost', because: new Problem(0, 'UNREACHABLE', 'the service cannot be reached'), retryAt: now + 2_100 } });
    expect(lost).toEqual({ is: 'lost', sentence: 'picture is 30 s old; alerts: the service cannot be reached, trying again in 3 s' });
  });

  it('says when the feeds lag, but not of traffic that is played', () => {
    expect(honesty({ ...good, eventTime: good.serviceNow - 200_000 })).toEqual({ is: 'old', sentence: 'picture is 3 min old: the feeds lag' });
    expect(honesty({ ...good, eventTime: 0, isPlayed: true }).is).toBe('live');
  });

  it('is not live before anything was heard', () => {
    expect(honesty({ ...good, eventTime: null }).is).toBe('old');
    expect(honesty({ ...good, heardAt: null }).is).toBe('old');
  });
});

describe('the live picture', () => {
  const message = (more: Partial<PictureMessage>): PictureMessage => ({ time: '2024-11-17T12:00:00Z', eventTime: '2024-11-17T11:59:00Z', ...more });
  const row = (mmsi: number, time = 100): NonNullable<PictureMessage['rows']>[number] => [mmsi, time, 3, 51, 10, 90, null, 0, 'A'];

  it('stays as it was until a new snapshot is whole', () => {
    const picture = new Picture();
    picture.take(message({ first: true, last: true, rows: [row(1), row(2)] }));
    expect(picture.take(message({ first: true, rows: [row(3)] }))).toBe(false);
    expect(picture.size).toBe(2);
    expect(picture.take(message({ last: true, rows: [row(4)] }))).toBe(true);
    expect([...picture.all].map(({ mmsi }) => mmsi)).toEqual([3, 4]);
  });

  it('takes what has changed, who came and who went', () => {
    const picture = new Picture();
    picture.take(message({ first: true, last: true, rows: [row(1), row(2)], static: [[1, 'ADA', null, null, 70, 100, null, null]] }));
    expect(picture.take(message({}))).toBe(false);
    picture.take(message({ rows: [row(1, 200), row(3)], gone: [2] }));
    expect([...picture.all].map(({ mmsi, time }) => [mmsi, time])).toEqual([[1, 200], [3, 100]]);
    expect(picture.get(1)!.said).toMatchObject({ name: 'ADA', class: 'cargo' });
  });

  it('takes a name that comes without a position', () => {
    const picture = new Picture();
    picture.take(message({ first: true, last: true, rows: [row(1)] }));
    picture.take(message({ static: [[1, 'ADA', null, null, 30, null, null, null]] }));
    expect(picture.get(1)!.said).toMatchObject({ name: 'ADA', class: 'fishing' });
  });

  it('ghosts what is old for its class and speed, at the limit and one second beyond', () => {
    const picture = new Picture();
    picture.take(message({ first: true, last: true, rows: [row(1, 1_000)] }));
    const vessel = picture.get(1)!;
    expect(ghostAfter(vessel)).toBe(10);
    expect(isGhost(vessel, 1_000 + 600)).toBe(false);
    expect(isGhost(vessel, 1_000 + 601)).toBe(true);
    expect(ghostAfter({ speed: 0, isClassB: false })).toBe(30);
  });
});

describe('ship types', () => {
  it('are told apart as ITU-R M.1371-5, table 53 has them', () => {
    expect([null, 30, 36, 52, 40, 60, 70, 89, 90, 1].map(classOf)).toEqual(['unknown', 'fishing', 'pleasure', 'service', 'fast', 'passenger', 'cargo', 'tanker', 'other', 'other']);
  });
});

describe('numbers for people', () => {
  it('are in UTC, and say so', () => expect(utc('2024-11-17T12:26:00+02:00')).toBe('2024-11-17 10:26:00Z'));
  it('give places as charts do', () => {
    expect(place(51.4053, 3.20073)).toBe('51°24.318′N 003°12.044′E');
    expect(place(-0.99999999, -179.99999)).toBe('01°00.000′S 179°59.999′W');
  });
  it('give spans and distances in units that count', () => {
    expect([span(89_000), span(90_000), span(5_400_000), span(2 * 86_400_000)]).toEqual(['89 s', '2 min', '1 h 30 min', '2 d 0 h']);
    expect([distance(1_851), distance(1_852), distance(18_520)]).toEqual(['1851 m', '1.0 nm', '10 nm']);
  });
});

describe('changed settings', () => {
  it('are nested as a settings file is', () => {
    expect(nested([{ key: 'Loitering:NoticeAfter', written: '00:15:00' }, { key: 'Loitering:MaxMeanSpeedKnots', written: '2.5' }, { key: 'DetectorsOff', written: '["*"]' }])).toEqual({ Loitering: { NoticeAfter: '00:15:00', MaxMeanSpeedKnots: 2.5 }, DetectorsOff: ['*'] });
  });
});

describe('the coastline', () => {
  it('is cut to a box along its edges', () => {
    const ring: [number, number][] = [[-1, -1], [3, -1], [3, 3], [-1, 3], [-1, -1]];
    const cut = clip(ring, [0, 0, 2, 2]);
    expect(cut[0]).toEqual(cut.at(-1));
    expect(new Set(cut.map(String))).toEqual(new Set(['0,0', '2,0', '2,2', '0,2']));
    expect(clip(ring, [10, 10, 20, 20])).toEqual([]);
  });

  it('has Zeebrugge’s coast, and nothing outside our waters', () => {
    const { geometry } = land() as { geometry: GeoJSON.MultiPolygon };
    const points = geometry.coordinates.flat(2);
    expect(points.length).toBeGreaterThan(10_000);
    expect(points.every(([x, y]) => x! >= -16 && x! <= 34 && y! >= 44 && y! <= 72)).toBe(true);
    expect(points.some(([x, y]) => Math.hypot(x! - 3.2, y! - 51.34) < 0.1)).toBe(true);
  });
});
