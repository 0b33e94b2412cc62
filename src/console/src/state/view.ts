import { apiMoment } from '../ui/moment.ts';

/** What a person looks at; all of it stands in the address, so that a link shows the same. */
export interface View {
  readonly page: 'watch' | 'analysis' | 'supervision';
  /** Longitude, latitude, zoom of the map. */
  readonly centre: readonly [number, number, number];
  readonly alertId: string | null;
  readonly mmsi: number | null;
  readonly assetId: string | null;
  /** The past moment shown, milliseconds since 1970; null for live. */
  readonly at: number | null;
  /** Hours of track drawn behind the selected vessel. */
  readonly trackHours: number;
  /** What a page keeps for itself: the question that was asked. */
  readonly question: Readonly<Record<string, string>>;
}

/** The southern North Sea. */
export const NORTH_SEA: View = { page: 'watch', centre: [2.9, 51.9, 7], alertId: null, mmsi: null, assetId: null, at: null, trackHours: 6, question: {} };

const OWN = new Set(['c', 'alert', 'vessel', 'asset', 't', 'track']);

/** Reads an address; what is not understood is as at the beginning. */
export function readView(url: URL, usual: View = NORTH_SEA): View {
  const page = url.pathname.replaceAll('/', '');
  const query = url.searchParams;
  const centre = (query.get('c') ?? '').split(',').map((part) => (part === '' ? Number.NaN : Number(part)));
  const [longitude, latitude, zoom] = centre;
  const mmsi = Number(query.get('vessel') ?? Number.NaN);
  const at = Date.parse(query.get('t') ?? '');
  const hours = Number(query.get('track') ?? usual.trackHours);
  return {
    page: page === 'analysis' || page === 'supervision' ? page : 'watch',
    centre:
      centre.length === 3 && centre.every(Number.isFinite) && Math.abs(longitude!) <= 180 && Math.abs(latitude!) <= 85 && zoom! >= 0 && zoom! <= 22 ? [longitude!, latitude!, zoom!] : usual.centre,
    alertId: query.get('alert'),
    mmsi: Number.isInteger(mmsi) && mmsi >= 0 && mmsi <= 999_999_999 && query.has('vessel') ? mmsi : null,
    assetId: query.get('asset'),
    at: Number.isNaN(at) ? null : at,
    trackHours: hours > 0 && hours <= 744 ? hours : usual.trackHours,
    question: Object.fromEntries([...query].filter(([name]) => !OWN.has(name))),
  };
}

/** The address of a view; what is as usual is left out. */
export function writeView(view: View): string {
  const query = new URLSearchParams(view.question);
  query.set('c', [view.centre[0].toFixed(4), view.centre[1].toFixed(4), view.centre[2].toFixed(2)].join(','));
  for (const [name, value] of [
    ['alert', view.alertId],
    ['vessel', view.mmsi],
    ['asset', view.assetId],
    ['t', view.at === null ? null : apiMoment(view.at)],
    ['track', view.trackHours === NORTH_SEA.trackHours ? null : view.trackHours],
  ] as const) {
    if (value !== null) {
      query.set(name, String(value));
    }
  }
  return `/${view.page}?${query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')}`;
}

/** The view in force. A change of the page or of what is chosen makes a step that the browser's Back undoes; moving the map does not. */
export class ViewState {
  private readonly listeners = new Set<(view: View, before: View) => void>();
  private written: ReturnType<typeof setTimeout> | undefined;

  constructor(private current: View = readView(new URL(location.href))) {
    addEventListener('popstate', () => this.take(readView(new URL(location.href), this.current)));
  }

  get view(): View {
    return this.current;
  }

  onChange(listener: (view: View, before: View) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  change(part: Partial<View>): void {
    const next = { ...this.current, ...part };
    const isStep = next.page !== this.current.page || next.alertId !== this.current.alertId || next.mmsi !== this.current.mmsi || next.assetId !== this.current.assetId;
    this.take(next);
    clearTimeout(this.written);
    if (isStep) {
      history.pushState(null, '', writeView(next));
    } else {
      // A map that moves changes it many times a second; browsers refuse that many.
      this.written = setTimeout(() => history.replaceState(null, '', writeView(this.current)), 300);
    }
  }

  private take(next: View): void {
    const before = this.current;
    this.current = next;
    this.listeners.forEach((listener) => listener(next, before));
  }
}
