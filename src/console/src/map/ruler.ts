import type { Feature } from 'geojson';
import { bearingBetween, closestApproach, distanceBetween, type LonLat } from '../geo/geodesy.ts';
import { degrees, distance, span } from '../ui/time.ts';
import { collection, position } from './features.ts';
import type { MapView } from './mapView.ts';

/** An end of the ruler: a place, or a vessel that moves. */
export interface RulerEnd extends LonLat {
  readonly name?: string;
  readonly course?: number | null;
  readonly speed?: number | null;
}

/** Measures range and bearing between two places; between two vessels that move also how near they will come. */
export class Ruler {
  private from: RulerEnd | null = null;
  isOn = false;

  constructor(
    private readonly map: MapView,
    private readonly tell: (sentence: string, isDone?: boolean) => void,
  ) {}

  /** Whether it waits for its second end. */
  get hasBegun(): boolean {
    return this.isOn && this.from !== null;
  }

  start(from: RulerEnd | null = null): void {
    this.isOn = true;
    this.from = from;
    this.draw(from, null);
    this.tell(from === null ? 'Measure: click where to begin. Esc ends.' : 'Measure: click where to, or choose a vessel and measure to her from her card. Esc ends.');
  }

  stop(): void {
    this.isOn = false;
    this.from = null;
    this.map.clear('ruler');
    this.tell('');
  }

  /** The pointer is here: the line follows it. */
  move(to: RulerEnd): void {
    if (this.isOn && this.from !== null) {
      this.draw(this.from, to);
    }
  }

  /** A click: the first begins, the second ends, the third begins again. */
  click(end: RulerEnd): void {
    if (this.from === null) {
      this.start(end);
      return;
    }
    this.draw(this.from, end);
    this.tell(this.words(this.from, end), true);
    this.isOn = false;
    this.from = null;
  }

  private words(from: RulerEnd, to: RulerEnd): string {
    const text = `${distance(distanceBetween(from, to))} (${Math.round(distanceBetween(from, to)).toLocaleString('en')} m), bearing ${degrees(bearingBetween(from, to))}, back ${degrees(bearingBetween(to, from))}`;
    if (from.course === undefined || to.course === undefined || from.course === null || to.course === null || from.speed == null || to.speed == null) {
      return text;
    }
    const { metres, seconds } = closestApproach({ ...from, course: from.course, speed: from.speed }, { ...to, course: to.course, speed: to.speed });
    return `${text}; closest approach ${distance(metres)} ${seconds < 1 ? 'now' : `in ${span(seconds * 1_000)}`}`;
  }

  private draw(from: RulerEnd | null, to: RulerEnd | null): void {
    const features: Feature[] = [from, to].filter((end) => end !== null).map((end) => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: position(end) } }));
    if (from !== null && to !== null) {
      features.push({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [position(from), position(to)] } });
      const middle = { longitude: (from.longitude + to.longitude) / 2, latitude: (from.latitude + to.latitude) / 2 };
      features.push({ type: 'Feature', properties: { text: `${distance(distanceBetween(from, to))}  ${degrees(bearingBetween(from, to))}` }, geometry: { type: 'Point', coordinates: position(middle) } });
    }
    this.map.set('ruler', collection(features));
  }
}
