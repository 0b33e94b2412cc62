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

/** The map that a coast is kept on. */
export interface CoastOnMap {
  /** Draws the coastline of an address in the place of what is drawn; null, or why it cannot: then what is drawn stays. */
  draw(address: string): Promise<string | null>;
  /** What stands on the map from now on, as HTML. */
  credit(attribution: string): void;
  /** Says why there is no coast; null once there is one. */
  miss(because: string | null): void;
}

/** Milliseconds before what could not be fetched is asked for again, doubled up to the longest. */
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;

/**
 * Keeps a coast on a map: the built-in one at first, then the finer one in its place where the service has one. What cannot be had, because the link is cut or the service away, is asked for again
 * until it is there. Ends with that, or with the map.
 */
export async function keepCoast(map: CoastOnMap, builtIn: string, ending: AbortSignal): Promise<void> {
  let isThere = false;
  for (let wait = FIRST_WAIT; !ending.aborted; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    if (!isThere) {
      const because = await map.draw(builtIn);
      if (ending.aborted) {
        return;
      }
      isThere = because === null;
      map.miss(because);
    }
    if (isThere && (await refine(map, ending))) {
      return;
    }
    await pause(wait, ending);
  }
}

/** Whether there is no more to do: the finer coastline is drawn, or there is none. */
async function refine(map: CoastOnMap, ending: AbortSignal): Promise<boolean> {
  try {
    const finer = await finerCoastline();
    if (finer === null || ending.aborted) {
      return true;
    }
    if ((await map.draw(finer.address)) !== null || ending.aborted) {
      return false;
    }
    map.credit(finer.attribution);
    return true;
  } catch {
    // The map has a coast all the same, and the service may say more later.
    return false;
  }
}

function pause(milliseconds: number, ending: AbortSignal): Promise<void> {
  return new Promise((go) => {
    const timer = setTimeout(go, milliseconds);
    ending.addEventListener('abort', () => (clearTimeout(timer), go()), { once: true });
  });
}

/** The finer coastline, or null where the service has none. @throws Problem where it cannot say. */
export async function finerCoastline(): Promise<FinerCoastline | null> {
  const { coastline } = await get<{ coastline?: { attribution: string | null } | null }>('/api/v1/console');
  return coastline ? { address: new URL(ADDRESS, location.href).href, attribution: `${escaped(coastline.attribution ?? 'Coast: supplied by the operator')}, not for navigation` } : null;
}

/** How the map fetches what it draws: from the service as ourselves, and anew only where it has changed. */
export function request(url: string): RequestParameters {
  return new URL(url, location.href).pathname === ADDRESS ? { url, headers: headers(), cache: 'no-cache' } : { url };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
