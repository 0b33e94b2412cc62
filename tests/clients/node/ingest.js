// The official Node client (@grpc/grpc-js) that pushes traffic and replays a recording. Usage: node ingest.js HOST:PORT.
// A line of JSON on standard input says what: {"lines": [NMEA …], "totals": [received, stored, duplicates, parts, rejected, unused], "recording": …}.
// Events of the replay are given back in their wire form.
'use strict';

const assert = require('node:assert/strict');
const readline = require('node:readline');
const grpc = require('@grpc/grpc-js');
const { connect, drain, load, run, unary } = require('./harness');

const { IngestService, ReplayService } = load('maritimewatch/v1/ingest_service.proto', 'maritimewatch/v1/replay_service.proto').maritimewatch.v1;
const ingest = connect(IngestService);
const replays = connect(ReplayService);
const { WatchReplay } = ReplayService.service;
const BATCH = 500;

let plan;
const report = (line) => ({ nmeaLine: Buffer.from(line, 'latin1') });
const batches = (lines) => Array.from({ length: Math.ceil(lines.length / BATCH) }, (_, index) => lines.slice(index * BATCH, (index + 1) * BATCH));

/** Pushes batches of reports; resolves to the answer and the status. */
function push(all) {
  return new Promise((resolve) => {
    const outcome = {};
    const call = ingest.pushReports((error, response) => Object.assign(outcome, { error, response }));
    call.on('status', (status) => { outcome.status = status; setImmediate(() => resolve(outcome)); });
    (async () => {
      for (const reports of all) {
        if (!call.write({ reports })) {
          await new Promise((resume) => call.once('drain', resume));
        }
      }
      call.end();
    })();
  });
}

const number = ({ received, stored, duplicates, parts, rejected, unused }) => [received, stored, duplicates, parts, rejected, unused].map(Number);

const cases = {
  async push_reports() {
    const { response } = await push(batches(plan.lines.map(report)));
    assert.deepEqual(number(response.totals), plan.totals);
    assert.equal(Number(response.acknowledgedIndex), plan.lines.length);
  },

  async stream_reports() {
    const call = ingest.streamReports();
    const acknowledged = [];
    const all = batches(plan.lines.map(report));
    const outcome = drain(call, ({ acknowledgedIndex }) => {
      acknowledged.push(Number(acknowledgedIndex));
      // The next batch when the one before is safe; the end when all are.
      const next = all[acknowledged.length];
      next ? call.write({ reports: next }) : call.end();
    });
    call.write({ reports: all[0], firstIndex: 1 });
    const { messages, status } = await outcome;
    assert.equal(status.code, grpc.status.OK);
    assert.equal(acknowledged.at(-1), plan.lines.length);
    assert.deepEqual(acknowledged, [...acknowledged].sort((left, right) => left - right));
    const [received, ...fates] = number(messages.at(-1).totals);
    assert.deepEqual([received, fates.reduce((sum, count) => sum + count)], [plan.lines.length, plan.lines.length]);
  },

  async rejections_are_values() {
    const { response, status } = await push([[report('$nonsense'), report('!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*00'), { position: { mmsi: 0 } }, {}]]);
    assert.equal(status.code, grpc.status.OK);
    assert.equal(number(response.totals)[4], 3);
    assert.deepEqual(response.firstRejected.map(({ index, reason }) => [Number(index), reason]).slice(-3), [
      [2, 'REPORT_DROP_REASON_BAD_CHECKSUM'], [3, 'REPORT_DROP_REASON_BAD_MMSI'], [4, 'REPORT_DROP_REASON_MALFORMED']]);
  },

  async batches_out_of_bounds() {
    const { status } = await push([[]]);
    assert.equal(status.code, grpc.status.INVALID_ARGUMENT);
  },

  async replay() {
    const started = await unary(replays, 'startReplay', { plan: { recording: plan.recording } });
    assert.equal(started.status.code, grpc.status.OK, started.status.details);
    const { replayId } = started.response.replay;
    const { messages, status } = await drain(replays.watchReplay({ replayId }));
    assert.equal(status.code, grpc.status.OK);
    assert.deepEqual([messages[0].message, messages.at(-1).message], ['progress', 'end']);
    assert.equal(messages.at(-1).end.state, 'REPLAY_STATE_COMPLETED');
    assert.equal(Number(messages.at(-1).end.summary.rowsRead), plan.lines.length);
    const events = messages.filter(({ message }) => message === 'event');
    return { events: events.map((message) => WatchReplay.responseSerialize(message).toString('base64')) };
  },

  async pace_and_stop() {
    const { response } = await unary(replays, 'startReplay', { plan: { recording: plan.recording, speed: 0.001 } });
    const { replayId } = response.replay;
    const halted = await unary(replays, 'paceReplay', { replayId, paused: true });
    assert.equal(halted.response.replay.state, 'REPLAY_STATE_PAUSED');
    const listed = await unary(replays, 'listReplays', {});
    assert.equal(listed.response.replays[0].replayId, replayId);
    const stopped = await unary(replays, 'stopReplay', { replayId });
    assert.equal(stopped.response.replay.state, 'REPLAY_STATE_STOPPED');
    const gone = await unary(replays, 'getReplay', { replayId: 'replay-none' });
    assert.equal(gone.status.code, grpc.status.NOT_FOUND);
    const outside = await unary(replays, 'startReplay', { plan: { recording: '../outside' } });
    assert.equal(outside.status.code, grpc.status.INVALID_ARGUMENT);
  },
};

readline.createInterface({ input: process.stdin }).once('line', (line) => {
  plan = JSON.parse(line);
  run(cases).then(() => process.exit());
});
