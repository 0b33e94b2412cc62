// What comes into the console from outside: a link on another site, a name in any language, a coastline of the operator's own.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Console, open } from './browser.mjs';
import { Service } from './service.mjs';

const folder = mkdtempSync(join(tmpdir(), 'maritimewatch-outside-'));
const square = (west, south) => [[[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]];

let service;

before(async () => {
  const coast = join(folder, 'coast.geojson');
  writeFileSync(coast, JSON.stringify({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { name: 'no name goes out' }, geometry: { type: 'Polygon', coordinates: square(2, 55) } },
      { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: [square(4, 55)] } },
      { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: square(6, 55)[0] } },
    ],
  }));
  service = await Service.start({ Console: { Coastline: coast, CoastlineAttribution: 'Coast: three <b>squares</b>' } });
});

after(async () => {
  await Console.closeAll();
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a finer coastline is drawn in the place of the built-in one, polygons filled, with its attribution', async () => {
  const one = await Console.open(`${service.url}/watch?c=4.5,55.5,6`);
  await one.page.locator('.maplibregl-ctrl-attrib', { hasText: 'Coast: three <b>squares</b>, not for navigation' }).waitFor({ timeout: 20_000 });
  await one.page.waitForFunction(() => globalThis.maritimewatch.watch.map.real.loaded(), null, { timeout: 20_000 });
  const drawn = (layer, place) => one.page.evaluate(([id, at]) => {
    const { real: map } = globalThis.maritimewatch.watch.map;
    const { x, y } = map.project(at);
    return map.queryRenderedFeatures([[x - 3, y - 3], [x + 3, y + 3]], { layers: [id] }).length > 0;
  }, [layer, place]);
  assert.deepEqual([await drawn('land', [2.5, 55.5]), await drawn('land', [4.5, 55.5]), await drawn('land', [6.5, 55.5]), await drawn('coast', [6, 55.5])], [true, true, false, true]);
  assert.equal(await drawn('land', [3.5, 55.5]), false);
  assert.deepEqual(await one.complaints(), []);
  await one.shot('finer-coastline');
  await one.close();
});

test('a coastline that cannot be fetched is said to be missing, and asked for until it is there', async () => {
  const one = await Console.open(`${service.url}/healthz`);
  await one.context.route(/\/assets\/coastline-.*\.json/, (route) => route.abort());
  await one.page.goto(`${service.url}/watch?c=4.5,52,7`);
  await one.page.locator('.watch .map-trouble', { hasText: 'COAST MISSING: the coastline could not be fetched. Trying again' }).waitFor({ timeout: 20_000 });
  await one.shot('coast-missing-dusk');
  await one.context.unrouteAll();
  await one.page.locator('.watch .map-trouble').waitFor({ state: 'hidden', timeout: 30_000 });
  await one.page.locator('.maplibregl-ctrl-attrib', { hasText: 'Coast: three <b>squares</b>' }).waitFor({ timeout: 20_000 });
  assert.deepEqual(await one.complaints(), []);
  await one.close();
});

test('a console goes by the name that was given, in any language, and shows the licences of what it is made of', async () => {
  const one = await Console.open(`${service.url}/watch`, { name: 'Łukasz Jürgens' });
  await one.page.getByRole('region', { name: 'List of alerts' }).waitFor();
  const names = await service.until(async () => {
    const { consoles } = await service.ask('/api/v1/consoles');
    return consoles.length > 0 ? consoles.map(({ name }) => name) : null;
  }, 10_000, 'no console is listed');
  assert.deepEqual(names, ['Łukasz Jürgens']);
  await one.page.locator('.who summary').click();
  const licences = one.context.waitForEvent('page');
  await one.page.getByRole('link', { name: 'Licences' }).click();
  assert.match(await (await licences).locator('body').textContent(), /maplibre-gl/);
  await one.close();
});

test('a link on another site opens the watch; a page there reads nothing', async (context) => {
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(`<a href="${service.url}/watch">watch</a>`)).listen(0, '127.0.0.1');
  context.after(() => server.close());
  await once(server, 'listening');
  const browser = await open();
  context.after(() => browser.close());
  const page = await browser.newPage();
  await page.addInitScript(() => sessionStorage.setItem('maritimewatch.operator', 'Mia'));
  await page.goto(`http://localhost:${server.address().port}/`);
  assert.equal(await page.evaluate((url) => fetch(url).then(() => 'read', () => 'refused'), `${service.url}/api/v1/access`), 'refused');
  await page.getByRole('link', { name: 'watch' }).click();
  await page.getByRole('region', { name: 'List of alerts' }).waitFor({ timeout: 20_000 });
  assert.equal(page.url().startsWith(`${service.url}/watch`), true);
});
