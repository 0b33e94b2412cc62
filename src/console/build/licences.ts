import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const MODULES = new URL('../node_modules/', import.meta.url).pathname;

/** What is in the build without being imported by it: the data of the built-in coast, and what the map library brings packed into itself. */
const BESIDE = ['world-atlas'];
const PACKED_BY = 'maplibre-gl';

/** A package that brings the text of that licence; those that are bundled name it only. */
const APACHE = 'typescript/LICENSE';

interface Package {
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Adds to the licences that the bundler has found those of which it cannot know. A package without a licence is a failure of the build. */
export function licences(fileName: string): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    enforce: 'post',
    writeBundle: {
      order: 'post',
      handler({ dir }) {
        const packed = Object.keys(manifest(PACKED_BY).dependencies ?? {}).filter((name) => !name.startsWith('@types/'));
        const file = join(dir!, fileName);
        appendFileSync(file, ['', ...[...BESIDE, ...packed].map(section), `## Apache License 2.0, of what stands under it above\n\n${readFileSync(join(MODULES, APACHE), 'utf8').trim()}\n`, 'The coast is Natural Earth’s, which is in the public domain.', ''].join('\n'));
      },
    },
  };
}

function manifest(name: string): Package {
  return JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8')) as Package;
}

function section(name: string): string {
  const { version, license } = manifest(name);
  const text = readdirSync(join(MODULES, name)).find((file) => /^licen[cs]e/i.test(file));
  if (license === undefined && text === undefined) {
    throw new Error(`${name} ${version} comes without a licence`);
  }
  return `## ${name} - ${version} (${license ?? 'see below'})\n\n${text === undefined || !existsSync(join(MODULES, name, text)) ? '' : readFileSync(join(MODULES, name, text), 'utf8').trim()}\n`;
}
