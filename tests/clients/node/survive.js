// Kills the service at random moments while traffic comes in, subscribers come and go and people work on alerts; then holds what everybody was told
// against the log, and the log against that of a run that nobody disturbed.
// Usage: node survive.js PROGRAM TRAFFIC FOLDER --assets FILE… [--kills 50] [--reconnects 1000] [--subscribers 8] [--seed 1] [--lines 400000] [--window 1.00:00:00]
// PROGRAM is maritimewatch or its .dll, TRAFFIC is NMEA 0183 with TAG blocks, FOLDER keeps the two stores and the service's log.
'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const path = require('node:path');
const { spawn } = require('node:child_process');
const { parseArgs } = require('node:util');
const grpc = require('@grpc/grpc-js');
const { load } = require('./harness');

const { values: options, positionals: [program, traffic, folder] } = parseArgs({
  allowPositionals: true,
  options: {
    assets: { type: 'string', multiple: true },
    kills: { type: 'string', default: '50' },
    reconnects: { type: 'string', default: '1000' },
    subscribers: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    lines: { type: 'string', default: '400000' },
    window: { type: 'string', default: '1.00:00:00' },
  },
});
const [kills, reconnects, subscribers, seed, lineCount] = ['kills', 'reconnects', 'subscribers', 'seed', 'lines'].map((name) => Number(options[name]));
const { AlertService, IngestService } = load('maritimewatch/v1/alert_service.proto', 'maritimewatch/v1/ingest_service.proto').maritimewatch.v1;
const { WatchAlerts } = AlertService.service;
const { StreamReports } = IngestService.service;
const batchLines = 200;

const sleep = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
const percentile = (values, part) => [...values].sort((left, right) => left - right)[Math.max(0, Math.ceil(part * values.length) - 1)];
const say = (text) => process.stderr.write(`${text}\n`);

/** Mulberry32: the same seed, the same kills. */
function randomness(from) {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function freePorts(count) {
  return Promise.all(Array.from({ length: count }, () => new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)); });
  })));
}

/** The service on a store, which can be killed and started again. */
class Service {
  static async create(name) {
    const service = new Service();
    [service.http, service.grpc] = await freePorts(2);
    service.store = path.join(folder, `${name}.db`);
    service.config = path.join(folder, `${name}.json`);
    service.log = fs.openSync(path.join(folder, `${name}.log`), 'a');
    service.readySeconds = [];
    fs.writeFileSync(service.config, JSON.stringify({
      Assets: options.assets.map((file) => path.resolve(file)),
      Http: { Port: service.http },
      Grpc: { Port: service.grpc },
      Ingest: { TcpPort: 0, UdpPort: -1, EventTime: 'TagBlock' },
      Store: { Path: service.store, ReplayWindow: options.window },
    }));
    return service;
  }

  async start() {
    const isAssembly = program.endsWith('.dll');
    const began = performance.now();
    this.process = spawn(isAssembly ? 'dotnet' : program, [...(isAssembly ? [program] : []), 'serve', '--config', this.config], { stdio: ['ignore', 'ignore', this.log] });
    this.exited = new Promise((resolve) => { this.process.once('exit', resolve); });
    let ended;
    this.exited.then((code) => { ended = code ?? 'killed'; });
    while (!await this.ready()) {
      assert.equal(ended, undefined, `the service ended with ${ended}; see ${this.config.replace('.json', '.log')}`);
      assert.ok(performance.now() - began < 60_000, 'the service was not ready within a minute');
      await sleep(20);
    }
    this.readySeconds.push((performance.now() - began) / 1000);
  }

  ready() {
    return new Promise((resolve) => {
      http.get({ host: '127.0.0.1', port: this.http, path: '/readyz' }, (response) => { response.resume(); resolve(response.statusCode === 200); }).on('error', () => resolve(false));
    });
  }

  async kill(signal = 'SIGKILL') {
    this.process.kill(signal);
    await this.exited;
  }

  client() {
    return new grpc.Client(`127.0.0.1:${this.grpc}`, grpc.credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1, 'grpc.initial_reconnect_backoff_ms': 50, 'grpc.max_reconnect_backoff_ms': 200, 'grpc.use_local_subchannel_pool': 1,
    });
  }
}

/** Pushes the traffic, from the last acknowledged line on after every break. */
class Feeder {
  constructor(service, lines, linesPerSecond) {
    Object.assign(this, { service, lines, linesPerSecond, acknowledged: 0, sentAgain: 0, calls: 0, rejected: 0 });
  }

  async run() {
    let sent = 0;
    while (this.acknowledged < this.lines.length) {
      this.calls += 1;
      this.sentAgain += Math.max(0, sent - this.acknowledged);
      sent = Math.min(sent, this.acknowledged);
      sent = Math.max(sent, await this.push());
      await sleep(50);
    }
  }

  /** One call: until everything is acknowledged, or the call breaks. Gives how far it had sent. */
  push() {
    const client = this.service.client();
    const call = client.makeBidiStreamRequest(StreamReports.path, StreamReports.requestSerialize, StreamReports.responseDeserialize);
    let next = this.acknowledged;
    let timer;
    return new Promise((resolve) => {
      const over = () => { clearTimeout(timer); client.close(); resolve(next); };
      call.on('data', ({ acknowledgedIndex, rejected }) => {
        this.acknowledged = Math.max(this.acknowledged, Number(acknowledgedIndex));
        this.rejected += rejected.length;
      });
      call.on('error', over);
      call.on('end', over);
      const write = () => {
        if (next >= this.lines.length) {
          call.end();
          return;
        }
        const some = this.lines.slice(next, next + batchLines);
        const goOn = call.write({ reports: some.map((nmeaLine) => ({ nmeaLine })), firstIndex: next + 1 });
        next += some.length;
        const again = () => { timer = setTimeout(write, this.linesPerSecond ? 1000 * batchLines / this.linesPerSecond : 0); };
        goOn ? again() : call.once('drain', again);
      };
      write();
    });
  }
}

/** What anybody was ever told, by sequence: told once, it never changes. */
class Told {
  constructor() {
    this.bySequence = new Map();
    this.raised = [];
  }

  hear(sequence, response) {
    const bytes = WatchAlerts.responseSerialize(response);
    const digest = crypto.createHash('sha256').update(bytes).digest('hex');
    const known = this.bySequence.get(sequence);
    assert.ok(known === undefined || known === digest, `sequence ${sequence} was told differently before`);
    if (known === undefined) {
      this.bySequence.set(sequence, digest);
      response.event?.state === 'ALERT_STATE_RAISED' && this.raised.push(response.event.alertId);
    }
  }
}

const sequenceOf = ({ event, transition }) => Number((event ?? transition)?.sequence ?? 0);

/** Follows the feed, goes away at random moments, and comes back behind the last sequence it has seen. */
class Subscriber {
  constructor(service, told, random) {
    Object.assign(this, { service, told, random, last: 0, reconnects: 0, doubled: 0, highWater: 0, stopped: false });
  }

  async run() {
    while (!this.stopped) {
      await this.watch();
      this.reconnects += 1;
      await sleep(5 + this.random() * 50);
    }
  }

  watch() {
    const client = this.service.client();
    const call = client.makeServerStreamRequest(WatchAlerts.path, WatchAlerts.requestSerialize, WatchAlerts.responseDeserialize, { afterSequence: this.last });
    this.cancel = () => call.cancel();
    const timer = setTimeout(this.cancel, 20 + this.random() ** 2 * 1500);
    return new Promise((resolve, reject) => {
      const over = () => { clearTimeout(timer); client.close(); resolve(); };
      call.on('data', (response) => {
        try {
          this.highWater = Math.max(this.highWater, Number(response.heartbeat?.highWaterSequence ?? 0));
          const sequence = sequenceOf(response);
          if (sequence !== 0 && sequence <= this.last) {
            this.doubled += 1;
          } else if (sequence !== 0) {
            assert.equal(sequence, this.last + 1, `after ${this.last} came ${sequence}`);
            this.told.hear(sequence, response);
            this.last = sequence;
          }
        } catch (failure) {
          call.cancel();
          reject(failure);
        }
      });
      call.on('error', over);
      call.on('end', over);
    });
  }

  stop() {
    this.stopped = true;
    this.cancel?.();
  }
}

/** Somebody at a desk: writes notes and acknowledges, and asks again with the same request id until there is an answer. */
class Operator {
  constructor(service, told, random, name) {
    Object.assign(this, { service, told, random, name, answered: [], stopped: false });
  }

  async run() {
    const client = this.service.client();
    for (let number = 1; !this.stopped; number += 1) {
      await sleep(20 + this.random() * 100);
      if (this.told.raised.length > 0) {
        const alertId = this.told.raised[Math.floor(this.random() * this.told.raised.length)];
        await this.insist(client, alertId, `${this.name}-${number}`);
      }
    }
    client.close();
  }

  async insist(client, alertId, requestId) {
    const { path: at, requestSerialize, responseDeserialize } = AlertService.service.CommentOnAlert;
    for (;;) {
      const error = await new Promise((resolve) => {
        client.makeUnaryRequest(at, requestSerialize, responseDeserialize, { alertId, requestId, comment: requestId }, new grpc.Metadata(), { deadline: Date.now() + 5000 }, resolve);
      });
      if (!error) {
        this.answered.push({ alertId, requestId });
        return;
      }
      assert.ok([grpc.status.UNAVAILABLE, grpc.status.CANCELLED, grpc.status.DEADLINE_EXCEEDED, grpc.status.UNKNOWN, grpc.status.INTERNAL].includes(error.code), `${error.code} ${error.details}`);
      await sleep(50);
    }
  }
}

/** Everything in the log, read once more. */
async function logOf(service) {
  const client = service.client();
  const call = client.makeServerStreamRequest(WatchAlerts.path, WatchAlerts.requestSerialize, WatchAlerts.responseDeserialize, { afterSequence: 0 });
  const messages = [];
  await new Promise((resolve) => {
    let highWater;
    call.on('data', (response) => {
      highWater ??= Number(response.heartbeat.highWaterSequence);
      sequenceOf(response) && messages.push(response);
      messages.length === highWater && call.cancel();
    });
    call.on('error', resolve);
    call.on('end', resolve);
  });
  client.close();
  return messages;
}

function lines() {
  const bytes = fs.readFileSync(traffic);
  const all = [];
  for (let start = 0; start < bytes.length && all.length < lineCount;) {
    const end = bytes.indexOf(10, start) + 1 || bytes.length;
    all.push(bytes.subarray(start, end));
    start = end;
  }
  return all;
}

async function undisturbed(all) {
  const service = await Service.create('undisturbed');
  await service.start();
  const feeder = new Feeder(service, all, 0);
  await feeder.run();
  const messages = await logOf(service);
  await service.kill('SIGTERM');
  return { messages, feeder };
}

async function disturbed(all, secondsUp) {
  const random = randomness(seed);
  const service = await Service.create('disturbed');
  const told = new Told();
  const feeder = new Feeder(service, all, all.length / secondsUp);
  const watching = Array.from({ length: subscribers }, (_, number) => new Subscriber(service, told, randomness(seed * 1000 + number)));
  const operators = ['ann', 'bob'].map((name, number) => new Operator(service, told, randomness(seed * 2000 + number), name));
  await service.start();
  let failure;
  const fail = (error) => { failure ??= error; };
  const feeding = feeder.run().catch(fail);
  const others = [...watching, ...operators].map((one) => one.run().catch(fail));
  const came = () => watching.reduce((sum, { reconnects: count }) => sum + count, 0);
  let killed = 0;
  for (; killed < kills && !failure; killed += 1) {
    await sleep(100 + random() * (2 * secondsUp * 1000 / kills - 200));
    await service.kill();
    await service.start();
    (killed + 1) % 10 === 0 && say(`${killed + 1} kills, ${feeder.acknowledged} of ${all.length} lines acknowledged, sequence ${told.bySequence.size}, ${came()} reconnects`);
  }
  await Promise.race([feeding, (async () => { while (!failure) { await sleep(200); } })()]);
  while (!failure && came() < reconnects) {
    await sleep(100);
  }
  operators.forEach((one) => { one.stopped = true; });
  await sleep(1000);
  const messages = failure ? [] : await logOf(service);
  while (!failure && watching.some(({ last }) => last < messages.length)) {
    await sleep(100);
  }
  watching.forEach((one) => one.stop());
  if (failure) {
    await service.kill();
    throw failure;
  }
  await Promise.all(others);
  await service.kill('SIGTERM');
  return { service, told, feeder, watching, operators, messages, killed, reconnects: came() };
}

/** What must hold of a log by itself. */
function checkLog(messages) {
  messages.forEach((message, index) => assert.equal(sequenceOf(message), index + 1, 'the log has a gap'));
  const revisions = new Map();
  for (const { event } of messages.filter((message) => message.event)) {
    assert.equal(event.revision, (revisions.get(event.alertId) ?? 0) + 1, `revisions of ${event.alertId}`);
    assert.equal(event.state === 'ALERT_STATE_RAISED', event.revision === 1, `${event.alertId} revision ${event.revision} is ${event.state}`);
    revisions.set(event.alertId, event.revision);
  }
}

/** The alert events alone, in the words that say what people were told; the sequence is another where people worked on alerts in between. */
const words = (messages) => messages.filter(({ event }) => event)
  .map(({ event }) => `${event.alertId} ${event.revision} ${event.state} ${event.severity} ${event.eventTime.seconds}`);

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  const all = lines();
  const calm = await undisturbed(all);
  checkLog(calm.messages);
  say(`undisturbed: ${all.length} lines, ${calm.messages.length} alert events`);
  const wild = await disturbed(all, Math.max(20, kills * 1.2));
  checkLog(wild.messages);

  // Nobody was told anything that the log does not hold, in these very bytes; and the log holds nothing that nobody was told.
  const log = new Told();
  wild.messages.forEach((message) => log.hear(sequenceOf(message), message));
  assert.deepEqual([...wild.told.bySequence].sort(([left], [right]) => left - right), [...log.bySequence]);
  const doubled = wild.watching.reduce((sum, one) => sum + one.doubled, 0);
  assert.equal(doubled, 0, 'something came twice although it was asked for once');

  // Every answered note is there, once.
  const notes = new Map();
  for (const { transition } of wild.messages.filter((message) => message.transition?.action === 'OPERATOR_ACTION_COMMENTED')) {
    notes.set(transition.cause, (notes.get(transition.cause) ?? 0) + 1);
  }
  const answered = wild.operators.flatMap((one) => one.answered);
  answered.forEach(({ requestId }) => assert.equal(notes.get(requestId), 1, `note ${requestId} stands ${notes.get(requestId) ?? 0} times in the log`));

  const [expected, got] = [words(calm.messages), words(wild.messages)];
  const missing = expected.filter((line) => !got.includes(line));
  const added = got.filter((line) => !expected.includes(line));
  const ready = wild.service.readySeconds.slice(1);
  console.log(JSON.stringify({
    lines: all.length, kills: wild.killed, reconnects: wild.reconnects, subscribers, events: got.length, transitions: wild.messages.length - got.length,
    notesAnswered: answered.length, linesSentAgain: wild.feeder.sentAgain, readyP50: percentile(ready, 0.5).toFixed(2), readyP95: percentile(ready, 0.95).toFixed(2),
    readyMax: Math.max(...ready).toFixed(2), missing: missing.length, added: added.length,
  }, null, 1));
  missing.slice(0, 20).forEach((line) => say(`missing: ${line}`));
  added.slice(0, 20).forEach((line) => say(`added:   ${line}`));
  return missing.length + added.length === 0 ? 0 : 1;
}

main().then((code) => process.exit(code), (error) => { console.error(error); process.exit(1); });
