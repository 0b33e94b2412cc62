import type { Feature } from 'geojson';
import { place } from '../ui/time.ts';

/** West, south, east, north in degrees; across the antimeridian where west is greater than east. */
export type Box = readonly [number, number, number, number];

/** Reads `west, south, east, north`; a text is what is wrong with it. */
export function readBox(text: string): Box | string {
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [west, south, east, north] = parts as [number, number, number, number];
  if (parts.length !== 4 || !parts.every(Number.isFinite)) {
    return 'A box is west, south, east, north in degrees, for example 1.5, 51, 3, 52.5';
  }
  if (Math.abs(west) > 180 || Math.abs(east) > 180 || Math.abs(south) > 90 || Math.abs(north) > 90) {
    return 'A box lies within 180 degrees west and east, 90 south and north';
  }
  return south >= north ? 'A box’s south is below its north' : west === east ? 'A box’s west is not its east' : [west, south, east, north];
}

/** As the API takes it, and the address keeps it: to a metre or so. */
export function writeBox(box: Box): string {
  return box.map((degrees) => String(Number(degrees.toFixed(5)))).join(',');
}

/** Where it lies, for a person: its south-western and north-eastern corners. */
export function boxWords([west, south, east, north]: Box): string {
  return `${place(south, west)} to ${place(north, east)}`;
}

/** Whether one lies inside the other; what crosses the antimeridian lies inside nothing. */
export function isInside(inner: Box, outer: Box): boolean {
  return inner[0] <= inner[2] && inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

/** Its outline on the map. */
export function boxFeature([west, south, east, north]: Box): Feature {
  const end = east < west ? east + 360 : east;
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[[west, south], [end, south], [end, north], [west, north], [west, south]]] } };
}
