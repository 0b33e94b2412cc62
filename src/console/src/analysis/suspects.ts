import type { Feature } from 'geojson';
import type { GeoPosition, TrackPoint, Vessel } from '../api/types.ts';
import { collection, ofPosition } from '../map/features.ts';
import { h, type Child } from '../ui/dom.ts';
import { clockTime, degrees, distance, knots, span, utc } from '../ui/time.ts';
import { askFor } from './asking.ts';
import type { Answer, Asked, Export, Question, Row } from './question.ts';
import { lonLat, name } from './questions.ts';

interface Passage {
  readonly time: string;
  readonly earliest?: string;
  readonly latest?: string;
  readonly position?: GeoPosition;
  readonly kilometresAlong?: number;
  readonly distanceMetres?: number;
  readonly speedKnots?: number;
  readonly courseDegrees?: number;
  readonly interpolationBoundMetres?: number;
  readonly before?: TrackPoint;
  readonly after?: TrackPoint;
  readonly isPossible?: boolean;
}

interface Suspect {
  readonly rank: number;
  readonly score?: number;
  readonly vessel: Vessel;
  readonly presence: string;
  readonly passage?: Passage;
  readonly offsetSeconds?: number;
  readonly terms?: readonly { readonly name?: string; readonly points?: number; readonly maxPoints?: number }[];
  readonly reasons?: readonly string[];
  readonly against?: readonly string[];
  readonly baselineKnots?: number;
  readonly leastKnots?: number;
  readonly afterKnots?: number;
}

interface Report {
  readonly wording?: string;
  readonly assetName?: string;
  readonly from?: string;
  readonly to?: string;
  readonly withinMetres?: number;
  readonly assetKm?: number;
  readonly fromKm?: number;
  readonly toKm?: number;
  readonly suspects?: readonly Suspect[];
  readonly fishingAndSmallCraft?: readonly Suspect[];
  readonly vesselsSearched?: number;
  readonly cautions?: readonly string[];
}

const PRESENCE: Readonly<Record<string, string>> = {
  SUSPECT_PRESENCE_CROSSED: 'crossed',
  SUSPECT_PRESENCE_NEARED: 'came near',
  SUSPECT_PRESENCE_SILENT_ACROSS: 'silent, may have crossed',
  SUSPECT_PRESENCE_SILENT_IN_REACH: 'silent, in reach',
  SUSPECT_PRESENCE_STALE: 'not heard again',
};

/** This cable failed at that time: who was there, doing what? A ranked list of what vessels transmitted, never an accusation. */
export const SUSPECTS: Question = {
  id: 'suspects',
  title: 'It failed: who was there?',
  fields: [
    { name: 'assetId', label: 'Asset that failed', kind: 'asset', isNeeded: true },
    { name: 'at', label: 'Failed at (UTC)', kind: 'time', isNeeded: true },
    { name: 'plusMinusSeconds', label: 'Give or take, seconds', kind: 'number', usual: 120, least: 0, most: 86_400 },
    { name: 'withinMetres', label: 'Within, metres', kind: 'number', usual: 1_852, least: 10, most: 20_000 },
    { name: 'fromKm', label: 'From kilometre', kind: 'number', least: 0, most: 20_000, step: 0.1 },
    { name: 'toKm', label: 'To kilometre', kind: 'number', least: 0, most: 20_000, step: 0.1 },
  ],
  async ask(asked, signal): Promise<Answer> {
    const report = await askFor<Report>(path(asked), parameters(asked), signal);
    const [ships, small] = [report.suspects ?? [], report.fishingAndSmallCraft ?? []];
    return {
      sentences: [
        report.wording ?? '',
        `${report.assetName ?? ''}, kilometre ${(report.fromKm ?? 0).toFixed(1)} to ${(report.toKm ?? 0).toFixed(1)} of ${(report.assetKm ?? 0).toFixed(1)}; fault ${utc(report.from)} to ${utc(report.to)}; within ${distance(report.withinMetres)}; ${report.vesselsSearched ?? '–'} vessels looked at.`,
        ...(report.cautions ?? []),
      ].filter((sentence) => sentence !== ''),
      tables: [table('Ships', ships), table('Fishing vessels and small craft', small)],
      features: collection([...ships, ...small].flatMap(features)),
      isCut: false,
    };
  },
  exports: (asked): Export[] => [
    { label: 'Report (HTML)', path: `${path(asked)}/report`, parameters: parameters(asked), fileName: 'suspects.html', scope: 'tracks_read' },
    { label: 'Evidence bundle', path: `${path(asked)}/evidence`, parameters: parameters(asked), fileName: 'suspects.zip', scope: 'export' },
  ],
};

function path({ values }: Asked): string {
  return `/api/v1/assets/${encodeURIComponent(values['assetId'] ?? '')}/suspects`;
}

function parameters({ values }: Asked): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'assetId'));
}

function table(title: string, suspects: readonly Suspect[]): Answer['tables'][number] {
  return { title: `${title} (${suspects.length})`, headings: ['#', 'Score', 'Vessel', 'Type', 'Presence', 'Time', 'Offset', 'km', 'Distance', 'Speed'], rows: suspects.map(row) };
}

function row(suspect: Suspect): Row {
  const { passage, vessel } = suspect;
  return {
    cells: [
      String(suspect.rank), suspect.score === undefined ? '–' : String(Math.round(suspect.score)), name(vessel), [vessel.shipType, vessel.lengthMetres === undefined ? '' : `${vessel.lengthMetres} m`].filter((part) => part).join(', '),
      PRESENCE[suspect.presence] ?? suspect.presence, clockTime(passage?.time, true), offset(suspect.offsetSeconds), passage?.kilometresAlong?.toFixed(1) ?? '–', distance(passage?.distanceMetres), knots(passage?.speedKnots),
    ],
    at: lonLat(passage?.position),
    mmsi: vessel.mmsi,
    since: passage?.time,
    more: more(suspect),
  };
}

function more({ reasons = [], against = [], terms = [], passage, baselineKnots, leastKnots, afterKnots }: Suspect): Child {
  const words = (title: string, sentences: readonly string[]): Child => (sentences.length === 0 ? null : h('div', {}, h('h3', {}, title), h('ul', {}, ...sentences.map((sentence) => h('li', {}, sentence)))));
  return h(
    'div',
    { class: 'reasons' },
    words('Why', reasons),
    words('For her', against),
    h('p', { class: 'hint' }, `Score: ${terms.map((term) => `${term.name ?? ''} ${term.points?.toFixed(0) ?? '–'}/${term.maxPoints ?? 0}`).join(', ')}.`),
    h('p', { class: 'hint' }, [
      passage?.earliest === undefined ? '' : `Between ${clockTime(passage.earliest, true)} and ${clockTime(passage.latest, true)}${passage.interpolationBoundMetres === undefined ? '' : `, within ${Math.round(passage.interpolationBoundMetres)} m of the way drawn`}`,
      passage?.courseDegrees === undefined ? '' : `course ${degrees(passage.courseDegrees)}`,
      baselineKnots === undefined ? '' : `usually ${knots(baselineKnots)}, at least ${knots(leastKnots)} about it, ${knots(afterKnots)} after`,
    ].filter((part) => part !== '').join('; ')),
  );
}

function features({ passage, vessel, rank }: Suspect): Feature[] {
  if (passage?.position === undefined) {
    return [];
  }
  const way = [passage.before?.position, passage.position, passage.after?.position].filter((place) => place !== undefined).map(ofPosition);
  return [
    ...(way.length > 1 ? [{ type: 'Feature' as const, properties: {}, geometry: { type: 'LineString' as const, coordinates: way } }] : []),
    { type: 'Feature', properties: { text: `${rank} ${vessel.name ?? vessel.mmsi}` }, geometry: { type: 'Point', coordinates: ofPosition(passage.position) } },
  ];
}

function offset(seconds: number | undefined): string {
  return seconds === undefined ? '–' : Math.abs(seconds) < 1 ? 'at the fault' : `${span(Math.abs(seconds) * 1_000)} ${seconds < 0 ? 'before' : 'after'}`;
}
