import { storeText, storedText } from './stored.ts';

/** The four palettes of OpenBridge: what the eyes of a watch officer need by day, at dusk, at night and in sunlight. */
export const PALETTES = ['bright', 'day', 'dusk', 'night'] as const;
export type Palette = (typeof PALETTES)[number];

const KEY = 'maritimewatch.palette';
const BRILLIANCE = 'maritimewatch.brilliance';

/** Per cent below which the page is never dimmed. */
const LEAST = 30;

/** Per cent below which alerts are never dimmed: words on the alert bar keep a contrast of 4.5:1 in each palette (a test holds it). */
export const LEAST_OF_ALERTS = 80;

const listeners = new Set<(palette: Palette) => void>();

export function palette(): Palette {
  return document.documentElement.getAttribute('data-obc-theme') as Palette;
}

export function choosePalette(wanted: Palette): void {
  document.documentElement.setAttribute('data-obc-theme', wanted);
  storeText(KEY, wanted);
  listeners.forEach((listener) => listener(wanted));
}

export function onPalette(listener: (palette: Palette) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A brilliance as it was kept: whole per cent, 100 where that is none. */
export function readBrilliance(text: string): number {
  const kept = Number(text === '' ? 100 : text);
  return kept >= LEAST && kept <= 100 ? Math.round(kept) : 100;
}

/** How bright the page is, 30 to 100 per cent; the alert bar is dimmed with it, but never below what can be read. */
export function brilliance(): number {
  return readBrilliance(storedText(BRILLIANCE));
}

/** The filters of the page and of the alert bar at a brilliance; empty where nothing is dimmed, which costs the browser nothing. */
export function dimming(per: number): { readonly page: string; readonly alerts: string } {
  return per >= 100 ? { page: '', alerts: '' } : { page: `brightness(${per / 100})`, alerts: `brightness(${Math.max(per, LEAST_OF_ALERTS) / 100})` };
}

export function chooseBrilliance(per: number): void {
  storeText(BRILLIANCE, String(per));
  const { style } = document.documentElement;
  const { page, alerts } = dimming(per);
  document.documentElement.toggleAttribute('data-dimmed', page !== '');
  style.setProperty('--dimming', page || 'none');
  style.setProperty('--dimming-of-alerts', alerts || 'none');
}

/** What was chosen last on this machine; dusk where nothing was. */
export function restorePalette(): void {
  const kept = storedText(KEY);
  choosePalette(PALETTES.find((known) => known === kept) ?? 'dusk');
  chooseBrilliance(brilliance());
}

/** The value of a colour of the palette in force, as CSS says it. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
