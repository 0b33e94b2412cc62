import type { Feature } from 'geojson';
import type { GeoPosition, TrackPoint, Vessel } from '../api/types.ts';
import { mmsiText, vesselName } from '../alerts/words.ts';
import { collection, ofPosition, trackFeatures } from '../map/features.ts';
import { clockTime, degrees, distance, knots, span, utc } from '../ui/time.ts';
import { askFor, askPages } from './asking.ts';
import type { Export, Field, Question, Row } from './question.ts';

/** Rows that a page of the browser shows; exports have all. */
const MOST_ROWS = 2_000;

const PERIOD: readonly Field[] = [
  { name: 'from', label: 'From (UTC)', kind: 'time', isNeeded: true },
  { name: 'to', label: 'To (UTC)', kind: 'time', isNeeded: true },
];

const BOX: Field = { name: 'bbox', label: 'Box: west, south, east, north', kind: 'box', hint: 'Empty: what the map shows.' };

interface Visit {
  readonly vessel: Vessel;
  readonly firstInside?: string;
  readonly lastInside?: string;
  readonly secondsInside?: number;
  readonly fixCount?: string;
  readonly closest?: TrackPoint;
  readonly closestMetres?: number;
  readonly possible?: boolean;
  readonly crossingCount?: number;
  readonly silentBefore?: boolean;
  readonly silentAfter?: boolean;
  readonly way?: readonly TrackPoint[];
}

interface Crossing {
  readonly vessel: Vessel;
  readonly time: string;
  readonly earliest?: string;
  readonly latest?: string;
  readonly position?: GeoPosition;
  readonly kilometresAlong?: number;
  readonly speedKnots?: number;
  readonly courseDegrees?: number;
  readonly gapSeconds?: number;
  readonly possible?: boolean;
  readonly doubtMetres?: number;
}

interface Encounter {
  readonly vessel: Vessel;
  readonly other: Vessel;
  readonly since: string;
  readonly until: string;
  readonly position?: GeoPosition;
  readonly closestMetres?: number;
  readonly medianKnots?: number;
}

const track: Question = {
  id: 'track',
  title: 'Where was she?',
  fields: [
    { name: 'vessel', label: 'Vessel', kind: 'text', isNeeded: true, hint: 'MMSI, IMO number, call sign or name' },
    ...PERIOD,
    { name: 'simplifyMetres', label: 'Simplify to, metres', kind: 'number', usual: 0, least: 0, most: 10_000, isNoneAtZero: true, hint: '0: every fix' },
  ],
  async ask({ values }, signal) {
    const points: TrackPoint[] = [];
    let vessel: Vessel | undefined;
    let isCut = false;
    for await (const page of askPages<{ points?: TrackPoint[]; vessel?: Vessel; nextPageToken?: string }>('/api/v1/track', { ...values, pageSize: 10_000 }, signal)) {
      points.push(...(page.points ?? []));
      vessel = page.vessel ?? vessel;
      if (points.length >= 50_000) {
        isCut = (page.nextPageToken ?? '') !== '';
        break;
      }
    }
    return {
      sentences: [`${vesselName(vessel)}: ${points.length.toLocaleString('en')} positions${points.length > 0 ? `, ${utc(points[0]!.time)} to ${utc(points.at(-1)!.time)}` : ''}.`],
      tables: [
        {
          title: 'Positions',
          headings: ['Time', 'Position', 'kn', 'COG', 'HDG', ''],
          rows: thinned(points).map((point) => ({
            cells: [utc(point.time), `${(point.position?.latitude ?? 0).toFixed(5)}, ${(point.position?.longitude ?? 0).toFixed(5)}`, point.speedOverGroundKnots?.toFixed(1) ?? '–', degrees(point.courseOverGroundDegrees), degrees(point.trueHeadingDegrees), point.afterGap ? 'after a gap' : point.interpolated ? 'between fixes' : ''],
            at: lonLat(point.position),
            since: point.time,
          })),
        },
      ],
      features: trackFeatures(points),
      isCut: isCut || points.length > MOST_ROWS,
    };
  },
  exports: ({ values }) => all('/api/v1/track', values, ['geojson', 'csv', 'kml', 'mfjson', 'nmea'], `track-${values['vessel'] ?? ''}`),
};

const area: Question = {
  id: 'area',
  title: 'Who was here?',
  fields: [BOX, ...PERIOD],
  async ask({ values }, signal) {
    const { found, isCut } = await list<Visit>('/api/v1/visits', { ...values, withWay: 'true', pageSize: '500' }, 'visits', signal);
    return {
      sentences: [`${found.length} vessels inside the map's box.`],
      tables: [{ title: 'Vessels inside', headings: ['Vessel', 'Type', 'First inside', 'Last inside', 'For', 'Fixes', ''], rows: found.map(visitRow) }],
      features: collection(found.flatMap((visit) => trackFeatures(visit.way ?? []).features.filter((feature) => feature.geometry.type === 'LineString'))),
      isCut,
    };
  },
  exports: ({ values }) => all('/api/v1/visits', values, ['geojson', 'csv', 'kml'], 'visits'),
};

const nearAsset: Question = {
  id: 'near',
  title: 'Who was near this asset?',
  fields: [{ name: 'assetId', label: 'Asset', kind: 'asset', isNeeded: true }, { name: 'withinMetres', label: 'Within, metres', kind: 'number', usual: 1_852, least: 1, most: 50_000 }, ...PERIOD],
  async ask({ values }, signal) {
    const { found, isCut } = await list<Visit>('/api/v1/visits', values, 'visits', signal);
    return {
      sentences: [`${found.length} vessels near it.`],
      tables: [{ title: 'Vessels near', headings: ['Vessel', 'Type', 'First inside', 'Last inside', 'For', 'Fixes', 'Closest', ''], rows: found.map((visit) => ({ ...visitRow(visit), cells: [...visitRow(visit).cells.slice(0, 6), `${distance(visit.closestMetres)} at ${clockTime(visit.closest?.time, true)}`, doubts(visit)] })) }],
      features: collection(found.flatMap((visit) => point(visit.closest?.position, vesselName(visit.vessel)))),
      isCut,
    };
  },
  exports: ({ values }) => all('/api/v1/visits', values, ['geojson', 'csv', 'kml'], `visits-${values['assetId'] ?? ''}`),
};

const crossings: Question = {
  id: 'crossings',
  title: 'Who crossed it?',
  fields: [
    { name: 'assetId', label: 'Asset', kind: 'asset', isNeeded: true },
    ...PERIOD,
    { name: 'fromKm', label: 'From kilometre', kind: 'number', least: 0, most: 20_000, step: 0.1 },
    { name: 'toKm', label: 'To kilometre', kind: 'number', least: 0, most: 20_000, step: 0.1 },
  ],
  async ask({ values }, signal) {
    const { found, isCut } = await list<Crossing>('/api/v1/crossings', values, 'crossings', signal);
    return {
      sentences: [`${found.length} crossings.`],
      tables: [
        {
          title: 'Crossings',
          headings: ['Time', 'Between', 'Vessel', 'Type', 'km', 'kn', 'COG', 'Gap', 'Doubt'],
          rows: found.map((one) => ({
            cells: [utc(one.time), `${clockTime(one.earliest, true)} to ${clockTime(one.latest, true)}`, name(one.vessel), one.vessel.shipType ?? '', one.kilometresAlong?.toFixed(1) ?? '–', knots(one.speedKnots), degrees(one.courseDegrees), `${one.gapSeconds === undefined ? '–' : `${Math.round(one.gapSeconds)} s`}${one.possible ? ', only possible' : ''}`, `${Math.round(one.doubtMetres ?? 0)} m`],
            at: lonLat(one.position),
            mmsi: one.vessel.mmsi,
            since: one.time,
          })),
        },
      ],
      features: collection(found.flatMap((one) => point(one.position, vesselName(one.vessel)))),
      isCut,
    };
  },
  exports: ({ values }) => all('/api/v1/crossings', values, ['geojson', 'csv', 'kml'], `crossings-${values['assetId'] ?? ''}`),
};

const encounters: Question = {
  id: 'encounters',
  title: 'Who lay together here?',
  fields: [BOX, ...PERIOD],
  async ask({ values }, signal) {
    const { found, isCut } = await list<Encounter>('/api/v1/encounters', values, 'encounters', signal);
    return {
      sentences: [`${found.length} encounters: at most 500 m apart for two hours or more, slow, away from harbours. Lying together says nothing about why.`],
      tables: [
        {
          title: 'Encounters',
          headings: ['Since', 'Until', 'Vessel', 'Other', 'Closest', 'kn'],
          rows: found.map((one) => ({ cells: [utc(one.since), utc(one.until), name(one.vessel), name(one.other), distance(one.closestMetres), knots(one.medianKnots)], at: lonLat(one.position), mmsi: one.vessel.mmsi, since: one.since })),
        },
      ],
      features: collection(found.flatMap((one) => point(one.position, `${vesselName(one.vessel)} and ${vesselName(one.other)}`))),
      isCut,
    };
  },
  exports: ({ values }) => all('/api/v1/encounters', values, ['geojson', 'csv', 'kml'], 'encounters'),
};

interface Statistics {
  readonly positionCount?: string;
  readonly vesselCount?: number;
  readonly days?: readonly { readonly day: string; readonly positionCount?: string; readonly vesselCount?: number }[];
  readonly shipTypes?: readonly { readonly shipType?: string; readonly positionCount?: string; readonly vesselCount?: number }[];
  readonly silences?: readonly { readonly vessel: Vessel; readonly last: TrackPoint; readonly next: TrackPoint }[];
  readonly silenceCount?: number;
}

const statistics: Question = {
  id: 'statistics',
  title: 'How much traffic here?',
  fields: [BOX, ...PERIOD],
  async ask({ values }, signal) {
    const counts = await askFor<Statistics>('/api/v1/statistics', values, signal);
    const number = (text: string | undefined): string => Number(text ?? 0).toLocaleString('en');
    return {
      sentences: [`${number(counts.positionCount)} positions of ${counts.vesselCount ?? 0} vessels; ${counts.silenceCount ?? 0} long silences.`],
      tables: [
        { title: 'By day', headings: ['Day', 'Positions', 'Vessels'], rows: (counts.days ?? []).map((day) => ({ cells: [day.day.slice(0, 10), number(day.positionCount), String(day.vesselCount ?? 0)] })) },
        { title: 'By type', headings: ['Type', 'Positions', 'Vessels'], rows: (counts.shipTypes ?? []).map((type) => ({ cells: [type.shipType || 'not known', number(type.positionCount), String(type.vesselCount ?? 0)] })) },
        { title: 'Longest silences', headings: ['Vessel', 'Last heard', 'Heard again', 'Silent'], rows: (counts.silences ?? []).map(({ vessel, last, next }) => ({ cells: [name(vessel), utc(last.time), utc(next.time), span(Date.parse(next.time) - Date.parse(last.time))], at: lonLat(last.position), mmsi: vessel.mmsi, since: last.time })) },
      ],
      features: collection((counts.silences ?? []).flatMap(({ vessel, last }) => point(last.position, vesselName(vessel)))),
      isCut: false,
    };
  },
  exports: ({ values }) => all('/api/v1/statistics', values, ['csv'], 'statistics'),
};

export const QUESTIONS: readonly Question[] = [track, area, nearAsset, crossings, encounters, statistics];

/** Whoever she was by then: her name and number. */
export function name(vessel: Vessel): string {
  return vessel.name ? `${vessel.name} (${mmsiText(vessel.mmsi)})` : mmsiText(vessel.mmsi);
}

export function lonLat(position: GeoPosition | undefined): readonly [number, number] | undefined {
  return position === undefined ? undefined : [position.longitude ?? 0, position.latitude ?? 0];
}

export function point(position: GeoPosition | undefined, text: string): Feature[] {
  return position === undefined ? [] : [{ type: 'Feature', properties: { text }, geometry: { type: 'Point', coordinates: ofPosition(position) } }];
}

function visitRow(visit: Visit): Row {
  const first = visit.way?.[0]?.position ?? visit.closest?.position;
  return {
    cells: [name(visit.vessel), visit.vessel.shipType ?? '', utc(visit.firstInside), utc(visit.lastInside), span((visit.secondsInside ?? 0) * 1_000), visit.fixCount ?? '–', doubts(visit)],
    at: lonLat(first),
    mmsi: visit.vessel.mmsi,
    since: visit.firstInside,
  };
}

function doubts(visit: Visit): string {
  return [visit.possible ? 'only possible' : '', visit.crossingCount ? `crossed ${visit.crossingCount} ×` : '', visit.silentBefore ? 'silent before' : '', visit.silentAfter ? 'silent after' : ''].filter((part) => part !== '').join(', ');
}

/** All pages of a list, up to what a browser shows. */
async function list<T>(path: string, parameters: Readonly<Record<string, string>>, field: string, signal: AbortSignal): Promise<{ found: T[]; isCut: boolean }> {
  const found: T[] = [];
  for await (const page of askPages<{ nextPageToken?: string } & Record<string, unknown>>(path, { pageSize: 1_000, ...parameters }, signal)) {
    found.push(...((page[field] as T[] | undefined) ?? []));
    if (found.length >= MOST_ROWS) {
      return { found: found.slice(0, MOST_ROWS), isCut: found.length > MOST_ROWS || (page.nextPageToken ?? '') !== '' };
    }
  }
  return { found, isCut: false };
}

function thinned<T>(items: readonly T[]): readonly T[] {
  return items.slice(0, MOST_ROWS);
}

const ENDINGS: Readonly<Record<string, string>> = { geojson: 'geojson', csv: 'csv', kml: 'kml', mfjson: 'mf.json', nmea: 'nmea' };

function all(path: string, parameters: Readonly<Record<string, string>>, formats: readonly string[], base: string): Export[] {
  return formats.map((format) => ({ label: format === 'mfjson' ? 'MF-JSON' : format === 'geojson' ? 'GeoJSON' : format.toUpperCase(), path, parameters: { ...parameters, f: format }, fileName: `${base}.${ENDINGS[format]}`, scope: 'export' as const }));
}
