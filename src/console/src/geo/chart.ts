import { pages } from '../api/client.ts';
import type { Asset, ContextArea, PositionSequence } from '../api/types.ts';
import { destination, distanceToLine, plane, type LonLat } from './geodesy.ts';

/** A charted asset with its lines as places. */
export interface ChartedAsset extends Asset {
  readonly lines: readonly (readonly LonLat[])[];
  readonly isArea: boolean;
  /** Metres either side within which the detectors look: where no corridor of its own is known, the usual 500 m with three deviations of its charted place. */
  readonly corridorMetres: number;
}

/** Metres of the usual corridor about a cable or pipeline (detectors.md). */
const CORRIDOR = 500;

export interface Chart {
  readonly assets: readonly ChartedAsset[];
  readonly areas: readonly ContextArea[];
}

export async function loadChart(signal?: AbortSignal): Promise<Chart> {
  const assets: ChartedAsset[] = [];
  const areas: ContextArea[] = [];
  for await (const page of pages<{ assets?: Asset[]; nextPageToken?: string }>('/api/v1/assets', { pageSize: 1_000 }, signal)) {
    assets.push(...(page.assets ?? []).map(charted));
  }
  for await (const page of pages<{ areas?: ContextArea[]; nextPageToken?: string }>('/api/v1/context-areas', { pageSize: 1_000 }, signal)) {
    areas.push(...(page.areas ?? []));
  }
  return { assets, areas };
}

export function charted(asset: Asset): ChartedAsset {
  return {
    ...asset,
    lines: (asset.parts ?? []).map(places),
    isArea: asset.category?.endsWith('_area') ?? false,
    corridorMetres: CORRIDOR + 3 * (asset.positionalSigmaMetres ?? 0),
  };
}

export function places(part: PositionSequence): LonLat[] {
  return (part.positions ?? []).map(({ longitude, latitude }) => ({ longitude: longitude ?? 0, latitude: latitude ?? 0 }));
}

/** Metres from a place to an asset as charted. */
export function distanceToAsset(place: LonLat, asset: ChartedAsset): number {
  return Math.min(...asset.lines.map((line) => distanceToLine(place, line)));
}

/** An asset that a vessel crosses if she keeps course and speed. */
export interface AssetAhead {
  readonly asset: ChartedAsset;
  readonly metres: number;
  readonly seconds: number;
  readonly at: LonLat;
}

/** Watched assets ahead on the course, nearest first. @param most metres to look ahead. */
export function assetsAhead(from: LonLat, course: number, speed: number, chart: Chart, most = 60_000): AssetAhead[] {
  if (speed <= 0.2) {
    return [];
  }
  const [east, north] = [Math.sin((course * Math.PI) / 180), Math.cos((course * Math.PI) / 180)];
  const ahead: AssetAhead[] = [];
  for (const asset of chart.assets) {
    if (asset.status === 'retired' || asset.status === 'planned') {
      continue;
    }
    let nearest = Number.POSITIVE_INFINITY;
    for (const line of asset.lines) {
      for (let leg = 1; leg < line.length; leg++) {
        nearest = Math.min(nearest, reach(plane(from, line[leg - 1]!), plane(from, line[leg]!), east, north));
      }
    }
    if (nearest <= most) {
      ahead.push({ asset, metres: nearest, seconds: nearest / ((speed * 1_852) / 3_600), at: destination(from, course, nearest) });
    }
  }
  return ahead.sort((one, other) => one.metres - other.metres);
}

/** Metres along a ray from the origin until it meets a leg; infinite where it does not. */
function reach([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number], east: number, north: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const across = east * dy - north * dx;
  if (Math.abs(across) < 1e-9) {
    return Number.POSITIVE_INFINITY;
  }
  const along = (ax * dy - ay * dx) / across;
  const share = (ax * north - ay * east) / across;
  return along >= 0 && share >= 0 && share <= 1 ? along : Number.POSITIVE_INFINITY;
}
