import { AttributionControl, Map, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource, type MapMouseEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { FeatureCollection } from 'geojson';
import coastline from 'virtual:coastline';
import { fault } from '../faults.ts';
import { boundsOf, type LonLat } from '../geo/geodesy.ts';
import { h, say } from '../ui/dom.ts';
import { onPalette, palette } from '../ui/palette.ts';
import { plain } from '../ui/plain.ts';
import { BUILT_IN, keepCoast, request } from './coastline.ts';
import { MAP_COLOURS } from './colours.ts';
import type { Hit } from './hits.ts';
import { named } from './mapNames.ts';
import { EMPTY, LAYER_GROUPS, SOURCES, layers, style, type LayerGroup, type SourceName } from './style.ts';
import { VesselLayer, symbolSize, type DrawnVessel } from './vesselLayer.ts';

setWorkerUrl(workerUrl);

/** Pixels around a click in which a thing counts as hit. */
const REACH = 8;

/** Alerts lie upon everything, vessels below them. */
const ABOVE_VESSELS = 'alerts-ring';

const NO_MAP = 'The map cannot be drawn';

type Centre = readonly [number, number, number];
type Box = readonly [number, number, number, number];

/** The ids of the layers that draw each source. */
const LAYERS_OF = new globalThis.Map(SOURCES.map((name) => [name, layers(MAP_COLOURS.day).flatMap((layer) => ('source' in layer && layer.source === name ? [layer.id] : []))]));

/** The map: coast, chart, vessels, alerts, and what is asked about them. Knows nothing of the service. Where the browser cannot draw it, it says so in its place, and all else goes on. */
export class MapView {
  /** The library's own map, for what is pulled and drawn by hand; null where the browser cannot draw one. */
  readonly real: Map | null;
  private readonly trouble = h('p', { class: 'map-trouble', role: 'alert', hidden: true });
  private vessels: VesselLayer;
  private readonly data = new globalThis.Map<SourceName, FeatureCollection>();
  private readonly texts = new globalThis.Map<SourceName, string>();
  private readonly hidden = new Set<LayerGroup>();
  private drawn: readonly DrawnVessel[] = [];
  private nameOf: (mmsi: number) => string = () => '';
  private isReady = false;
  private attribution = attribution(BUILT_IN);
  private readonly troubles = { map: '', vessels: '', coast: '' };
  private coastEnding = new AbortController();
  private coastFailure: string | null = null;
  private chosenAsset: number | null = null;
  private readonly ending: (() => void)[] = [];

  constructor(
    private readonly container: HTMLElement,
    private centre: Centre,
    private readonly onMoved: (centre: Centre) => void,
  ) {
    this.vessels = this.newVessels();
    this.real = this.open();
    container.append(this.trouble);
    this.ending.push(onPalette((now) => this.paint(now)));
  }

  /** Its place on the page is another size, or seen again. */
  resize(): void {
    this.real?.resize();
  }

  destroy(): void {
    this.ending.forEach((end) => end());
    this.coastEnding.abort();
    this.real?.remove();
  }

  onClick(act: (hit: Hit, event: MouseEvent) => void): void {
    this.real?.on('click', (event) => act(this.hit(event), event.originalEvent));
  }

  onMenu(act: (hit: Hit, event: MouseEvent) => void): void {
    this.real?.on('contextmenu', (event) => act(this.hit(event), event.originalEvent));
  }

  /** Where the pointer is, in degrees and in pixels; null where it is no longer over the map. */
  onPointer(act: (at: (LonLat & { readonly x: number; readonly y: number }) | null) => void): void {
    this.real?.on('mousemove', (event) => act({ longitude: event.lngLat.lng, latitude: event.lngLat.lat, x: event.point.x, y: event.point.y }));
    this.real?.on('mouseout', () => act(null));
    this.real?.on('movestart', () => act(null));
  }

  /** West, south, east, north of what is seen, and half as much again: a small move needs no new picture. */
  bounds(margin = 0.25): Box {
    const [west, south, east, north] = this.box();
    const [dx, dy] = [(east - west) * margin, (north - south) * margin];
    return [Math.max(-180, west - dx), Math.max(-90, south - dy), Math.min(180, east + dx), Math.min(90, north + dy)];
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
    if (place !== this.chosenAsset) {
      this.markAsset(this.chosenAsset, false);
      this.markAsset(place, true);
      this.chosenAsset = place;
    }
  }

  clear(...names: SourceName[]): void {
    names.forEach((name) => this.set(name, EMPTY));
  }

  showVessels(vessels: readonly DrawnVessel[], nameOf: (mmsi: number) => string): void {
    this.drawn = vessels;
    this.nameOf = nameOf;
    this.vessels.show(vessels, this.real?.getCenter() ?? { lng: this.centre[0], lat: this.centre[1] });
    this.showNames();
  }

  flyTo(longitude: number, latitude: number, zoom?: number): void {
    this.real?.easeTo({ center: [longitude, latitude], zoom: zoom ?? Math.max(this.real.getZoom(), 10), duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 500 });
  }

  /** Shows a view that something else than the map itself asks for. */
  jumpTo(centre: Centre): void {
    // What an address rounds off is no other place.
    if (centre.every((part, place) => Math.abs(part - this.centre[place]!) < (place === 2 ? 0.02 : 0.0002))) {
      return;
    }
    this.centre = centre;
    this.real?.jumpTo({ center: [centre[0], centre[1]], zoom: centre[2] });
  }

  /** Shows all of some places. @param padding pixels about them. @param maxZoom how near it goes at most. */
  fit(places: readonly LonLat[], padding = 60, maxZoom = 11): void {
    const box = boundsOf(places);
    if (box !== null) {
      this.real?.fitBounds([...box], { padding, duration: 0, maxZoom });
    }
  }

  showGroup(group: LayerGroup, isShown: boolean): void {
    if (isShown) {
      this.hidden.delete(group);
    } else {
      this.hidden.add(group);
    }
    this.applyHidden();
  }

  /** Vessels at a place of the screen, the nearest first. */
  vesselsAt(x: number, y: number): number[] {
    if (this.real === null) {
      return [];
    }
    const reach = symbolSize(this.real.getZoom()) + 4;
    const [low, high] = [this.real.unproject([x - reach, y + reach]), this.real.unproject([x + reach, y - reach])];
    const found: { readonly mmsi: number; readonly off: number }[] = [];
    for (const { mmsi, longitude, latitude } of this.drawn) {
      if (longitude >= low.lng && longitude <= high.lng && latitude >= low.lat && latitude <= high.lat) {
        const at = this.real.project([longitude, latitude]);
        const off = Math.hypot(at.x - x, at.y - y);
        if (off < reach) {
          found.push({ mmsi, off });
        }
      }
    }
    return found.sort((one, other) => one.off - other.off).map(({ mmsi }) => mmsi);
  }

  private hit(event: MapMouseEvent): Hit {
    const { x, y } = event.point;
    const box: [[number, number], [number, number]] = [
      [x - REACH, y - REACH],
      [x + REACH, y + REACH],
    ];
    const found = this.isReady ? this.real!.queryRenderedFeatures(box, { layers: ['alerts-ring', 'assets-line', 'assets-dash', 'areas-fill'] }) : [];
    const of = (layer: string, name: string): string[] => [...new Set(found.filter((feature) => feature.layer.id.startsWith(layer)).map(({ properties }) => String(properties[name])))];
    return {
      longitude: event.lngLat.lng,
      latitude: event.lngLat.lat,
      alertIds: of('alerts', 'alertIds').flatMap((text) => JSON.parse(text) as string[]),
      mmsis: this.vesselsAt(x, y),
      assetIds: of('assets', 'id'),
      areaIds: of('areas', 'id'),
      x: event.originalEvent.clientX,
      y: event.originalEvent.clientY,
    };
  }

  /** Begins to keep the coast on the map, which comes anew with the style. */
  private keepCoast(map: Map): void {
    this.coastEnding.abort();
    this.coastEnding = new AbortController();
    const source = map.getSource('coast') as GeoJSONSource;
    const coast = {
      draw: async (address: string) => {
        this.coastFailure = null;
        await source.setData(address);
        return this.coastFailure;
      },
      credit: (html: string) => {
        map.removeControl(this.attribution);
        this.attribution = attribution(html);
        map.addControl(this.attribution, 'bottom-left');
      },
      miss: (because: string | null) => this.tell('coast', because === null ? '' : `COAST MISSING: ${because}. Trying again …`),
    };
    void keepCoast(coast, new URL(coastline, location.href).href, this.coastEnding.signal);
  }

  private open(): Map | null {
    try {
      const [longitude, latitude, zoom] = this.centre;
      const map = new Map({
        container: this.container,
        style: style(MAP_COLOURS[palette()]),
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
      this.furnish(map);
      return map;
    } catch (failure) {
      const because = failure instanceof Error && failure.name === 'GPUInitializationError' ? 'this browser has no WebGL 2' : String(failure instanceof Error ? failure.message : failure);
      this.container.replaceChildren();
      this.tell('map', `${NO_MAP}: ${because}. Alerts and what is known of vessels are shown all the same.`);
      return null;
    }
  }

  private furnish(map: Map): void {
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');
    map.addControl(new ScaleControl({ unit: 'nautical' }), 'bottom-left');
    map.addControl(this.attribution, 'bottom-left');
    map.getCanvas().setAttribute('aria-label', 'Map of vessels, assets and alerts');
    map.on('style.load', () => this.begin(map));
    map.on('error', (event) => {
      const { error, sourceId } = event as typeof event & { readonly sourceId?: string };
      if (sourceId === 'coast') {
        this.coastFailure = 'the coastline could not be fetched';
      } else {
        fault('the map', error);
      }
    });
    map.on('moveend', () => {
      const centre = map.getCenter();
      this.centre = [centre.lng, centre.lat, map.getZoom()];
      this.onMoved(this.centre);
      this.showNames();
    });
    // A driver that starts anew takes the picture with it. The library brings the style back, but no layer of one's own and no state of features.
    map.on('webglcontextlost', () => {
      this.isReady = false;
      this.tell('map', `${NO_MAP}: the graphics device was lost. Waiting for it …`);
    });
  }

  /** The style stands, for the first time or again after the device was lost: everything that is not part of it comes into it. */
  private begin(map: Map): void {
    this.isReady = true;
    this.tell('map', '');
    this.tell('vessels', '');
    this.data.forEach((data, name) => this.put(name, data));
    this.applyHidden();
    this.markAsset(this.chosenAsset, true);
    this.vessels = this.newVessels();
    this.vessels.show(this.drawn, map.getCenter());
    map.addLayer(this.vessels, ABOVE_VESSELS);
    this.paint(palette());
    this.keepCoast(map);
  }

  private newVessels(): VesselLayer {
    return new VesselLayer(MAP_COLOURS[palette()].vessels, (because) => this.tell('vessels', `Vessels are not on the map: ${because}`));
  }

  private tell(about: keyof MapView['troubles'], trouble: string): void {
    this.troubles[about] = trouble;
    const all = Object.values(this.troubles).filter((one) => one !== '').join(' ');
    say(this.trouble, all);
    this.trouble.hidden = all === '';
    // Where all else is drawn, what is drawn stays in sight.
    this.trouble.classList.toggle('aside', all === this.troubles.coast);
  }

  private box(): Box {
    if (this.real !== null) {
      const box = this.real.getBounds();
      return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
    }
    // About what a map of this zoom would show, for the live picture and the list.
    const [longitude, latitude, zoom] = this.centre;
    const width = 720 / 2 ** zoom;
    const height = width * Math.cos((latitude * Math.PI) / 180);
    return [longitude - width / 2, latitude - height / 2, longitude + width / 2, latitude + height / 2];
  }

  private markAsset(place: number | null, isChosen: boolean): void {
    if (place !== null && this.isReady) {
      this.real!.setFeatureState({ source: 'assets', id: place }, { isChosen });
    }
  }

  private showNames(): void {
    const isNear = this.real !== null && this.real.getZoom() >= 9 && !this.hidden.has('names');
    if (!isNear) {
      if ((this.data.get('names') ?? EMPTY).features.length > 0) {
        this.clear('names');
      }
      return;
    }
    this.set('names', {
      type: 'FeatureCollection',
      features: named(this.drawn, this.box()).map((vessel, order) => ({ type: 'Feature', id: vessel.mmsi, properties: { name: plain(this.nameOf(vessel.mmsi)), order }, geometry: { type: 'Point', coordinates: [vessel.longitude, vessel.latitude] } })),
    });
  }

  private put(name: SourceName, data: FeatureCollection): void {
    if (this.isReady) {
      void (this.real!.getSource(name) as GeoJSONSource).setData(data);
      this.showLayers(name);
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
        this.real!.setPaintProperty(layer.id, property as never, value as never);
      }
    }
  }

  private applyHidden(): void {
    SOURCES.forEach((name) => this.showLayers(name));
  }

  /** A layer without features takes a pass over the whole map all the same, which a device that draws in software feels: it is put away. */
  private showLayers(name: SourceName): void {
    if (!this.isReady) {
      return;
    }
    const isEmpty = name !== 'coast' && (this.data.get(name) ?? EMPTY).features.length === 0;
    for (const id of LAYERS_OF.get(name)!) {
      const isHidden = Object.entries(LAYER_GROUPS).some(([group, members]) => this.hidden.has(group as LayerGroup) && (members as readonly string[]).includes(id));
      this.real!.setLayoutProperty(id, 'visibility', isEmpty || isHidden ? 'none' : 'visible');
    }
  }
}

function attribution(html: string): AttributionControl {
  return new AttributionControl({ compact: true, customAttribution: html });
}
