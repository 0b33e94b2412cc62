import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';
import type { Plugin } from 'vite';

/** West, south, east, north of the coastline that comes with the console: the North Sea, the Baltic and what ships reach from there. */
const WATERS = [-16, 44, 34, 72] as const;

type Point = [number, number];
type Ring = Point[];

/**
 * Makes the coastline of the map from Natural Earth 1:10m (world-atlas), clipped to our waters, as one JSON file of the build.
 * It orients, and is not for navigation. An operator may lay a finer one over it (see docs/console.md).
 */
export function coastline(): Plugin {
  return {
    name: 'coastline',
    resolveId: (id) => (id === 'virtual:coastline' ? '\0virtual:coastline' : null),
    load(id) {
      if (id !== '\0virtual:coastline') {
        return null;
      }
      const source = JSON.stringify(land());
      if (this.meta.watchMode) {
        return `export default ${JSON.stringify(`data:application/json;base64,${Buffer.from(source).toString('base64')}`)}`;
      }
      const reference = this.emitFile({ type: 'asset', name: 'coastline.json', source });
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`;
    },
  };
}

/** Land inside the waters as one MultiPolygon, degrees rounded to some ten metres. */
export function land(): GeoJSON.Feature {
  const topology = JSON.parse(readFileSync(new URL('../node_modules/world-atlas/land-10m.json', import.meta.url), 'utf8'));
  const all = feature(topology, topology.objects.land) as unknown as GeoJSON.FeatureCollection<GeoJSON.MultiPolygon>;
  const polygons = all.features
    .flatMap((one) => one.geometry.coordinates as Ring[][])
    .map((rings) => rings.map((ring) => rounded(clip(ring, WATERS))).filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0);
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

/** A closed ring cut to a box, side by side (Sutherland and Hodgman, 1974): enough for land that is filled, since what it joins lies on the box's edge. */
export function clip(ring: Ring, [west, south, east, north]: readonly [number, number, number, number]): Ring {
  const sides: [(point: Point) => boolean, (a: Point, b: Point) => Point][] = [
    [([x]) => x >= west, (a, b) => at(a, b, 0, west)],
    [([x]) => x <= east, (a, b) => at(a, b, 0, east)],
    [([, y]) => y >= south, (a, b) => at(a, b, 1, south)],
    [([, y]) => y <= north, (a, b) => at(a, b, 1, north)],
  ];
  let points = ring;
  for (const [isInside, cut] of sides) {
    const kept: Ring = [];
    points.forEach((point, place) => {
      const before = points.at(place - 1)!;
      if (isInside(point) !== isInside(before)) {
        kept.push(cut(before, point));
      }
      if (isInside(point)) {
        kept.push(point);
      }
    });
    points = kept;
  }
  return points.length > 0 && !same(points[0]!, points.at(-1)!) ? [...points, points[0]!] : points;
}

function at(a: Point, b: Point, axis: 0 | 1, limit: number): Point {
  const share = (limit - a[axis]) / (b[axis] - a[axis]);
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
}

function rounded(ring: Ring): Ring {
  const points = ring.map(([x, y]): Point => [Math.round(x * 1e4) / 1e4, Math.round(y * 1e4) / 1e4]);
  return points.filter((point, place) => place === 0 || !same(point, points[place - 1]!));
}

function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
