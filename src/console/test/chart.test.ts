import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Alert, Severity } from '../src/api/types.ts';
import { charted } from '../src/geo/chart.ts';
import { boundsOf, distanceBetween } from '../src/geo/geodesy.ts';
import { alertFeatures, assetFeatures, interferenceFeatures, tailFeatures } from '../src/map/features.ts';
import { targets, type Hit } from '../src/map/hits.ts';
import { named } from '../src/map/mapNames.ts';
import type { DrawnVessel } from '../src/map/vesselLayer.ts';
import { brokenAtSilences, summary } from '../src/ui/curveData.ts';
import { clockTime, setToday } from '../src/ui/time.ts';
import { nameOr } from '../src/vessels/names.ts';
import { plain } from '../src/ui/plain.ts';

describe('what a click means', () => {
  const hit = (part: Partial<Hit>): Hit => ({ longitude: 3, latitude: 51, alertIds: [], mmsis: [], assetIds: [], areaIds: [], x: 0, y: 0, ...part });
  const shipOf = (alertId: string): number | undefined => (alertId === 'of-7' ? 7 : undefined);

  it('is the one ship or alert that was hit, not the chart below', () => {
    expect(targets(hit({ mmsis: [7], assetIds: ['c'], areaIds: ['a'] }), shipOf)).toEqual([{ is: 'vessel', mmsi: 7 }]);
    expect(targets(hit({ alertIds: ['of-7'], mmsis: [7], assetIds: ['c'] }), shipOf)).toEqual([{ is: 'alert', id: 'of-7' }]);
  });

  it('is for somebody to choose where there are several', () => {
    expect(targets(hit({ alertIds: ['of-7'], mmsis: [7, 8], areaIds: ['a'] }), shipOf)).toEqual([{ is: 'alert', id: 'of-7' }, { is: 'vessel', mmsi: 8 }, { is: 'area', id: 'a' }]);
    expect(targets(hit({ alertIds: ['of-7', 'other'], mmsis: [7] }), shipOf).map(({ is }) => is)).toEqual(['alert', 'alert', 'vessel']);
  });

  it('is what is charted where there is no ship', () => {
    expect(targets(hit({ areaIds: ['a'] }), shipOf)).toEqual([{ is: 'area', id: 'a' }]);
    expect(targets(hit({ assetIds: ['c'], areaIds: ['a'] }), shipOf)).toHaveLength(2);
    expect(targets(hit({}), shipOf)).toEqual([]);
  });
});

describe('alerts on the map', () => {
  const alert = (alertId: string, severity: Severity, longitude: number, state = 'OPERATOR_STATE_ACKNOWLEDGED'): Alert =>
    ({ alertId, latestEvent: { severity, position: { longitude, latitude: 51 } }, operatorStatus: { state } }) as unknown as Alert;

  it('are one mark at one place, which says how many and shows the worst', () => {
    const { features } = alertFeatures([alert('a', 'SEVERITY_NOTICE', 3), alert('b', 'SEVERITY_ALARM', 3), alert('c', 'SEVERITY_WARNING', 3, 'OPERATOR_STATE_UNACKNOWLEDGED'), alert('d', 'SEVERITY_WARNING', 4)], 'a');
    expect(features.map(({ properties }) => [JSON.parse(properties!['alertIds'] as string), properties!['mark'], properties!['severity'], properties!['isUnacknowledged'], properties!['isChosen']])).toEqual([
      [['c', 'b', 'a'], '▲ ×3', 'SEVERITY_ALARM', true, true],
      [['d'], '◆', 'SEVERITY_WARNING', false, false],
    ]);
  });
});

describe('interference on the map', () => {
  const event = (kind: string, measurements: unknown[] = [], position: unknown = { longitude: 3, latitude: 54 }): Alert => ({ alertId: kind, latestEvent: { kind, position, evidence: { measurements } } }) as unknown as Alert;
  const reach = (alert: Alert): number => {
    const [ring] = (interferenceFeatures([alert]).features[0]!.geometry as Polygon).coordinates;
    return distanceBetween({ longitude: 3, latitude: 54 }, { longitude: ring![16]![0]!, latitude: ring![16]![1]! });
  };

  it('is as wide as the places from which ships jumped, and never a dot', () => {
    const far = [{ name: 'vessels that jumped', value: 7 }, { name: 'widest place from the centre', value: 20_000, unit: 'm' }];
    expect(reach(event('ALERT_KIND_AREA_INTERFERENCE', far))).toBeCloseTo(20_000, -2);
    expect(reach(event('ALERT_KIND_AREA_INTERFERENCE', [{ name: 'widest place from the centre', value: 10 }]))).toBeCloseTo(1_852, -1);
    expect(reach(event('ALERT_KIND_AREA_INTERFERENCE'))).toBeCloseTo(1_852, -1);
  });

  it('is of no other alert, and of none without a place', () => {
    expect(interferenceFeatures([event('ALERT_KIND_KINEMATIC_SPOOF'), { ...event('ALERT_KIND_AREA_INTERFERENCE'), latestEvent: { kind: 'ALERT_KIND_AREA_INTERFERENCE' } } as unknown as Alert]).features).toEqual([]);
  });
});

describe('names on the map', () => {
  const ship = (mmsi: number, part: Partial<DrawnVessel> = {}): DrawnVessel => ({ mmsi, longitude: 3, latitude: 51, isChosen: false, isWatched: false, isAlerted: false, ...part }) as DrawnVessel;

  it('are those of chosen, alerted and watched ships first', () => {
    const all = [ship(1), ship(2, { isWatched: true }), ship(3, { longitude: 9 }), ship(4, { isAlerted: true }), ship(5, { isChosen: true, isAlerted: true }), ship(6)];
    expect(named(all, [2, 50, 4, 52], 4).map(({ mmsi }) => mmsi)).toEqual([5, 4, 2, 1]);
  });

  it('have nothing in them that is not seen', () => {
    expect(plain('ADA\u202E\u0000 III\u200B\n')).toBe('ADA III');
    expect(plain('Ærø Færge Ω')).toBe('Ærø Færge Ω');
    expect(nameOr('\u200F', 123)).toBe('MMSI 000000123');
  });
});

describe('a box about places', () => {
  const at = (longitude: number, latitude: number): { longitude: number; latitude: number } => ({ longitude, latitude });

  it('goes the short way over the antimeridian', () => {
    expect(boundsOf([at(179, 10), at(-178, 12)])).toEqual([179, 10, 182, 12]);
    expect(boundsOf([at(-5, 50), at(3, 52)])!.map((one) => Math.round(one))).toEqual([-5, 50, 3, 52]);
    expect(boundsOf([])).toBeNull();
  });

  it('holds a line of any length', () => {
    expect(boundsOf(Array.from({ length: 300_000 }, (_, place) => at(place / 10_000, 51)))![2]).toBeCloseTo(29.9999);
  });
});

describe('corridors', () => {
  const width = (latitude: number): number => assetFeatures([charted({ id: 'c', parts: [{ positions: [at(latitude), { ...at(latitude), longitude: 4 }] }] })]).features[0]!.properties!['corridorOnEquator'] as number;
  const at = (latitude: number): { longitude: number; latitude: number } => ({ longitude: 3, latitude });

  it('are as wide as they are at their own latitude', () => {
    expect(width(0)).toBeCloseTo(500);
    expect(width(60)).toBeCloseTo(1_000);
  });
});

describe('the tail of a track', () => {
  it('does not cross the map at the antimeridian', () => {
    const { features } = tailFeatures([179.8, 179.9, -179.9, -179.8].map((longitude) => ({ longitude, latitude: 0 })));
    expect(features).toHaveLength(2);
  });
});

describe('curves', () => {
  const panel = { title: 'Speed', unit: 'kn', curves: [{ label: 'speed', colour: '', values: [1, 2, 3, 4] }] };

  it('have nothing where she was silent for more than ten minutes', () => {
    const { times, panels, silences } = brokenAtSilences([0, 60, 661, 720], [panel]);
    expect(times).toEqual([0, 60, 61, 661, 720]);
    expect(panels[0]!.curves[0]!.values).toEqual([1, 2, null, 3, 4]);
    expect(silences).toBe(1);
    expect(brokenAtSilences([0, 60, 660, 720], [panel]).silences).toBe(0);
  });

  it('are whole where a long track was thinned evenly', () => {
    expect(brokenAtSilences([0, 900, 1_800, 2_700], [panel]).silences).toBe(0);
  });

  it('say in words what they show', () => {
    const broken = brokenAtSilences([0, 60, 661, 720], [panel]);
    expect(summary(broken, broken.panels[0]!, [{ time: 100, label: 'alert' }])).toMatch(/^Speed from .*00:00Z to .*00:12Z\. speed: 1 to 4 kn, 2 kn at alert, 4 kn at the end\. Silent once for more than ten minutes\.$/);
  });
});

describe('a time of day', () => {
  it('is told with its day where that is not today', () => {
    setToday(Date.parse('2024-11-17T23:59:00Z'));
    expect(clockTime('2024-11-17T12:26:00Z')).toBe('12:26Z');
    expect(clockTime('2024-11-16T12:26:10Z', true)).toBe('11-16 12:26:10Z');
  });
});
