import { describe, expect, it } from 'vitest';
import { assetsAhead, charted } from '../src/geo/chart.ts';
import { bearingBetween, closestApproach, destination, distanceBetween, distanceToLine } from '../src/geo/geodesy.ts';

const zeebrugge = { longitude: 3.2, latitude: 51.35 };

describe('distances and bearings', () => {
  it('measure a minute of latitude as a nautical mile', () => {
    expect(distanceBetween(zeebrugge, { ...zeebrugge, latitude: 51.35 + 1 / 60 })).toBeCloseTo(1_853.2, 0);
  });

  it('come back to where they began', () => {
    const there = destination(zeebrugge, 297, 12_345);
    expect(distanceBetween(zeebrugge, there)).toBeCloseTo(12_345, 3);
    expect(bearingBetween(zeebrugge, there)).toBeCloseTo(297, 6);
  });

  it('go the short way over the antimeridian', () => {
    expect(destination({ longitude: 179.99, latitude: 0 }, 90, 5_000).longitude).toBeCloseTo(-179.965, 3);
    expect(distanceToLine({ longitude: 179.999, latitude: 0 }, [{ longitude: -179.999, latitude: -1 }, { longitude: -179.999, latitude: 1 }])).toBeCloseTo(222.4, 0);
  });
});

describe('closest point of approach', () => {
  it('is nothing between ships that meet head on', () => {
    const one = { longitude: 3, latitude: 0, course: 90, speed: 10 };
    const other = { ...destination(one, 90, 18_520), course: 270, speed: 10 };
    const { metres, seconds } = closestApproach(one, other);
    expect(metres).toBeLessThan(20);
    expect(seconds).toBeCloseTo(1_800, -1);
  });

  it('is now where they part', () => {
    const one = { longitude: 3, latitude: 51, course: 270, speed: 10 };
    expect(closestApproach(one, { ...destination(one, 90, 1_000), course: 90, speed: 10 })).toMatchObject({ seconds: 0 });
  });
});

describe('assets ahead', () => {
  const cable = (id: string, longitude: number, status = 'in_service') =>
    charted({ id, status, category: 'telecom_cable', parts: [{ positions: [{ longitude, latitude: 50 }, { longitude, latitude: 53 }] }] });
  const chart = { assets: [cable('far', 3.6), cable('near', 3.4), cable('behind', 3.0), cable('retired', 3.3, 'retired')], areas: [] };

  it('are those on the course, nearest first, with the time to them', () => {
    const ahead = assetsAhead(zeebrugge, 90, 12, chart);
    expect(ahead.map(({ asset }) => asset.id)).toEqual(['near', 'far']);
    expect(ahead[0]!.metres).toBeCloseTo(13_890, -2);
    expect(ahead[0]!.seconds).toBeCloseTo(ahead[0]!.metres / 6.1733, 0);
    expect(ahead[0]!.at.longitude).toBeCloseTo(3.4, 3);
  });

  it('are none for a ship that lies still', () => {
    expect(assetsAhead(zeebrugge, 90, 0, chart)).toEqual([]);
  });
});
