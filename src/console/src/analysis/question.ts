import type { FeatureCollection } from 'geojson';
import type { Parameters } from '../api/client.ts';
import type { Child } from '../ui/dom.ts';

/** A field of a question's form. */
export type Field =
  | { readonly name: string; readonly label: string; readonly kind: 'text' | 'time' | 'box'; readonly isNeeded?: boolean; readonly hint?: string }
  | { readonly name: string; readonly label: string; readonly kind: 'number'; readonly usual?: number; readonly least: number; readonly most: number; readonly step?: number; readonly isNoneAtZero?: boolean; readonly isNeeded?: boolean; readonly hint?: string }
  | { readonly name: string; readonly label: string; readonly kind: 'choice'; readonly choices: readonly (readonly [string, string])[] }
  | { readonly name: string; readonly label: string; readonly kind: 'asset'; readonly isNeeded?: boolean };

/** What was asked: the form's values by name, times in RFC 3339, a box as `west,south,east,north`. All of it stands in the address. */
export interface Asked {
  readonly values: Readonly<Record<string, string>>;
}

/** A row of an answer; what belongs to it on the map. */
export interface Row {
  readonly cells: readonly Child[];
  /** Longitude and latitude to fly to when it is chosen. */
  readonly at?: readonly [number, number] | undefined;
  readonly mmsi?: number | undefined;
  readonly since?: string | undefined;
  /** Shown below it when it is opened. */
  readonly more?: Child;
}

export interface Table {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly Row[];
}

export interface Answer {
  /** Said above all. */
  readonly sentences: readonly string[];
  readonly tables: readonly Table[];
  readonly features: FeatureCollection;
  /** Whether there is more than is shown. */
  readonly isCut: boolean;
}

/** A file that the same question is answered with. */
export interface Export {
  readonly label: string;
  readonly path: string;
  readonly parameters: Parameters;
  readonly fileName: string;
  /** What one must be allowed to, to have it. */
  readonly scope: 'export' | 'tracks_read';
}

/** A question that analysts ask. */
export interface Question {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly Field[];
  readonly ask: (asked: Asked, signal: AbortSignal) => Promise<Answer>;
  readonly exports: (asked: Asked) => readonly Export[];
}
