import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { MapColours } from './colours.ts';

/** Sources of the map that change while it is shown. */
export const SOURCES = ['coast', 'areas', 'interference', 'assets', 'track', 'tail', 'evidence', 'alerts', 'names', 'ruler', 'answer', 'watch'] as const;
export type SourceName = (typeof SOURCES)[number];

export const EMPTY: import('geojson').FeatureCollection = { type: 'FeatureCollection', features: [] };

/** The layers that can be put away, and what they are made of. */
export const LAYER_GROUPS = {
  areas: ['areas-fill', 'areas-line', 'areas-name'],
  assets: ['assets-line', 'assets-dash', 'assets-name'],
  corridors: ['assets-corridor'],
  names: ['names'],
  interference: ['interference-fill', 'interference-line', 'interference-name'],
} as const;
export type LayerGroup = keyof typeof LAYER_GROUPS;

/** Pixels of a metre at zoom 0 on the equator, doubled with each level: 512 px hold all of it. Further north a metre takes more of them, which is in the corridor of each asset. */
const PIXELS_OF_METRE = 512 / 40_075_016.7;

/** How the kinds of assets are told apart without a colour, in widths of the line: cables of telecom whole, of power dashed, pipelines dash and dot. */
const DASHES = ['match', ['get', 'look'], 'power', ['literal', [5, 2]], 'pipeline', ['literal', [6, 2, 1, 2]], ['literal', [1, 0]]] as unknown as number[];

/** The whole style: nothing in it comes from elsewhere, letters are drawn by the browser. All its sources are empty at first. */
export function style(colours: MapColours): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(
      SOURCES.map((name) => [name, { type: 'geojson' as const, data: EMPTY, ...(name === 'coast' ? { tolerance: 0.3 } : { tolerance: 0 }), ...(name === 'evidence' || name === 'track' ? { lineMetrics: true } : {}) }]),
    ),
    layers: layers(colours),
  };
}

export function layers(colours: MapColours): LayerSpecification[] {
  const assetColour = ['match', ['get', 'look'], 'telecom', colours.assets.telecom, 'power', colours.assets.power, 'pipeline', colours.assets.pipeline, colours.assets.inactive] as unknown as string;
  const areaColour = ['match', ['get', 'category'], ...Object.entries(colours.areas).flat(), colours.areas.port] as unknown as string;
  const alertColour = ['match', ['get', 'severity'], ...Object.entries(colours.alerts).flat(), colours.text] as unknown as string;
  const text = { 'text-color': colours.text, 'text-halo-color': colours.halo, 'text-halo-width': 1.4 };
  const font = ['sans-serif'];
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': colours.sea } },
    // A coast of lines has no land to fill.
    { id: 'land', type: 'fill', source: 'coast', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colours.land } },
    { id: 'coast', type: 'line', source: 'coast', paint: { 'line-color': colours.coast, 'line-width': 0.8 } },
    { id: 'areas-fill', type: 'fill', source: 'areas', paint: { 'fill-color': areaColour, 'fill-opacity': 0.09 } },
    { id: 'areas-line', type: 'line', source: 'areas', paint: { 'line-color': areaColour, 'line-width': 1, 'line-dasharray': [3, 2], 'line-opacity': 0.8 } },
    {
      id: 'assets-corridor', type: 'line', source: 'assets', filter: ['all', ['==', ['get', 'isLine'], true], ['==', ['get', 'isWatched'], true]], layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': assetColour, 'line-opacity': 0.16,
        'line-width': ['interpolate', ['exponential', 2], ['zoom'], 0, ['*', 2 * PIXELS_OF_METRE, ['get', 'corridorOnEquator']], 22, ['*', 2 * PIXELS_OF_METRE * 2 ** 22, ['get', 'corridorOnEquator']]] as unknown as number,
      },
    },
    {
      id: 'assets-line', type: 'line', source: 'assets', filter: ['==', ['get', 'isWatched'], true], layout: { 'line-join': 'round' },
      paint: { 'line-color': assetColour, 'line-width': ['case', ['boolean', ['feature-state', 'isChosen'], false], 4, 1.8] as unknown as number, 'line-dasharray': DASHES },
    },
    { id: 'assets-dash', type: 'line', source: 'assets', filter: ['!=', ['get', 'isWatched'], true], paint: { 'line-color': assetColour, 'line-width': 1.2, 'line-dasharray': [2, 3] } },
    { id: 'answer-fill', type: 'fill', source: 'answer', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colours.ruler, 'fill-opacity': 0.08 } },
    { id: 'answer-line', type: 'line', source: 'answer', filter: ['!=', ['geometry-type'], 'Point'], layout: { 'line-join': 'round' }, paint: { 'line-color': colours.ruler, 'line-width': 1.6, 'line-opacity': 0.85 } },
    { id: 'track', type: 'line', source: 'track', filter: ['==', ['geometry-type'], 'LineString'], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': colours.track, 'line-width': 2 } },
    { id: 'tail', type: 'line', source: 'tail', layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': colours.track, 'line-width': 2 } },
    { id: 'track-points', type: 'circle', source: 'track', minzoom: 10, filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 2, 'circle-color': colours.track } },
    { id: 'evidence', type: 'line', source: 'evidence', filter: ['==', ['get', 'role'], 'way'], paint: { 'line-color': alertColour, 'line-width': 3, 'line-opacity': 0.9 } },
    { id: 'evidence-ahead', type: 'line', source: 'evidence', filter: ['==', ['get', 'role'], 'ahead'], paint: { 'line-color': alertColour, 'line-width': 2, 'line-dasharray': [2, 2] } },
    { id: 'evidence-points', type: 'circle', source: 'evidence', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': ['case', ['==', ['get', 'role'], 'crossing'], 6, 3.5] as unknown as number, 'circle-color': ['case', ['==', ['get', 'role'], 'crossing'], 'transparent', alertColour] as unknown as string, 'circle-stroke-color': ['case', ['==', ['get', 'role'], 'crossing'], alertColour, colours.halo] as unknown as string, 'circle-stroke-width': ['case', ['==', ['get', 'role'], 'crossing'], 2, 1] as unknown as number } },
    { id: 'watch', type: 'line', source: 'watch', paint: { 'line-color': colours.ruler, 'line-width': 1.5, 'line-dasharray': [3, 2] } },
    { id: 'interference-fill', type: 'fill', source: 'interference', paint: { 'fill-color': colours.interference, 'fill-opacity': 0.14 } },
    { id: 'interference-line', type: 'line', source: 'interference', paint: { 'line-color': colours.interference, 'line-width': 2, 'line-dasharray': [1, 1.5] } },
    // Vessels are drawn here, by a layer of its own.
    {
      id: 'alerts-ring', type: 'circle', source: 'alerts',
      paint: {
        'circle-radius': ['case', ['==', ['get', 'isChosen'], true], 19, 14] as unknown as number, 'circle-color': alertColour, 'circle-opacity': ['case', ['==', ['get', 'isUnacknowledged'], true], 0.28, 0] as unknown as number,
        'circle-stroke-color': alertColour, 'circle-stroke-width': ['case', ['==', ['get', 'isUnacknowledged'], true], 3, 1.6] as unknown as number,
      },
    },
    {
      id: 'alerts-mark', type: 'symbol', source: 'alerts',
      layout: { 'text-field': ['get', 'mark'], 'text-font': font, 'text-size': 15, 'text-offset': [0, -1.5], 'text-allow-overlap': true, 'text-ignore-placement': true, 'symbol-sort-key': ['get', 'order'] },
      paint: { 'text-color': alertColour, 'text-halo-color': colours.halo, 'text-halo-width': 2 },
    },
    { id: 'ruler', type: 'line', source: 'ruler', filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': colours.ruler, 'line-width': 2 } },
    { id: 'ruler-points', type: 'circle', source: 'ruler', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 4, 'circle-color': colours.ruler } },
    { id: 'ruler-text', type: 'symbol', source: 'ruler', filter: ['has', 'text'], layout: { 'text-field': ['get', 'text'], 'text-font': font, 'text-size': 14, 'text-offset': [0, -1.2], 'text-allow-overlap': true }, paint: text },
    { id: 'areas-name', type: 'symbol', source: 'areas', minzoom: 9, layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 11 }, paint: { ...text, 'text-color': areaColour } },
    { id: 'interference-name', type: 'symbol', source: 'interference', layout: { 'text-field': 'GNSS interference: positions here may be false', 'text-font': font, 'text-size': 12, 'text-max-width': 12 }, paint: { ...text, 'text-color': colours.interference } },
    { id: 'assets-name', type: 'symbol', source: 'assets', minzoom: 7, layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 12, 'symbol-placement': 'line', 'symbol-spacing': 420 }, paint: { ...text, 'text-color': assetColour } },
    { id: 'answer-points', type: 'circle', source: 'answer', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 7, 'circle-color': colours.ruler, 'circle-stroke-color': colours.halo, 'circle-stroke-width': 1.5 } },
    { id: 'answer-text', type: 'symbol', source: 'answer', filter: ['has', 'text'], layout: { 'text-field': ['get', 'text'], 'text-font': font, 'text-size': 13, 'text-offset': [0, -1.3] }, paint: text },
    { id: 'names', type: 'symbol', source: 'names', minzoom: 9, layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 11, 'text-anchor': 'left', 'text-offset': [1.1, 0], 'symbol-sort-key': ['get', 'order'] }, paint: text },
  ];
}
