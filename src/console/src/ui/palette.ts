/** The four palettes of OpenBridge: what the eyes of a watch officer need by day, at dusk, at night and in sunlight. */
export const PALETTES = ['bright', 'day', 'dusk', 'night'] as const;
export type Palette = (typeof PALETTES)[number];

const KEY = 'maritimewatch.palette';
const BRILLIANCE = 'maritimewatch.brilliance';
const listeners = new Set<(palette: Palette) => void>();

export function palette(): Palette {
  return document.documentElement.getAttribute('data-obc-theme') as Palette;
}

export function choosePalette(wanted: Palette): void {
  document.documentElement.setAttribute('data-obc-theme', wanted);
  localStorage.setItem(KEY, wanted);
  listeners.forEach((listener) => listener(wanted));
}

export function onPalette(listener: (palette: Palette) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How bright the whole page is, 30 to 100 per cent. Alerts are dimmed with it, never below what can be read. */
export function brilliance(): number {
  const kept = Number(localStorage.getItem(BRILLIANCE) ?? 100);
  return kept >= 30 && kept <= 100 ? kept : 100;
}

export function chooseBrilliance(per: number): void {
  localStorage.setItem(BRILLIANCE, String(per));
  document.documentElement.style.setProperty('--brilliance', String(per / 100));
}

/** What was chosen last on this machine; dusk where nothing was. */
export function restorePalette(): void {
  const kept = localStorage.getItem(KEY);
  choosePalette(PALETTES.find((known) => known === kept) ?? 'dusk');
  chooseBrilliance(brilliance());
}

/** The value of a colour of the palette in force, as CSS says it. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
