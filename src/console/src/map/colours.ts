import type { Palette } from '../ui/palette.ts';
import type { Colour, VesselColours } from './vesselLayer.ts';

/** What the map is painted with in one palette. */
export interface MapColours {
  readonly sea: string;
  readonly land: string;
  readonly coast: string;
  readonly text: string;
  readonly halo: string;
  readonly track: string;
  readonly ruler: string;
  /** Where positions are not to be trusted. */
  readonly interference: string;
  readonly assets: Readonly<Record<'telecom' | 'power' | 'pipeline' | 'inactive', string>>;
  readonly areas: Readonly<Record<'anchorage' | 'traffic_separation' | 'wind_farm' | 'restricted' | 'port' | 'pilot_boarding', string>>;
  readonly alerts: Readonly<Record<'SEVERITY_CRITICAL' | 'SEVERITY_ALARM' | 'SEVERITY_WARNING' | 'SEVERITY_NOTICE', string>>;
  readonly vessels: VesselColours;
}

/** Day and bright after the day tables of S-52, dusk and night dark, so that eyes stay used to it; no colour alone tells anything. */
export const MAP_COLOURS: Readonly<Record<Palette, MapColours>> = {
  bright: light('#f4f9fc', '#f0dfae', '#8a7440', '#101418'),
  day: light('#d8e9f3', '#e9d9a9', '#8a7440', '#15181c'),
  dusk: {
    sea: '#14222c',
    land: '#37362c',
    coast: '#6d6a54',
    text: '#d5dde2',
    halo: '#101a21',
    track: '#7fd4ff',
    ruler: '#ffd27a',
    interference: '#ff9ad5',
    assets: { telecom: '#d67bff', power: '#ff7d8a', pipeline: '#ffb84d', inactive: '#77818a' },
    areas: { anchorage: '#5fb0c9', traffic_separation: '#b58ad6', wind_farm: '#8fb573', restricted: '#e08a8a', port: '#9aa7b0', pilot_boarding: '#5fb0c9' },
    alerts: { SEVERITY_CRITICAL: '#ff3344', SEVERITY_ALARM: '#ff3344', SEVERITY_WARNING: '#ff9a2e', SEVERITY_NOTICE: '#ffd52e' },
    vessels: vessels(['#a9b4bb', '#7fd17f', '#ff8a7a', '#7fb4ff', '#ffa8e0', '#5fdede', '#f3e26b', '#d9b3ff', '#c4cdd2'], '#0a1116', '#9fd8a0', '#ffffff'),
  },
  night: {
    sea: '#020405',
    land: '#14110a',
    coast: '#3f3723',
    text: '#b58a4e',
    halo: '#000000',
    track: '#2f7f9d',
    ruler: '#a37a2c',
    interference: '#a8568a',
    assets: { telecom: '#7d3f9a', power: '#93404a', pipeline: '#8f6224', inactive: '#3b3f42' },
    areas: { anchorage: '#27505c', traffic_separation: '#4f3a61', wind_farm: '#3d4f30', restricted: '#633535', port: '#3d4347', pilot_boarding: '#27505c' },
    alerts: { SEVERITY_CRITICAL: '#e90f20', SEVERITY_ALARM: '#e90f20', SEVERITY_WARNING: '#ba5a00', SEVERITY_NOTICE: '#897300' },
    vessels: vessels(['#5f666b', '#4c7f4c', '#99524a', '#4a6a99', '#99607f', '#387f7f', '#8a803a', '#7f6899', '#70777b'], '#000000', '#406a40', '#c98f45'),
  },
};

function light(sea: string, land: string, coast: string, text: string): MapColours {
  return {
    sea,
    land,
    coast,
    text,
    halo: '#ffffff',
    track: '#005b8f',
    ruler: '#8a4b00',
    interference: '#a3005f',
    assets: { telecom: '#8a1fb5', power: '#b3122b', pipeline: '#9c5b00', inactive: '#6b7680' },
    areas: { anchorage: '#0f6d86', traffic_separation: '#7a3fa6', wind_farm: '#3f6f1f', restricted: '#a63f3f', port: '#55616b', pilot_boarding: '#0f6d86' },
    alerts: { SEVERITY_CRITICAL: '#d00018', SEVERITY_ALARM: '#d00018', SEVERITY_WARNING: '#d97300', SEVERITY_NOTICE: '#a88400' },
    vessels: vessels(['#5a656d', '#1f7a1f', '#b3261e', '#1f4fa8', '#b0187d', '#00747a', '#7d6a00', '#6a32a8', '#4a545b'], '#ffffff', '#1f5f20', '#10161a'),
  };
}

function vessels(classes: readonly [string, string, string, string, string, string, string, string, string], outline: string, vector: string, mark: string): VesselColours {
  const [unknown, cargo, tanker, passenger, fishing, service, fast, pleasure, other] = classes.map(channels) as [Colour, Colour, Colour, Colour, Colour, Colour, Colour, Colour, Colour];
  return { classes: { unknown, cargo, tanker, passenger, fishing, service, fast, pleasure, other }, outline: channels(outline), vector: channels(vector), mark: channels(mark) };
}

function channels(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
