// How fast the console is, in Chromium without a screen, drawing in software: the first picture of many vessels, a second of all of them moving, an acknowledgement from key to screen, memory, and the size of its code.
// Beside the vessels' own layer the library's (a GeoJSON source) draws the same in the same page. Usage: node figures.mjs [--memory MINUTES]: only size and memory, which no busy machine excuses.
// Fails where one of those two breaks its bound; all else is told.
import { once } from 'node:events';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Console } from './browser.mjs';
import { Service, root, run } from './service.mjs';

const option = process.argv.indexOf('--memory');
const isMemoryAlone = option >= 0;
const minutes = isMemoryAlone ? Number(process.argv[option + 1]) : 2;
if (!(minutes >= 1 && minutes <= 600)) {
  console.error('--memory wants minutes, 1 to 600');
  process.exit(2);
}
const charts = ['north-sea-exercise.geojson', 'north-sea-context.geojson'].map((name) => join(root, 'data-samples/assets', name));
const view = 'watch?c=3,53.5,6';
const broken = [];

const sorted = (numbers) => [...numbers].sort((one, other) => one - other);
const quantile = (numbers, part) => sorted(numbers)[Math.max(0, Math.ceil(numbers.length * part) - 1)] ?? Number.NaN;
const ms = (number) => `${number.toFixed(0)} ms`;
const wait = (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds));

function tell(figure, value, asked, isBroken = false) {
  console.log(`${figure}: ${value} (asked: ${asked})`);
  if (isBroken) {
    broken.push(figure);
  }
}

/**
 * A service that has heard so many vessels and a few more (some come in later, the more the longer it goes on), and which go on as they are in life. `hasten` goes on faster: ten times as fast as it was, nearly every ship under way has moved in each second.
 * @param hours how much of their traffic there is.
 */
async function sea(vessels, hours, firstSpeed) {
  const service = await Service.start();
  const traffic = join(service.folder, 'traffic.nmea');
  await run('simulate', '--scenario', 'background', '--background', String(Math.ceil(vessels * (1.02 + hours / 10))), '--seed', '808', '--hours', String(hours), '--format', 'nmea', '--output', traffic, '--assets', ...charts);
  const bytes = readFileSync(traffic);
  const begun = lineFrom(bytes, 0).seconds;
  const part = (from, to, speed) => playPart(service, bytes, begun + from, begun + to, speed);
  // A quarter of an hour: at anchor a ship speaks every three minutes, and not every word is heard.
  const first = part(0, 900, firstSpeed);
  await once(first, 'exit');
  service.known = await service.until(async () => {
    const heard = await snapshot(service);
    return heard >= vessels ? heard : 0;
  }, 60_000, `not all ${vessels} vessels were heard`);
  const live = part(900, 1_200, 1);
  service.hasten = (speed) => {
    live.kill('SIGTERM');
    part(1_200, hours * 3_600, speed);
  };
  return service;
}

/** Plays what was said from a moment to another, both in seconds since 1970. */
function playPart(service, bytes, from, to, speed) {
  const file = join(service.folder, `${from}.nmea`);
  writeFileSync(file, bytes.subarray(offsetOf(bytes, from), offsetOf(bytes, to)));
  return service.play(file, speed);
}

/** When the first whole line from a place on was said: seconds since 1970 of its TAG block. */
function lineFrom(bytes, at) {
  const from = at === 0 ? 0 : bytes.indexOf(10, at) + 1;
  const end = bytes.indexOf(10, from);
  return { from, seconds: end < 0 ? Number.POSITIVE_INFINITY : Number(/[\\,]c:(\d+)/.exec(bytes.toString('latin1', from, end))?.[1]) };
}

/** Where in traffic that is in order of time a moment begins. */
function offsetOf(bytes, seconds) {
  let [low, high] = [0, bytes.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (lineFrom(bytes, middle).seconds < seconds) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low === 0 ? 0 : high >= bytes.length ? bytes.length : lineFrom(bytes, high).from;
}

/** How many vessels the live picture has. */
async function snapshot(service) {
  const ending = new AbortController();
  const response = await fetch(`${service.url}/api/v1/picture/stream`, { signal: ending.signal, headers: { accept: 'text/event-stream' } });
  let [heard, rest] = [0, ''];
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + piece).split('\n\n');
    rest = events.pop();
    const pictures = events.flatMap((event) => event.split('\n').filter((line) => line.startsWith('data: ')).map((line) => JSON.parse(line.slice(6))));
    heard += pictures.reduce((sum, { rows }) => sum + (rows?.length ?? 0), 0);
    if (pictures.some(({ last }) => last)) {
      break;
    }
  }
  ending.abort();
  return heard;
}

/** A page that shows its first picture. */
async function opened(service) {
  const one = await Console.open(`${service.url}/${view}`);
  await one.page.waitForFunction(() => performance.getEntriesByName('first-picture').length > 0, null, { timeout: 60_000 });
  return one;
}

async function firstPictures(service, vessels, asked) {
  const took = [];
  for (let round = 0; round < 5; round++) {
    const one = await opened(service);
    took.push(await one.page.evaluate(() => performance.getEntriesByName('first-picture')[0].startTime));
    await one.close();
  }
  tell(`first picture, ${vessels} vessels, from opening the address, nothing kept by the browser`, `median ${ms(quantile(took, 0.5))}, longest ${ms(Math.max(...took))}`, `${asked / 1_000} s`);
}

async function updates(one, vessels, seconds) {
  const longest = await one.page.evaluate(async (most) => {
    const tasks = new Map();
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ startTime, duration }) => { const second = Math.floor(startTime / 1_000); tasks.set(second, Math.max(tasks.get(second) ?? 0, duration)); }));
    observer.observe({ type: 'longtask' });
    const from = Math.floor(performance.now() / 1_000) + 1;
    let moved = 0;
    const stop = globalThis.maritimewatch.desk.onPicture(() => moved++);
    await new Promise((wake) => setTimeout(wake, most * 1_000));
    observer.disconnect();
    stop();
    return { seconds: Array.from({ length: most - 1 }, (_, place) => tasks.get(from + place) ?? 0), moved };
  }, seconds);
  tell(`longest task of a second, ${vessels} vessels updated once a second (${longest.moved} pictures in ${seconds} s; below 50 ms counts as 0)`, `median ${ms(quantile(longest.seconds, 0.5))}, 95 % ${ms(quantile(longest.seconds, 0.95))}, longest ${ms(Math.max(...longest.seconds))}`, 'none over 200 ms at the median');
}

/** The same vessels by the library's own way, in the same page: from new data until they are drawn. */
async function beside(one, vessels) {
  const { own, peer } = await one.page.evaluate(async () => {
    const map = globalThis.maritimewatch.watch.map.real;
    const places = [...globalThis.maritimewatch.desk.picture.all].map(({ mmsi, longitude, latitude, heading }) => ({ mmsi, longitude, latitude, heading: heading ?? 0 }));
    const moved = (step) => places.map((place) => ({ ...place, longitude: place.longitude + step * 1e-4 }));
    const rendered = () => new Promise((wake) => map.once('render', () => requestAnimationFrame(wake)));
    const collection = (all) => ({ type: 'FeatureCollection', features: all.map(({ mmsi, longitude, latitude, heading }) => ({ type: 'Feature', id: mmsi, properties: { heading }, geometry: { type: 'Point', coordinates: [longitude, latitude] } })) });
    const took = { own: [], peer: [] };
    const shown = globalThis.maritimewatch.watch.map;
    for (let step = 0; step < 15; step++) {
      const all = moved(step).map((place) => ({ ...place, pointing: place.heading, course: place.heading, speed: 10, class: 'cargo', isClassB: false, isGhost: false, isDoubtful: false, isChosen: false, isWatched: false }));
      const begun = performance.now();
      shown.showVessels(all, () => '');
      await rendered();
      took.own.push(performance.now() - begun);
    }
    const size = 16;
    const image = new Uint8Array(size * size * 4).fill(255);
    map.addImage('peer', { width: size, height: size, data: image });
    map.addSource('peer', { type: 'geojson', data: collection(moved(0)) });
    map.addLayer({ id: 'peer', type: 'symbol', source: 'peer', layout: { 'icon-image': 'peer', 'icon-rotate': ['get', 'heading'], 'icon-allow-overlap': true } });
    await map.once('idle');
    for (let step = 0; step < 15; step++) {
      const begun = performance.now();
      const idle = map.once('idle');
      map.getSource('peer').setData(collection(moved(step)));
      await idle;
      took.peer.push(performance.now() - begun);
    }
    map.removeLayer('peer');
    map.removeSource('peer');
    map.removeImage('peer');
    return took;
  });
  tell(`all ${vessels} vessels moved and drawn`, `median ${ms(quantile(own, 0.5))}; by a GeoJSON source of the library in the same page ${ms(quantile(peer, 0.5))}, ${(quantile(peer, 0.5) / quantile(own, 0.5)).toFixed(1)} times as long`, 'less than the library');
}

/**
 * From an event's arrival to the alert on the list, with two days told in ten minutes, some 1,700 messages a second; from the key to one's own screen and to the other console's, with the traffic of the hour
 * at the speed of life. Both consoles, the service and what plays into it share the machine.
 */
async function acknowledgements() {
  const service = await Service.start();
  const traffic = join(service.folder, 'suite.nmea');
  await run('simulate', '--scenario', 'suite', '--seed', '601', '--background', '60', '--format', 'nmea', '--output', traffic, '--assets', ...charts);
  const [mia, ben] = await Promise.all(['Mia', 'Ben'].map((name) => Console.open(`${service.url}/${view}`, { name })));
  for (const { page } of [mia, ben]) {
    await page.locator('.alert-list').waitFor();
    await page.evaluate(() => {
      globalThis.seen = new Map();
      globalThis.drawn = [];
      const { desk } = globalThis.maritimewatch;
      desk.book.onChange((alert, before) => {
        if (alert.operatorStatus.acknowledgedBy !== undefined && !globalThis.seen.has(alert.alertId)) {
          globalThis.seen.set(alert.alertId, 0);
          requestAnimationFrame(() => setTimeout(() => globalThis.seen.set(alert.alertId, Date.now())));
        }
        if (before === undefined) {
          const heard = performance.now();
          const look = () => (document.getElementById(`alert-${alert.alertId.replace(/[^\w-]/g, '_')}`) === null ? requestAnimationFrame(look) : requestAnimationFrame(() => globalThis.drawn.push(performance.now() - heard)));
          look();
        }
      });
    });
  }
  const hurry = service.play(traffic, 300);
  await service.until(async () => (await unacknowledged(mia)).length >= 20 && (await ben.page.evaluate(() => globalThis.drawn.length)) >= 20, 420_000, 'there are not enough alerts');
  hurry.kill('SIGTERM');
  const reached = Date.parse((await service.ask('/api/v1/console')).eventTime) / 1_000;
  const live = playPart(service, readFileSync(traffic), reached, reached + 600, 1);
  await wait(5_000);
  const [round, other, answered] = [[], [], []];
  for (const alertId of await unacknowledged(mia)) {
    await mia.page.evaluate((id) => globalThis.maritimewatch.desk.view.change({ alertId: id }), alertId);
    await wait(300);
    const pressed = await mia.page.evaluate(() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
      return Date.now();
    });
    const at = await Promise.all([mia, ben].map(async ({ page }) => {
      await page.waitForFunction((id) => (globalThis.seen.get(id) ?? 0) > 0, alertId, { timeout: 15_000, polling: 50 }).catch(() => null);
      return page.evaluate((id) => globalThis.seen.get(id) ?? Number.NaN, alertId);
    }));
    answered.push(await mia.page.evaluate(() => performance.getEntriesByType('resource').findLast(({ name }) => /acknowledge/.test(name)).duration));
    if (at.every(Number.isFinite)) {
      round.push(at[0] - pressed);
      other.push(at[1] - pressed);
    }
  }
  const drawn = await ben.page.evaluate(() => globalThis.drawn);
  tell(`acknowledged, from the question to the answer, ${answered.length} alerts`, `median ${ms(quantile(answered, 0.5))}, 95 % ${ms(quantile(answered, 0.95))}`, '95 % within 300 ms');
  tell('… from the key to one\'s own screen', `median ${ms(quantile(round, 0.5))}, 95 % ${ms(quantile(round, 0.95))}`, '1 s, as on every console', round.length < 20);
  tell('… to the other console', `median ${ms(quantile(other, 0.5))}, longest ${ms(Math.max(...other))}`, '1 s');
  tell(`an alert drawn after its event has come, ${drawn.length} alerts`, `median ${ms(quantile(drawn, 0.5))}, longest ${ms(Math.max(...drawn))}`, '1 s', drawn.length < 20);
  live.kill('SIGTERM');
  await mia.close();
  await ben.close();
  await service.stop();
}

/** Alerts of a console's list that nobody has acknowledged. */
const unacknowledged = ({ page }) => page.evaluate(() => globalThis.maritimewatch.desk.book.all.filter(({ operatorStatus: { state } }) => /UNACKNOWLEDGED$/.test(state)).map(({ alertId }) => alertId));

/** The heap after each collection of garbage, while everything moves. */
async function memory(one) {
  const session = await one.context.newCDPSession(one.page);
  const used = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize / 1_048_576;
  };
  await wait(20_000);
  const readings = [await used()];
  const every = minutes > 5 ? 60_000 : 15_000;
  for (const begun = Date.now(); Date.now() - begun < minutes * 60_000; ) {
    await wait(every);
    readings.push(await used());
    if (process.stderr.isTTY) {
      process.stderr.write(`memory: ${readings.at(-1).toFixed(1)} MiB after ${((Date.now() - begun) / 60_000).toFixed(1)} of ${minutes} min\r`);
    }
  }
  const third = Math.max(2, Math.floor(readings.length / 3));
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [first, last] = [mean(readings.slice(0, third)), mean(readings.slice(-third))];
  tell(`memory in use after collection, ${minutes} minutes of updates`, `${first.toFixed(1)} MiB in the first third, ${last.toFixed(1)} in the last, ${readings.at(-1).toFixed(1)} at the end`, 'flat: within a tenth and 2 MiB', last > first * 1.1 + 2);
}

function size() {
  const folder = join(root, 'src/MaritimeWatch.Service/bin/Release/net10.0/console/assets');
  const packed = readdirSync(folder).filter((name) => /\.(js|mjs|css)\.gz$/.test(name)).map((name) => statSync(join(folder, name)).size);
  const total = packed.reduce((sum, bytes) => sum + bytes, 0);
  tell('code, gzipped', `${(total / 1_000).toFixed(0)} kB in ${packed.length} files`, '1 MB', total > 1_000_000 || packed.length === 0);
}

/** A page of so many vessels, open and past its first seconds, for what is to be asked of it. */
async function watching(service, use) {
  const one = await opened(service);
  await wait(5_000);
  await use(one);
  await one.close();
}

async function allFigures() {
  await acknowledgements();
  for (const [vessels, hours, firstSpeed, asked, speed] of [[5_000, 1.2, 15, 3_000, 10], [20_000, 0.6, 5, 5_000, 3]]) {
    const service = await sea(vessels, hours, firstSpeed);
    await firstPictures(service, service.known, asked);
    service.hasten(speed);
    await watching(service, async (one) => {
      await updates(one, service.known, 60);
      await beside(one, service.known);
      if (vessels === 5_000) {
        await memory(one);
      }
    });
    await service.stop();
  }
}

async function memoryAlone() {
  const service = await sea(5_000, 1.2 + (minutes * 2) / 60, 15);
  service.hasten(2);
  await watching(service, memory);
  await service.stop();
}

size();
try {
  await (isMemoryAlone ? memoryAlone : allFigures)();
} finally {
  await Console.closeAll();
}
if (broken.length > 0) {
  console.error(`broken: ${broken.join('; ')}`);
  process.exit(1);
}
