import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|css)$/.test(name)).map((name) => join(root, name));
const text = (file: string): string => readFileSync(file, 'utf8');
const named = (found: readonly string[]): string[] => found.map((file) => relative(root, file));

/** What a file takes from others of ours at run time; types alone bind nothing. */
const imports = (file: string): string[] => [...text(file).matchAll(/^(?:import|export) (?!type)[^;]*?from '(\.[^']+\.ts)'/gm)].map(([, path]) => resolve(dirname(file), path!));

describe('the source', () => {
  it('is there, in files of at most four hundred lines', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(named(files.filter((file) => file.endsWith('.ts') && text(file).split('\n').length > 400))).toEqual([]);
  });

  it('has no circles', () => {
    const known = new Map(files.filter((file) => file.endsWith('.ts')).map((file) => [file, imports(file)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const follow = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) {
        circles.push(named([...way.slice(way.indexOf(file)), file]).join(' → '));
      } else if (!done.has(file)) {
        (known.get(file) ?? []).forEach((next) => follow(next, [...way, file]));
        done.add(file);
      }
    };
    [...known.keys()].forEach((file) => follow(file, []));
    expect(circles).toEqual([]);
  });

  it('takes no text for markup or for a program, and names no other host', () => {
    expect(named(files.filter((file) => /innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(|https?:\/\/(?!www\.w3\.org\/)/.test(text(file))))).toEqual([]);
  });

  it('knows nothing of people and alerts where it speaks with the service, and nothing of the page where it thinks', () => {
    const reaches = (folder: string, forbidden: RegExp): string[] => files.filter((file) => relative(root, file).startsWith(`${folder}/`)).flatMap((file) => imports(file).filter((other) => forbidden.test(relative(root, other))).map((other) => `${relative(root, file)} → ${relative(root, other)}`));
    expect(reaches('api', /^(alerts|map|pages|state|time|ui|vessels|analysis|supervision)\//)).toEqual([]);
    expect(reaches('geo', /^(alerts|map|pages|state|time|ui|vessels|analysis|supervision)\//)).toEqual([]);
    expect(reaches('map', /^(pages|analysis|supervision)\//)).toEqual([]);
    expect(reaches('ui', /^(pages|analysis|supervision|map|time)\//)).toEqual([]);
  });
});
