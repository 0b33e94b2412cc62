import type { LonLat } from '../geo/geodesy.ts';

/** What lies under a place of the screen, the nearest or worst first in each list. */
export interface Hit extends LonLat {
  readonly alertIds: readonly string[];
  readonly mmsis: readonly number[];
  readonly assetIds: readonly string[];
  readonly areaIds: readonly string[];
  readonly x: number;
  readonly y: number;
}

/** One thing that was hit. */
export type Target =
  | { readonly is: 'alert'; readonly id: string }
  | { readonly is: 'vessel'; readonly mmsi: number }
  | { readonly is: 'asset'; readonly id: string }
  | { readonly is: 'area'; readonly id: string };

/**
 * What a click means: a single thing, or several of which somebody has to choose one. Ships and alerts lie upon the chart: where a single one was hit, it is meant, and not the cable below;
 * where several were, all that lies there is offered. An alert upon her own ship is one thing.
 * @param shipOf the vessel of an alert.
 */
export function targets(hit: Hit, shipOf: (alertId: string) => number | undefined): Target[] {
  const ships = new Set(hit.alertIds.map(shipOf));
  const upon: Target[] = [
    ...hit.alertIds.map((id): Target => ({ is: 'alert', id })),
    ...hit.mmsis.filter((mmsi) => hit.alertIds.length !== 1 || !ships.has(mmsi)).map((mmsi): Target => ({ is: 'vessel', mmsi })),
  ];
  const below: Target[] = [...hit.assetIds.map((id): Target => ({ is: 'asset', id })), ...hit.areaIds.map((id): Target => ({ is: 'area', id }))];
  return upon.length === 1 ? upon : [...upon, ...below];
}
