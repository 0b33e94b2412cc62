import { AttributionControl, Map, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource, type MapMouseEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { FeatureCollection } from 'geojson';
import coastline from 'virtual:coastline';
import { onPalette, palette } from '../ui/palette.ts';
import { BUILT_IN, finerCoastline, request } from './coastline.ts';
import { MAP_COLOURS } from './colours.ts';
import { EMPTY, LAYER_GROUPS, layers, style, type LayerGroup, type SourceName } from './style.ts';
import { VesselLayer, symbolSize, type DrawnVessel } from './vesselLayer.ts';

setWorkerUrl(workerUrl);

/** Pixels around a click in which a thing counts as hit. */
const REACH = 8;

/** Names that are drawn at most: more cannot be read. */
const MOST_NAMES = 400;

/** What was clicked: what lies on top first. */
export interface Hit {
  readonly longitude: number;
  readonly latitude: number;
  readonly alertId: string | null;
  readonly mmsi: number | null;
  readonly assetId: string | null;
  readonly areaId: string | null;
  readonly x: number;
  readonly y: number;
}

/** The map: coast, chart, vessels, alerts, and what is asked about them. Knows nothing of the service. */
export class MapView {
  readonly map: Map;
  private readonly vessels = new VesselLayer(MAP_COLOURS[palette()].vessels);
  private readonly data = new globalThis.Map<SourceName, FeatureCollection>();
  private readonly texts = new globalThis.Map<SourceName, string>();
  private readonly hidden = new Set<LayerGroup>();
  private drawn: readonly DrawnVessel[] = [];
  private nameOf: (mmsi: number) => string = () => '';
  private isReady = false;
  private isGone = false;
  private attribution = attribution(BUILT_IN);
  private chosenAsset: number | null = null;
  private readonly ending: (() => void)[] = [];

  constructor(container: HTMLElement, [longitude, latitude, zoom]: readonly [number, number, number], onMoved: (centre: readonly [number, number, number]) => void) {
    this.map = new Map({
      container,
      style: style(MAP_COLOURS[palette()], new URL(coastline, location.href).href),
      center: [longitude, latitude],
      zoom,
      minZoom: 2,
      maxZoom: 17,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      transformRequest: request,
      attributionControl: false,
      fadeDuration: 0,
      keyboard: true,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');
    this.map.addControl(new ScaleControl({ unit: 'nautical' }), 'bottom-left');
    this.map.addControl(this.attribution, 'bottom-left');
    this.map.getCanvas().setAttribute('aria-label', 'Map of vessels, assets and alerts');
    this.map.on('load', () => {
      this.isReady = true;
      this.map.addLayer(this.vessels, 'alerts-ring');
      this.data.forEach((data, name) => this.put(name, data));
      this.applyHidden();
      void this.refineCoast();
    });
    this.map.on('moveend', () => {
      const centre = this.map.getCenter();
      onMoved([centre.lng, centre.lat, this.map.getZoom()]);
      this.showNames();
    });
    this.ending.push(onPalette((now) => this.paint(now)));
  }

  destroy(): void {
    this.isGone = true;
    this.ending.forEach((end) => end());
    this.map.remove();
  }

  /** West, south, east, north of what is seen, and half as much again: a small move needs no new picture. */
  bounds(margin = 0.25): readonly [number, number, number, number] {
    const box = this.map.getBounds();
    const [dx, dy] = [(box.getEast() - box.getWest()) * margin, (box.getNorth() - box.getSouth()) * margin];
    return [Math.max(-180, box.getWest() - dx), Math.max(-90, box.getSouth() - dy), Math.min(180, box.getEast() + dx), Math.min(90, box.getNorth() + dy)];
  }

  /** Shows features; the same ones again cost nothing. */
  set(name: SourceName, data: FeatureCollection): void {
    const text = JSON.stringify(data);
    if (this.texts.get(name) !== text) {
      this.texts.set(name, text);
      this.data.set(name, data);
      this.put(name, data);
    }
  }

  /** Draws one asset stronger, by its place in the chart; null for none. The lines themselves stay: they are cut into tiles once. */
  chooseAsset(place: number | null): void {
    if (place === this.chosenAsset || !this.isReady) {
      return;
    }
    if (this.chosenAsset !== null) {
      this.map.setFeatureState({ source: 'assets', id: this.chosenAsset }, { isChosen: false });
    }
    if (place !== null) {
      this.map.setFeatureState({ source: 'assets', id: place }, { isChosen: true });
    }
    this.chosenAsset = place;
  }

  clear(...names: SourceName[]): void {
    names.forEach((name) => this.set(name, EMPTY));
  }

  showVessels(vessels: readonly DrawnVessel[], nameOf: (mmsi: number) => string): void {
    this.drawn = vessels;
    this.nameOf = nameOf;
    this.vessels.show(vessels, this.map.getCenter());
    this.showNames();
  }

  flyTo(longitude: number, latitude: number, zoom?: number): void {
    this.map.easeTo({ center: [longitude, latitude], zoom: zoom ?? Math.max(this.map.getZoom(), 10), duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 500 });
  }

  showGroup(group: LayerGroup, isShown: boolean): void {
    if (isShown) {
      this.hidden.delete(group);
    } else {
      this.hidden.add(group);
    }
    this.applyHidden();
  }

  /** What lies under a place of the screen. */
  hit(event: MapMouseEvent): Hit {
    const { x, y } = event.point;
    const box: [[number, number], [number, number]] = [
      [x - REACH, y - REACH],
      [x + REACH, y + REACH],
    ];
    const found = this.isReady ? this.map.queryRenderedFeatures(box, { layers: ['alerts-ring', 'assets-line', 'assets-dash', 'areas-fill'] }) : [];
    const of = (layer: string, name: string): string | null => (found.find((feature) => feature.layer.id.startsWith(layer))?.properties[name] as string | undefined) ?? null;
    return { longitude: event.lngLat.lng, latitude: event.lngLat.lat, alertId: of('alerts', 'alertId'), mmsi: this.vesselAt(x, y), assetId: of('assets', 'id'), areaId: of('areas', 'id'), x, y };
  }

  /** Puts the finer coastline in the place of the built-in one, which stays until it is there, and for good where it cannot be had. */
  private async refineCoast(): Promise<void> {
    const finer = await finerCoastline();
    if (finer === null || this.isGone) {
      return;
    }
    const coast = this.map.getSource('coast') as GeoJSONSource;
    let isShown = true;
    coast.once('error', () => (isShown = false));
    await coast.setData(finer.address);
    if (isShown && !this.isGone) {
      this.map.removeControl(this.attribution);
      this.attribution = attribution(finer.attribution);
      this.map.addControl(this.attribution, 'bottom-left');
    }
  }

  private vesselAt(x: number, y: number): number | null {
    let nearest: number | null = null;
    let least = (symbolSize(this.map.getZoom()) + 4) ** 2;
    const box = this.map.getBounds();
    for (const vessel of this.drawn) {
      if (vessel.longitude < box.getWest() || vessel.longitude > box.getEast() || vessel.latitude < box.getSouth() || vessel.latitude > box.getNorth()) {
        continue;
      }
      const at = this.map.project([vessel.longitude, vessel.latitude]);
      const off = (at.x - x) ** 2 + (at.y - y) ** 2;
      if (off < least) {
        least = off;
        nearest = vessel.mmsi;
      }
    }
    return nearest;
  }

  private showNames(): void {
    const isNear = this.map.getZoom() >= 9 && !this.hidden.has('names');
    if (!isNear) {
      if ((this.data.get('names') ?? EMPTY).features.length > 0) {
        this.clear('names');
      }
      return;
    }
    const box = this.map.getBounds();
    const named = this.drawn
      .filter((vessel) => vessel.longitude >= box.getWest() && vessel.longitude <= box.getEast() && vessel.latitude >= box.getSouth() && vessel.latitude <= box.getNorth())
      .slice(0, MOST_NAMES);
    this.set('names', {
      type: 'FeatureCollection',
      features: named.map((vessel) => ({ type: 'Feature', id: vessel.mmsi, properties: { name: this.nameOf(vessel.mmsi) }, geometry: { type: 'Point', coordinates: [vessel.longitude, vessel.latitude] } })),
    });
  }

  private put(name: SourceName, data: FeatureCollection): void {
    if (this.isReady) {
      void (this.map.getSource(name) as GeoJSONSource).setData(data);
    }
  }

  private paint(now: ReturnType<typeof palette>): void {
    const colours = MAP_COLOURS[now];
    this.vessels.paint(colours.vessels);
    if (!this.isReady) {
      return;
    }
    for (const layer of layers(colours)) {
      for (const [property, value] of Object.entries(layer.paint ?? {})) {
        this.map.setPaintProperty(layer.id, property as never, value as never);
      }
    }
  }

  private applyHidden(): void {
    if (!this.isReady) {
      return;
    }
    for (const [group, members] of Object.entries(LAYER_GROUPS)) {
      for (const id of members) {
        this.map.setLayoutProperty(id, 'visibility', this.hidden.has(group as LayerGroup) ? 'none' : 'visible');
      }
    }
  }
}

function attribution(html: string): AttributionControl {
  return new AttributionControl({ compact: true, customAttribution: html });
}
