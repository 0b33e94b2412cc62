import type { Feature, FeatureCollection, Position } from 'geojson';
import { isUnacknowledged, priorityOf } from '../alerts/book.ts';
import { rank } from '../alerts/order.ts';
import type { Alert, AlertEvent, ContextArea, GeoPosition, Severity, TrackPoint } from '../api/types.ts';
import type { ChartedAsset } from '../geo/chart.ts';
import { destination, type LonLat } from '../geo/geodesy.ts';
import { plain } from '../ui/plain.ts';

/** What the map's sources are filled with. */

const LOOKS: Readonly<Record<string, string>> = {
  telecom_cable: 'telecom', cable_area: 'telecom', power_cable: 'power', export_cable: 'power', gas_pipeline: 'pipeline', oil_pipeline: 'pipeline', pipeline_area: 'pipeline',
};

/** Told by shape as well as by colour: what stands beside the ring of an alert. */
export const MARKS: Readonly<Record<Severity, string>> = { SEVERITY_CRITICAL: '▲▲', SEVERITY_ALARM: '▲', SEVERITY_WARNING: '◆', SEVERITY_NOTICE: '■' };

/** Decimals of a degree to which places are the same: some ten metres. */
const SAME_PLACE = 4;

export function collection(features: readonly Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features: [...features] };
}

/** Their ids are their places in the list. */
export function assetFeatures(assets: readonly ChartedAsset[]): FeatureCollection {
  return collection(
    assets.map((asset, place) => ({
      type: 'Feature',
      id: place,
      properties: {
        id: asset.id,
        name: plain(asset.name ?? asset.id),
        look: LOOKS[asset.category ?? ''] ?? 'inactive',
        isLine: !asset.isArea,
        isWatched: asset.status !== 'retired' && asset.status !== 'planned',
        corridorOnEquator: asset.corridorMetres / Math.cos((middleLatitude(asset) * Math.PI) / 180),
      },
      geometry: { type: 'MultiLineString', coordinates: asset.lines.map((line) => line.map(position)) },
    })),
  );
}

export function areaFeatures(areas: readonly ContextArea[]): FeatureCollection {
  return collection(
    areas
      .filter(({ category }) => category !== 'land')
      .map((area, place) => ({
        type: 'Feature',
        id: place,
        properties: { id: area.id, name: plain(area.name ?? area.id), category: area.category ?? '' },
        geometry: { type: 'Polygon', coordinates: (area.parts ?? []).map((part) => (part.positions ?? []).map(ofPosition)) },
      })),
  );
}

/** Alerts at one place are one mark that says how many they are, with the rank of the worst. */
export function alertFeatures(alerts: readonly Alert[], chosen: string | null): FeatureCollection {
  const places = new Map<string, Alert[]>();
  for (const alert of alerts) {
    if (alert.latestEvent.position !== undefined) {
      const at = ofPosition(alert.latestEvent.position).map((degrees) => degrees.toFixed(SAME_PLACE)).join();
      places.set(at, [...(places.get(at) ?? []), alert]);
    }
  }
  return collection([...places.values()].map((here) => alertFeature(here, chosen)));
}

function alertFeature(here: readonly Alert[], chosen: string | null): Feature {
  const sorted = [...here].sort((one, other) => Number(isUnacknowledged(other)) - Number(isUnacknowledged(one)) || rank(priorityOf(other)) - rank(priorityOf(one)));
  const severity = sorted.map(priorityOf).reduce((worst, one) => (rank(one) > rank(worst) ? one : worst));
  return {
    type: 'Feature',
    properties: {
      alertIds: JSON.stringify(sorted.map(({ alertId }) => alertId)),
      severity,
      mark: here.length > 1 ? `${MARKS[severity]} ×${here.length}` : MARKS[severity],
      order: 10 - rank(severity),
      isUnacknowledged: here.some(isUnacknowledged),
      isChosen: here.some(({ alertId }) => alertId === chosen),
    },
    geometry: { type: 'Point', coordinates: ofPosition((here.find(({ alertId }) => alertId === chosen) ?? sorted[0]!).latestEvent.position!) },
  };
}

/** Metres about an event of interference at least; and the measurement that says how far its ships were from its middle. */
const LEAST_INTERFERENCE = 1_852;
const WIDEST = 'widest place from the centre';

/** Where positions are not to be trusted: as wide as the places from which ships jumped together (S5, docs/detectors.md). */
export function interferenceFeatures(alerts: readonly Alert[]): FeatureCollection {
  return collection(
    alerts.flatMap(({ latestEvent: { kind, position: centre, evidence } }) => {
      if (kind !== 'ALERT_KIND_AREA_INTERFERENCE' || centre === undefined) {
        return [];
      }
      const metres = Math.max(LEAST_INTERFERENCE, evidence?.measurements?.find(({ name }) => name === WIDEST)?.value ?? 0);
      return [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring({ longitude: centre.longitude ?? 0, latitude: centre.latitude ?? 0 }, metres)] } }];
    }),
  );
}

/** The fixes that decided an alert, and what lies ahead of the ship. */
export function evidenceFeatures(event: AlertEvent, severity: Severity): FeatureCollection {
  const fixes = (event.evidence?.fixes ?? []).filter((fix) => fix.position !== undefined);
  const features: Feature[] = fixes.map((fix) => ({ type: 'Feature', properties: { role: 'fix', severity, time: fix.time }, geometry: { type: 'Point', coordinates: ofPosition(fix.position!) } }));
  if (fixes.length > 1) {
    features.unshift({ type: 'Feature', properties: { role: 'way', severity }, geometry: { type: 'LineString', coordinates: fixes.map((fix) => ofPosition(fix.position!)) } });
  }
  for (const next of event.nextAssets ?? []) {
    if (next.crossingPoint !== undefined && event.position !== undefined) {
      features.push({ type: 'Feature', properties: { role: 'ahead', severity }, geometry: { type: 'LineString', coordinates: [ofPosition(event.position), ofPosition(next.crossingPoint)] } });
      features.push({ type: 'Feature', properties: { role: 'crossing', severity }, geometry: { type: 'Point', coordinates: ofPosition(next.crossingPoint) } });
    }
  }
  return collection(features);
}

/** A track as lines, a new one after each gap and at the antimeridian, with its reported points. */
export function trackFeatures(points: readonly TrackPoint[]): FeatureCollection {
  const lines: Position[][] = [];
  let before: Position | undefined;
  for (const point of points) {
    const at = ofPosition(point.position ?? {});
    if (before === undefined || point.afterGap || Math.abs(at[0]! - before[0]!) > 180) {
      lines.push([]);
    }
    lines.at(-1)!.push(at);
    before = at;
  }
  return collection([
    ...lines.filter((line) => line.length > 1).map((coordinates): Feature => ({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } })),
    ...points.filter((point) => !point.interpolated).map((point): Feature => ({ type: 'Feature', properties: { time: point.time }, geometry: { type: 'Point', coordinates: ofPosition(point.position ?? {}) } })),
  ]);
}

/** The way from the end of a loaded track to where she is by now. */
export function tailFeatures(places: readonly LonLat[]): FeatureCollection {
  const lines: Position[][] = [];
  places.forEach((one, place) => {
    if (place === 0 || Math.abs(one.longitude - places[place - 1]!.longitude) > 180) {
      lines.push([]);
    }
    lines.at(-1)!.push(position(one));
  });
  return collection(lines.filter((line) => line.length > 1).map((coordinates): Feature => ({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } })));
}

/** A circle about a place as a line. */
export function circle(centre: LonLat, metres: number): Feature {
  return {
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates: ring(centre, metres) },
  };
}

function ring(centre: LonLat, metres: number): Position[] {
  return Array.from({ length: 65 }, (_, step) => position(destination(centre, (step * 360) / 64, metres)));
}

export function position({ longitude, latitude }: LonLat): Position {
  return [longitude, latitude];
}

export function ofPosition({ longitude, latitude }: GeoPosition): Position {
  return [longitude ?? 0, latitude ?? 0];
}

function middleLatitude({ lines }: ChartedAsset): number {
  let [least, most] = [90, -90];
  for (const { latitude } of lines.flat()) {
    least = Math.min(least, latitude);
    most = Math.max(most, latitude);
  }
  return least > most ? 0 : Math.max(-80, Math.min(80, (least + most) / 2));
}
