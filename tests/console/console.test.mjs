// The console as people use it: the demo day played into a service, in a real browser. Screenshots lie in TestResults.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Console } from './browser.mjs';
import { Door, Service, root, run } from './service.mjs';

const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const day = join(root, 'data-samples/traffic/north-sea-day.csv.gz');

let service;
let player;
let mia;
let ben;

before(async () => {
  service = await Service.start();
  mia = await Console.open(`${service.url}/watch?c=2.6,51.9,7`, { name: 'Mia' });
  ben = await Console.open(`${service.url}/watch?c=2.6,51.9,7`, { name: 'Ben', palette: 'day' });
  await mia.page.getByRole('region', { name: 'List of alerts' }).waitFor();
  await mia.page.locator('.alert-bar').click({ position: { x: 5, y: 5 } });
  player = service.play(day, 900);
});

after(async () => {
  await Console.closeAll();
  await service?.stop();
});

/** Alerts that stand so with the people who watch, warnings and worse unless another severity is said to be the least. */
const standing = async (operatorState, severity = 'WARNING') => (await service.ask(`/api/v1/alerts?filter=${encodeURIComponent(`severity >= SEVERITY_${severity} AND operator_state ${operatorState}`)}`)).alerts ?? [];

/** Ids of alerts that want to be acknowledged, once there are so many of them. */
async function unacknowledged(least = 1, severity = 'WARNING') {
  const found = await service.until(async () => {
    const alerts = await standing('= OPERATOR_STATE_UNACKNOWLEDGED', severity);
    return alerts.length >= least ? alerts : null;
  }, 120_000, 'too few alerts were raised');
  return found.map(({ alertId }) => alertId);
}

/**
 * The day stands still for the rest of a test, once so many alerts want to be acknowledged: at 900 times the speed of life, an alert is another one before a hand has reached it,
 * and what is no longer what was seen is not acknowledged.
 */
async function standStill(context, least = 1, severity = 'WARNING') {
  await unacknowledged(least, severity);
  player.kill('SIGSTOP');
  context.after(() => player.kill('SIGCONT'));
  // What was sent before is still on its way through the analyser.
  await new Promise((wake) => setTimeout(wake, 1_500));
  return unacknowledged(least, severity);
}

const rowOf = ({ page }, alertId) => page.locator(`#alert-${alertId.replace(/[^\w-]/g, '_')}`);

test('an alert of the demo day is raised, drawn, said and heard', async () => {
  const [alertId] = await unacknowledged();
  await rowOf(mia, alertId).waitFor({ timeout: 5_000 });
  await mia.page.waitForFunction(() => globalThis.maritimewatch.sound.beeps > 0, null, { timeout: 10_000 });
  assert.equal(await mia.page.evaluate(() => globalThis.maritimewatch.sound.state), 'on');
  assert.equal(await mia.page.locator('.sound').textContent(), 'Sound on');
  assert.ok((await mia.vessels()) > 10, 'vessels are on the map');
  assert.match(await mia.page.locator('[role=alert][aria-live=assertive]').textContent(), /^(Warning|Alarm|Critical): /);
  assert.match(await mia.page.locator('.exercise').textContent(), /EXERCISE/);
  await mia.shot('watch-dusk');
});

test('a page that nobody has touched says that the browser blocks its sound', async () => {
  await unacknowledged();
  const quiet = await Console.open(`${service.url}/watch`, { isUntouched: true });
  await quiet.page.locator('.sound[data-state=blocked]').waitFor({ timeout: 10_000 });
  await quiet.page.locator('.sound').click();
  await quiet.page.locator('.sound[data-state=on]').waitFor({ timeout: 5_000 });
  await quiet.close();
});

test('silence lasts for half a minute, and not against what is worse', async () => {
  await mia.page.keyboard.press('s');
  assert.equal(await mia.page.evaluate(() => globalThis.maritimewatch.sound.state), 'silenced');
  assert.equal(await mia.page.evaluate(() => { const { sound } = globalThis.maritimewatch; sound.sound('SEVERITY_NOTICE'); sound.sound('SEVERITY_CRITICAL'); return sound.state; }), 'on');
});

test('acknowledged by keyboard on one console, it is so on the other within a second', async (context) => {
  const [alertId] = await standStill(context);
  await Promise.all([mia, ben].map((one) => rowOf(one, alertId).waitFor({ timeout: 5_000 })));
  await mia.page.locator('body').click({ position: { x: 700, y: 20 } });
  for (let step = 0; step < 100; step++) {
    await mia.page.keyboard.press('j');
    if (new URL(mia.page.url()).searchParams.get('alert') === alertId) {
      break;
    }
  }
  assert.equal(new URL(mia.page.url()).searchParams.get('alert'), alertId);
  const begun = performance.now();
  await mia.page.keyboard.press('a');
  await ben.page.waitForFunction((id) => /ACKNOWLEDGED$/.test(globalThis.maritimewatch.desk.book.get(id)?.operatorStatus.state ?? '') && globalThis.maritimewatch.desk.book.get(id).operatorStatus.acknowledgedBy === 'Mia', alertId, { timeout: 10_000, polling: 20 });
  const took = performance.now() - begun;
  console.log(`acknowledged on the other console after ${took.toFixed(0)} ms`);
  assert.ok(took < 1_000, `${took} ms`);
  await rowOf(ben, alertId).locator('.state', { hasText: /Acknowledged by Mia|Over/ }).waitFor({ timeout: 3_000 });
});

test('see, fly to, acknowledge: three keys', async (context) => {
  await standStill(context);
  // The service has one; the list, too, and where the keys begin.
  await mia.page.locator('.alert-row:first-child button.primary', { hasText: 'Ack' }).waitFor({ timeout: 5_000 });
  await mia.page.keyboard.press('Escape');
  for (const key of ['j', 'Enter', 'a']) {
    await mia.page.keyboard.press(key);
  }
  const alertId = new URL(mia.page.url()).searchParams.get('alert');
  assert.ok(alertId !== null);
  await service.until(async () => (await service.ask(`/api/v1/alerts/${alertId}`)).alert.operatorStatus.acknowledgedBy === 'Mia', 5_000, 'it is not acknowledged');
});

test('why: the sentence, the rule with its numbers, the curves, the history, and the way there', async () => {
  const { page } = mia;
  const detail = page.getByRole('region', { name: 'Why this alert' });
  assert.ok((await detail.locator('.sentence').textContent()).length > 20);
  await detail.getByRole('columnheader', { name: 'Measured' }).waitFor();
  assert.ok((await detail.locator('.history li').count()) > 0 || (await detail.locator('.history li').first().waitFor().then(() => true)));
  await detail.locator('.curves canvas').first().waitFor({ timeout: 10_000 });
  await detail.locator('summary', { hasText: 'Hail on VHF 16' }).click();
  assert.match(await detail.locator('.phrase').textContent(), /this is .* Over\.$/);
  await mia.shot('why-dusk');
  await detail.locator('[data-action=jump]').click();
  await page.locator('.time-bar[data-mode=past]').waitFor();
  assert.ok(new URL(page.url()).searchParams.get('t') ?? (await page.waitForFunction(() => new URL(location.href).searchParams.get('t'))));
  await service.until(() => page.evaluate(() => document.querySelector('.moment').textContent.includes('PAST')), 5_000, 'the past is not said');
  await mia.shot('past-dusk');
  await page.getByRole('button', { name: 'LIVE' }).click();
  await page.locator('.time-bar[data-mode=live]').waitFor();
});

test('note, assign, shelve with a reason, close with a disposition', async (context) => {
  const { page } = mia;
  await standStill(context);
  const { alertId } = (await standing('!= OPERATOR_STATE_CLOSED')).find(({ latestEvent: { state } }) => !/CLOSED|RETRACTED/.test(state));
  await rowOf(mia, alertId).locator('.what').click();
  const detail = page.getByRole('region', { name: 'Why this alert' });
  const status = async () => (await service.ask(`/api/v1/alerts/${alertId}`)).alert.operatorStatus;
  await page.keyboard.press('n');
  await page.getByRole('dialog').getByLabel('Note').fill('called on VHF 16');
  await page.getByRole('dialog').getByRole('button', { name: 'Write' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await detail.locator('.history', { hasText: 'called on VHF 16' }).waitFor({ timeout: 15_000 });
  await detail.locator('[data-action=assign]').click();
  await page.getByRole('dialog').getByRole('button', { name: 'To me' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
  await service.until(async () => (await status()).assignee === 'Mia', 5_000, 'it is not assigned');
  await detail.locator('[data-action=shelve]').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Shelve' }).click();
  await page.getByRole('dialog').getByText('A reason is needed.').waitFor();
  await page.getByRole('dialog').getByLabel('Reason').fill('patrol boat on the way');
  await page.getByRole('dialog').getByRole('button', { name: 'Shelve' }).click();
  await service.until(async () => (await status()).shelveReason === 'patrol boat on the way', 5_000, 'it is not shelved');
  await detail.locator('[data-action=close]').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the alert' }).click();
  await page.getByRole('dialog').getByText('Say what it was.').waitFor();
  await page.getByRole('dialog').locator('select').selectOption('DISPOSITION_EXERCISE');
  await page.getByRole('dialog').getByRole('button', { name: 'Close the alert' }).click();
  await service.until(async () => (await status()).disposition === 'DISPOSITION_EXERCISE', 5_000, 'it is not closed');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('a vessel is found by name; her card, her track and the next asset ahead', async () => {
  const { page } = mia;
  const { vessels } = await service.ask('/api/v1/vessels?pageSize=50');
  const known = vessels.find((vessel) => vessel.name && vessel.lastPosition);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search vessels and assets' }).and(page.locator(':focus')).waitFor({ timeout: 5_000 });
  await page.keyboard.type(known.name);
  await page.getByRole('option', { name: known.name }).first().waitFor({ timeout: 10_000 });
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Vessel' });
  await card.getByRole('heading', { name: known.name }).waitFor();
  await card.getByText(/^Track of 6 h, from /).waitFor({ timeout: 15_000 });
  await card.getByRole('heading', { name: 'Next asset ahead' }).waitFor();
  assert.match(new URL(page.url()).searchParams.get('vessel'), /^\d+$/);
  await mia.shot('vessel-dusk');
});

test('the view stands in the address: reloaded, it is the same', async () => {
  const { page } = mia;
  await page.waitForTimeout(500);
  const url = page.url();
  await page.reload();
  await page.getByRole('region', { name: 'Vessel' }).getByRole('heading').first().waitFor();
  assert.deepEqual(Object.fromEntries(new URL(page.url()).searchParams), Object.fromEntries(new URL(url).searchParams));
});

test('forensics: who was there when a cable failed, ranked, with reasons, on the map, and as files', async () => {
  const { page } = ben;
  const { alerts } = await service.ask('/api/v1/alerts?pageSize=1000');
  const { asset, since } = alerts.map((alert) => alert.latestEvent).find((event) => event.asset && event.kind === 'ALERT_KIND_POWERED_DRAG');
  await page.goto(`${service.url}/analysis`);
  await page.getByLabel('Asset that failed').selectOption(asset.id);
  await page.getByLabel('Failed at (UTC)').fill(since.slice(0, 19));
  await page.getByLabel('Give or take, seconds').fill('1800');
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.getByText('It is no accusation').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Why' }).first().click();
  await page.locator('.reasons li').first().waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Report (HTML)' }).click();
  assert.match((await saved).suggestedFilename(), /\.html$/);
  await ben.shot('forensics-day');
});

test('tracks are asked for by vessel and by area', async () => {
  const { page } = ben;
  const { vessels } = await service.ask('/api/v1/vessels?pageSize=50');
  const known = vessels.find((vessel) => vessel.name && vessel.lastPosition);
  await page.getByRole('button', { name: 'Where was she?' }).click();
  await page.locator('form.ask').getByLabel('Vessel').fill(String(known.mmsi));
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.getByText(/[\d,]+ positions, /).waitFor({ timeout: 15_000 });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'GeoJSON' }).click();
  assert.equal((await saved).suggestedFilename().endsWith('.geojson'), true);
  await page.getByRole('button', { name: 'Who was here?' }).click();
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.getByText(/\d+ vessels inside the map/).waitFor({ timeout: 20_000 });
});

test('nothing is acknowledged unseen: not from another page, not by the second half of a double click', async (context) => {
  const { page } = mia;
  const [alertId] = await standStill(context, 2, 'NOTICE');
  const acknowledged = () => page.evaluate(() => globalThis.maritimewatch.desk.book.all.filter(({ operatorStatus }) => operatorStatus.acknowledgedBy === 'Mia').length);
  await rowOf(mia, alertId).click();
  await page.getByRole('link', { name: 'Supervision' }).click();
  const before = await acknowledged();
  await page.keyboard.press('a');
  await page.waitForTimeout(700);
  assert.equal(await acknowledged(), before);
  await page.getByRole('link', { name: 'Watch' }).click();
  await page.locator('.alert-bar .top-alert button.primary:not(.resting)').dblclick();
  await page.waitForFunction((number) => globalThis.maritimewatch.desk.book.all.filter(({ operatorStatus }) => operatorStatus.acknowledgedBy === 'Mia').length > number, before, { timeout: 5_000 });
  await page.waitForTimeout(700);
  assert.equal(await acknowledged(), before + 1);
});

test('what was picked is acknowledged together, each of them named before', async (context) => {
  const { page } = mia;
  const wanted = (await standStill(context, 2, 'NOTICE')).slice(0, 2);
  await page.getByRole('button', { name: /^Open \d/ }).click();
  for (const alertId of wanted) {
    await rowOf(mia, alertId).getByRole('checkbox').check();
  }
  await page.getByRole('button', { name: 'Acknowledge 2 picked' }).click();
  assert.equal(await page.getByRole('dialog').locator('li').count(), 2);
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  for (const alertId of wanted) {
    await service.until(async () => (await service.ask(`/api/v1/alerts/${alertId}`)).alert.operatorStatus.acknowledgedBy === 'Mia', 5_000, `${alertId} is not acknowledged`);
  }
});

test('the shift lead sees sources, the alarm rate, consoles, rules and the audit log', async () => {
  const { page } = ben;
  await page.getByRole('link', { name: 'Supervision' }).click();
  for (const name of ['Sources', 'Alarm rate', 'Connected consoles', 'Rules in force', 'Audit log']) {
    await page.getByRole('region', { name }).getByRole('row').nth(1).or(page.getByRole('region', { name }).locator('details')).first().waitFor({ timeout: 15_000 });
  }
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await page.getByText(/entries are whole/).waitFor({ timeout: 20_000 });
  await page.getByRole('region', { name: 'Shift report' }).getByRole('combobox').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Make the report' }).click();
  await page.getByRole('heading', { name: /^Shift report, 2026-03-/ }).waitFor({ timeout: 20_000 });
  const saved = page.waitForEvent('download');
  await page.getByRole('region', { name: 'Shift report' }).getByRole('button', { name: /CSV/ }).click();
  const report = readFileSync(await (await saved).path(), 'utf8');
  assert.ok(report.includes('TLP:AMBER') && report.split('\n').length > 10, report.slice(0, 500));
  await ben.shot('supervision-day');
});

test('the link is cut and comes back: said at once, nothing lost, nothing twice', async (context) => {
  const door = await Door.before(service.http);
  context.after(() => door.close());
  const cut = await Console.open(`${door.url}/watch`, { name: 'Cleo' });
  await cut.page.locator('.link-state[data-state=live]').waitFor({ timeout: 15_000 });
  // A desk at work, not one that still draws its first picture in software.
  await cut.page.waitForFunction(() => globalThis.maritimewatch.watch?.map.isReady && globalThis.maritimewatch.watch.map.real.isSourceLoaded('coast'), null, { timeout: 30_000 });
  await cut.page.evaluate(() => {
    globalThis.heard = [];
    globalThis.maritimewatch.desk.book.onChange((_, __, by) => globalThis.heard.push(Number(by.sequence)));
  });
  const from = await cut.page.evaluate(() => globalThis.maritimewatch.desk.book.sequence);
  door.shut();
  await cut.page.locator('.link-state[data-state=lost]').waitFor({ timeout: 5_000 });
  assert.match(await cut.page.locator('.link-state').textContent(), /picture is \d+ s old.*trying again/);
  await cut.shot('link-lost-dusk');
  // Notes are events of the feed, too: whatever the traffic does, something happens meanwhile.
  const [alertId] = (await service.ask('/api/v1/alerts?pageSize=1')).alerts.map((alert) => alert.alertId);
  for (let number = 0; number < 5; number++) {
    const response = await fetch(`${service.url}/api/v1/alerts/${alertId}/comment`, { method: 'POST', headers: { 'content-type': 'application/json', operator: 'Dora' }, body: JSON.stringify({ comment: `note ${number}` }) });
    assert.equal(response.status, 200, await response.text());
  }
  door.open();
  await cut.page.locator('.link-state[data-state=live]').waitFor({ timeout: 20_000 });
  const to = Number((await service.ask('/api/v1/alerts?pageSize=1')).highWaterSequence);
  await cut.page.waitForFunction((sequence) => globalThis.maritimewatch.desk.book.sequence >= sequence, to, { timeout: 10_000 });
  const heard = (await cut.page.evaluate(() => globalThis.heard)).filter((sequence) => sequence > from && sequence <= to);
  assert.deepEqual(heard, Array.from({ length: to - from }, (_, place) => from + 1 + place));
  assert.deepEqual(await cut.complaints(), []);
  await cut.close();
});

test('what the service lacks is said: its store, its chart; and mended by itself', async () => {
  const poor = await Console.open('about:blank', { name: 'Cleo' });
  const { page } = poor;
  await page.route(/alerts\/stream/, (route) => route.fulfill({ status: 200, contentType: 'text/event-stream', body: 'retry: 1000\nevent: unavailable\ndata: {"reason":"STORE_UNAVAILABLE"}\n\n' }));
  await page.route(/api\/v1\/assets/, (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"reason":"STORE_UNAVAILABLE","detail":"the store is damaged"}' }));
  await page.goto(`${service.url}/watch`);
  await page.locator('.link-state', { hasText: 'the service cannot use its store' }).waitFor({ timeout: 10_000 });
  await page.locator('.missing', { hasText: 'CHART MISSING: the store is damaged' }).waitFor({ timeout: 10_000 });
  assert.ok((await poor.alerts()).length > 0, 'the alerts of the list are there all the same');
  await page.unrouteAll();
  await page.locator('.link-state[data-state=live]').waitFor({ timeout: 20_000 });
  await page.locator('.missing', { hasText: 'CHART MISSING' }).waitFor({ state: 'hidden', timeout: 20_000 });
  await poor.close();
});

test('a stranger’s words stay words', async () => {
  const name = '<img src=x onerror=globalThis.pwned=1>';
  await ben.page.goto(`${service.url}/watch`);
  await ben.page.locator('.alert-row').first().waitFor();
  await ben.page.evaluate((hostile) => {
    const { book } = globalThis.maritimewatch.desk;
    const [{ latestEvent }] = book.all;
    // The first of the book may be one that is over: it would not be among the open ones.
    book.show({ ...latestEvent, alertId: 'hostile', state: 'ALERT_STATE_RAISED', severity: 'SEVERITY_CRITICAL', headline: hostile, recommendedAction: hostile, vessel: { ...latestEvent.vessel, name: hostile }, asset: { ...latestEvent.asset, name: hostile } });
  }, name);
  await ben.page.locator('#alert-hostile').click();
  await ben.page.getByRole('region', { name: 'Why this alert' }).getByText(name).first().waitFor();
  assert.equal(await ben.page.evaluate(() => document.querySelectorAll('img').length), 0);
  assert.equal(await ben.page.evaluate(() => globalThis.pwned), undefined);
  await ben.page.reload();
});

test('with tokens: nobody gets in without, and roles hide what may not be done', async () => {
  const folder = service.folder;
  const tokens = join(folder, 'tokens.json');
  const viewer = (await run('token', 'create', '--role', 'viewer', '--name', 'wall-1', '--file', tokens)).trim();
  const operator = (await run('token', 'create', '--role', 'operator', '--name', 'bridge-1', '--file', tokens)).trim();
  const guarded = await Service.start({ Access: { Tokens: tokens } });
  try {
    const traffic = guarded.play(day, 3_000);
    const wall = await Console.open(`${guarded.url}/`, { name: '' });
    await wall.page.getByLabel('Token').fill('mw_wrong');
    await wall.page.getByRole('button', { name: 'Sign in' }).click();
    await wall.page.getByText('does not take this token').waitFor();
    const found = [];
    for (const palette of palettes) {
      await wall.page.evaluate((name) => document.documentElement.setAttribute('data-obc-theme', name), palette);
      await wall.shot(`login-${palette}`);
      found.push(...(await findings(wall.page, `login ${palette}`)));
    }
    assert.deepEqual(found, []);
    await wall.page.getByLabel('Token').fill(viewer);
    await wall.page.getByRole('button', { name: 'Sign in' }).click();
    await guarded.until(() => wall.page.locator('.alert-row').count(), 60_000, 'no alert was raised');
    // What is tried from here on is who may do what; rows that move with every alert of a day in half a minute are not to be aimed at.
    traffic.kill('SIGTERM');
    assert.equal(await wall.page.getByRole('button', { name: /^Ack/ }).count(), 0);
    await wall.page.locator('.alert-row').first().click();
    const detail = wall.page.getByRole('region', { name: 'Why this alert' });
    await detail.locator('[data-action=fly]').waitFor();
    assert.deepEqual(await detail.locator('.buttons').first().locator('button').allTextContents(), ['Show on map', 'Go to that time']);
    const bridge = await Console.open(`${guarded.url}/`, { name: '', token: operator });
    await bridge.page.locator('.alert-row').first().waitFor({ timeout: 30_000 });
    await bridge.page.keyboard.press('j');
    await bridge.page.locator('[data-action=assign]').waitFor();
    assert.equal(await bridge.page.locator('[data-action=shelve]').count(), 0);
    const { id } = JSON.parse(readFileSync(tokens, 'utf8')).tokens.find(({ name }) => name === 'bridge-1');
    await run('token', 'revoke', id, '--file', tokens);
    const over = bridge.page.getByRole('dialog', { name: 'Signed out: alerts are not followed' });
    await over.waitFor({ timeout: 30_000 });
    assert.ok(await bridge.page.locator('.alert-row').count() > 0, 'what was known stays on the screen');
    await over.getByLabel('Token').fill((await run('token', 'create', '--role', 'operator', '--name', 'bridge-1', '--file', tokens)).trim());
    // The service looks at its file of tokens every few seconds: until then it says that it does not know this one.
    await guarded.until(async () => {
      await over.getByRole('button', { name: 'Sign in' }).click({ timeout: 1_000 }).catch(() => null);
      await bridge.page.waitForTimeout(500);
      return (await over.count()) === 0;
    }, 20_000, 'the new token is not taken').catch(async (failure) => assert.fail(`${failure.message}\n${await over.innerText()}`));
    await bridge.page.locator('.link-state:not([data-state=lost])').waitFor({ timeout: 20_000 });
    assert.deepEqual([...(await wall.complaints()), ...(await bridge.complaints())], []);
    await wall.close();
    await bridge.close();
  } finally {
    await guarded.stop();
  }
});

/** What axe finds that is serious, on a page as it stands. */
async function findings(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${what}: ${id}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target} (${failureSummary?.split('\n').slice(1, 2).join('').trim()})`).join('; ')}`);
}

const palettes = ['bright', 'day', 'dusk', 'night'];

test('no serious finding of axe on any page in any palette', async () => {
  const found = [];
  const pages = [
    ['watch', 'watch?c=2.6,51.9,7', '.alert-row'],
    ['analysis', 'analysis?ask=statistics&from=2026-03-14T00:00:00Z&to=2026-03-14T06:00:00Z', '.answer table'],
    ['dry-runs', 'analysis?ask=dry-runs', '.side button.primary'],
    ['supervision', 'supervision', '.card table'],
  ];
  for (const palette of palettes) {
    const one = await Console.open(`${service.url}/watch?c=2.6,51.9,7`, { palette });
    for (const [name, address, there] of pages) {
      await one.page.goto(`${service.url}/${address}`);
      await one.page.locator(there).first().waitFor({ timeout: 20_000 });
      if (name === 'watch') {
        await one.page.locator('.alert-row').first().click();
      }
      await one.page.waitForTimeout(700);
      await one.shot(`${name}-${palette}`);
      found.push(...(await findings(one.page, `${name} ${palette}`)));
    }
    assert.deepEqual(await one.complaints(), []);
    await one.close();
  }
  assert.deepEqual(found, []);
});

test('no request to another host, no error, nothing that the policy forbids, all the while', async () => {
  assert.deepEqual([...(await mia.complaints()), ...(await ben.complaints())], []);
  const headers = (await fetch(service.url)).headers;
  assert.match(headers.get('content-security-policy'), /default-src 'none'; script-src 'self';/);
});
