// The map where its drawing fails, and where time and place are changed from elsewhere: a lost graphics device, a browser without one, the past, guards.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Console } from './browser.mjs';
import { Service, root } from './service.mjs';

let service;
let mia;

before(async () => {
  service = await Service.start();
  mia = await Console.open(`${service.url}/watch?c=2.6,51.9,7`, { name: 'Mia' });
  service.play(join(root, 'data-samples/traffic/north-sea-day.csv.gz'), 900);
  await mia.page.waitForFunction(() => globalThis.maritimewatch?.desk.picture.size > 10, null, { timeout: 60_000 });
});

after(async () => {
  await Console.closeAll();
  await service?.stop();
});

/** The layers of the map, the lowest first. */
const layers = ({ page }) => page.evaluate(() => globalThis.maritimewatch.watch.map.real.getLayersOrder());

test('a lost graphics device is said, and its vessels come back with it', async () => {
  const { page } = mia;
  await page.evaluate(() => {
    const canvas = document.querySelector('.watch .maplibregl-canvas');
    globalThis.device = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    globalThis.device.loseContext();
  });
  await page.locator('.watch .map-trouble', { hasText: 'the graphics device was lost' }).waitFor({ timeout: 5_000 });
  await page.evaluate(() => globalThis.device.restoreContext());
  await page.locator('.watch .map-trouble').waitFor({ state: 'hidden', timeout: 20_000 });
  const order = await layers(mia);
  assert.equal(order.indexOf('vessels'), order.indexOf('alerts-ring') - 1);
  // Drawn again, not only there: the layer has uploaded and drawn its buffer since.
  await page.waitForFunction(() => globalThis.maritimewatch.watch.map.vessels.isDrawn, null, { timeout: 10_000 });
  assert.deepEqual(await mia.complaints(), []);
  await mia.shot('map-restored-dusk');
});

test('without WebGL the list, the reasons and the cards go on', async () => {
  const blind = await Console.open(`${service.url}/healthz`);
  await blind.context.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return /webgl/.test(kind) ? null : real.call(this, kind, ...more); };
  });
  await blind.page.goto(`${service.url}/watch?c=2.6,51.9,7`);
  await blind.page.locator('.watch .map-trouble', { hasText: 'The map cannot be drawn: this browser has no WebGL 2' }).waitFor({ timeout: 30_000 });
  await service.until(() => blind.page.locator('.alert-row').count(), 60_000, 'no alert was raised');
  await blind.page.locator('.alert-row').first().click();
  await blind.page.getByRole('region', { name: 'Why this alert' }).locator('.sentence').waitFor();
  await blind.shot('no-map-dusk');
  assert.deepEqual(blind.errors, []);
  await blind.close();
});

test('a program for the vessels that the device does not take keeps nothing else off the map', async () => {
  const poor = await Console.open(`${service.url}/healthz`);
  await poor.context.addInitScript(() => {
    const real = WebGL2RenderingContext.prototype.shaderSource;
    WebGL2RenderingContext.prototype.shaderSource = function (shader, source) { real.call(this, shader, source.includes('isDoubtful') ? 'no program' : source); };
  });
  await poor.page.goto(`${service.url}/watch?c=2.6,51.9,7`);
  await poor.page.locator('.watch .map-trouble', { hasText: 'Vessels are not on the map' }).waitFor({ timeout: 30_000 });
  await poor.page.waitForFunction(() => globalThis.maritimewatch?.watch.map.real.queryRenderedFeatures({ layers: ['alerts-ring'] }).length > 0 && globalThis.maritimewatch.watch.map.real.queryRenderedFeatures({ layers: ['assets-line'] }).length > 0, null, { timeout: 60_000 });
  await poor.close();
});

test('interference is an area of the map, which is put away with its box; without any there is no such layer to draw', async () => {
  const one = await Console.open(`${service.url}/watch?c=2.6,53.9,7`, { name: 'Ira' });
  const { page } = one;
  const visibility = () => page.evaluate(() => globalThis.maritimewatch.watch.map.real.getLayoutProperty('interference-fill', 'visibility'));
  const isDrawn = () => globalThis.maritimewatch?.watch.map.real.getLayer('interference-fill') !== undefined && globalThis.maritimewatch.watch.map.real.queryRenderedFeatures({ layers: ['interference-fill'] }).length > 0;
  await page.waitForFunction(() => globalThis.maritimewatch?.watch.map.isReady, null, { timeout: 30_000 });
  await service.until(async () => (await visibility()) === 'none', 5_000, 'an empty layer is drawn');
  await page.evaluate(() => globalThis.maritimewatch.desk.book.learn({
    alertId: 'S5-test', updateCount: 0,
    latestEvent: { alertId: 'S5-test', sequence: '1', revision: 0, kind: 'ALERT_KIND_AREA_INTERFERENCE', severity: 'SEVERITY_WARNING', state: 'ALERT_STATE_RAISED', since: '2026-03-14T00:00:00Z', eventTime: '2026-03-14T00:00:00Z', position: { longitude: 2.6, latitude: 53.9 }, headline: 'Positions jump together.', evidence: { measurements: [{ name: 'widest place from the centre', value: 15_000, unit: 'm' }] } },
    operatorStatus: { state: 'OPERATOR_STATE_UNACKNOWLEDGED' },
  }));
  await page.waitForFunction(isDrawn, null, { timeout: 15_000 });
  await page.locator('.layers summary').click();
  await page.locator('.layers label', { hasText: 'GNSS interference' }).locator('input').uncheck();
  await service.until(async () => (await visibility()) === 'none', 5_000, 'what was put away is drawn');
  await page.locator('.layers label', { hasText: 'GNSS interference' }).locator('input').check();
  await page.waitForFunction(isDrawn, null, { timeout: 15_000 });
  assert.deepEqual(await one.complaints(), []);
  await one.close();
});

test('the past is loaded once and said to be past; the list of another page leads to its place and time', async () => {
  const { page } = mia;
  const asked = [];
  page.on('request', (request) => /\/api\/v1\/(tracks|positions)\?/.test(request.url()) && asked.push(request.url()));
  const at = await page.evaluate(() => globalThis.maritimewatch.desk.clock.trafficNow - 30 * 60_000);
  await page.evaluate((moment) => globalThis.maritimewatch.desk.view.change({ at: moment, centre: [3.2, 51.6, 8] }), at);
  await page.locator('.map-past', { hasText: 'PAST' }).waitFor();
  await page.waitForFunction(() => globalThis.maritimewatch.watch.traffic.loadedTo !== null, null, { timeout: 30_000 });
  const centre = await page.evaluate(() => globalThis.maritimewatch.watch.map.real.getCenter().toArray());
  assert.ok(Math.abs(centre[0] - 3.2) < 0.01 && Math.abs(centre[1] - 51.6) < 0.01, `the map stands at ${centre}`);
  assert.ok(asked.filter((url) => url.includes('/positions?')).length <= 2, asked.join('\n'));
  await page.waitForFunction(() => globalThis.maritimewatch.watch.map.drawn.length > 0, null, { timeout: 10_000 });
  await mia.shot('map-past-dusk');
  const field = page.getByLabel('Go to (UTC)');
  await field.fill('11/17/2024 10:00 PM');
  await field.press('Enter');
  await page.getByText('“11/17/2024 10:00 PM” is no moment: write it as YYYY-MM-DD HH:MM:SSZ, in UTC').waitFor();
  await page.getByRole('button', { name: 'LIVE' }).click();
  await page.locator('.map-past').waitFor({ state: 'hidden' });
});

test('a guarded vessel is followed from her card, and ended there again', async () => {
  const { page } = mia;
  const mmsi = await page.evaluate(() => [...globalThis.maritimewatch.desk.picture.all][0].mmsi);
  await page.evaluate((one) => globalThis.maritimewatch.desk.view.change({ mmsi: one, alertId: null, assetId: null }), mmsi);
  const card = page.getByRole('region', { name: 'Vessel', exact: true });
  await card.getByRole('button', { name: 'Alarm when she leaves a radius' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Guard' }).click();
  const strip = page.getByRole('region', { name: 'Guarded vessels' });
  await strip.getByText('circle of 300 m').waitFor({ timeout: 10_000 });
  await mia.shot('guard-dusk');
  await page.reload();
  await strip.locator('.guard').waitFor({ timeout: 30_000 });
  await strip.getByRole('button', { name: /^End guard/ }).click();
  await strip.waitFor({ state: 'hidden' });
  assert.deepEqual(await mia.complaints(), []);
});
