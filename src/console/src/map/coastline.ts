import type { RequestParameters } from 'maplibre-gl';
import { get } from '../api/client.ts';
import { headers } from '../api/session.ts';

/** Where the service has the coastline that its operator supplied. */
const ADDRESS = '/api/v1/coastline';

/** Of the coastline that comes with the console. */
export const BUILT_IN = 'Coast: Natural Earth, not for navigation';

/** A coastline to show instead of the built-in one. */
export interface FinerCoastline {
  readonly address: string;
  /** What stands on the map, as HTML. */
  readonly attribution: string;
}

/** The finer coastline, or null where the service has none or does not say. */
export async function finerCoastline(): Promise<FinerCoastline | null> {
  try {
    const { coastline } = await get<{ coastline?: { attribution: string | null } | null }>('/api/v1/console');
    return coastline ? { address: new URL(ADDRESS, location.href).href, attribution: `${escaped(coastline.attribution ?? 'Coast: supplied by the operator')}, not for navigation` } : null;
  } catch {
    // The map has a coast all the same.
    return null;
  }
}

/** How the map fetches what it draws: from the service as ourselves, and anew only where it has changed. */
export function request(url: string): RequestParameters {
  return new URL(url, location.href).pathname === ADDRESS ? { url, headers: headers(), cache: 'no-cache' } : { url };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
