import type { DrawnVessel } from './vesselLayer.ts';

/** Names that are drawn at most: more cannot be read. */
export const MOST_NAMES = 400;

/** Whose names are drawn where there is no room for all: who is chosen, who has an alert, who is watched; then whoever comes. */
export function named(vessels: readonly DrawnVessel[], [west, south, east, north]: readonly [number, number, number, number], most = MOST_NAMES): DrawnVessel[] {
  const ranks: DrawnVessel[][] = [[], [], [], []];
  for (const vessel of vessels) {
    if (vessel.longitude >= west && vessel.longitude <= east && vessel.latitude >= south && vessel.latitude <= north) {
      ranks[vessel.isChosen ? 0 : vessel.isAlerted ? 1 : vessel.isWatched ? 2 : 3]!.push(vessel);
    }
  }
  return ranks.flat().slice(0, most);
}
