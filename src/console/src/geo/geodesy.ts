/** Distances and bearings on a sphere: within 0.3 % of the ellipsoid, enough for a ruler on a screen. The service measures with the ellipsoid. */

const RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

export interface LonLat {
  readonly longitude: number;
  readonly latitude: number;
}

/** Metres between two places. */
export function distanceBetween(one: LonLat, other: LonLat): number {
  const [a, b] = [one.latitude * RADIANS, other.latitude * RADIANS];
  const sinLat = Math.sin((b - a) / 2);
  const sinLon = Math.sin(((other.longitude - one.longitude) * RADIANS) / 2);
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(sinLat * sinLat + Math.cos(a) * Math.cos(b) * sinLon * sinLon)));
}

/** Initial bearing from one place to the other, 0 to under 360 degrees true. */
export function bearingBetween(one: LonLat, other: LonLat): number {
  const [a, b, d] = [one.latitude * RADIANS, other.latitude * RADIANS, (other.longitude - one.longitude) * RADIANS];
  return (Math.atan2(Math.sin(d) * Math.cos(b), Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(d)) / RADIANS + 360) % 360;
}

/** Where one comes to after so many metres on a bearing. */
export function destination(from: LonLat, bearing: number, metres: number): LonLat {
  const [lat, angle, way] = [from.latitude * RADIANS, bearing * RADIANS, metres / RADIUS];
  const sinLat = Math.sin(lat) * Math.cos(way) + Math.cos(lat) * Math.sin(way) * Math.cos(angle);
  const longitude = from.longitude + Math.atan2(Math.sin(angle) * Math.sin(way) * Math.cos(lat), Math.cos(way) - Math.sin(lat) * sinLat) / RADIANS;
  return { longitude: ((longitude + 540) % 360) - 180, latitude: Math.asin(sinLat) / RADIANS };
}

/** Metres east and north of an origin, on a plane that touches there: within 0.1 % up to some 50 km. */
export function plane(origin: LonLat, place: LonLat): readonly [number, number] {
  let difference = place.longitude - origin.longitude;
  difference -= 360 * Math.round(difference / 360);
  return [difference * RADIANS * RADIUS * Math.cos(origin.latitude * RADIANS), (place.latitude - origin.latitude) * RADIANS * RADIUS];
}

/** Metres from a place to the nearest point of a line. */
export function distanceToLine(place: LonLat, line: readonly LonLat[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let leg = 1; leg < line.length; leg++) {
    const [ax, ay] = plane(place, line[leg - 1]!);
    const [bx, by] = plane(place, line[leg]!);
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
    nearest = Math.min(nearest, Math.hypot(ax + share * dx, ay + share * dy));
  }
  return nearest;
}

/** Closest point of approach of two vessels that keep course and speed: metres, and seconds until then, which is 0 where they part already. */
export function closestApproach(one: LonLat & { readonly course: number; readonly speed: number }, other: LonLat & { readonly course: number; readonly speed: number }): { readonly metres: number; readonly seconds: number } {
  const [x, y] = plane(one, other);
  const velocity = (vessel: { readonly course: number; readonly speed: number }): readonly [number, number] => {
    const metresPerSecond = (vessel.speed * 1_852) / 3_600;
    return [metresPerSecond * Math.sin(vessel.course * RADIANS), metresPerSecond * Math.cos(vessel.course * RADIANS)];
  };
  const [[ux, uy], [vx, vy]] = [velocity(one), velocity(other)];
  const [dx, dy] = [vx - ux, vy - uy];
  const relative = dx * dx + dy * dy;
  const seconds = relative < 1e-6 ? 0 : Math.max(0, -(x * dx + y * dy) / relative);
  return { metres: Math.hypot(x + dx * seconds, y + dy * seconds), seconds };
}

/**
 * The smallest box about places: west, south, east, north. One that reaches across the antimeridian has an east above 180; null for no place at all.
 */
export function boundsOf(places: readonly LonLat[]): readonly [number, number, number, number] | null {
  const sorted = places.map(({ longitude }) => ((longitude % 360) + 360) % 360).sort((one, other) => one - other);
  if (sorted.length === 0) {
    return null;
  }
  // The widest gap between neighbours is what the box leaves out.
  let [widest, west] = [sorted[0]! + 360 - sorted.at(-1)!, sorted[0]!];
  for (let place = 1; place < sorted.length; place++) {
    const gap = sorted[place]! - sorted[place - 1]!;
    if (gap > widest) {
      [widest, west] = [gap, sorted[place]!];
    }
  }
  const begin = west >= 180 ? west - 360 : west;
  let [south, north] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { latitude } of places) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [begin, south, begin + 360 - widest, north];
}
