// The official Node client (@grpc/grpc-js) against the running service. Usage: node service.js HOST:PORT.
// Watches the feed from its start on; a line of JSON on standard input then says what was played, and the quiet feed is asked the rest:
// {"highWater": …, "cut": …, "mmsi": …, "unknownMmsi": …, "from": …, "to": …, "points": …}, times in Unix seconds.
// Events are given back in their wire form, so that the test can hold them against the log.
'use strict';

const assert = require('node:assert/strict');
const readline = require('node:readline');
const grpc = require('@grpc/grpc-js');
const { connect, drain, load, run, unary } = require('./harness');

const loaded = load('maritimewatch/v1/alert_service.proto', 'maritimewatch/v1/track_service.proto', 'maritimewatch/v1/asset_service.proto', 'grpc/health/v1/health.proto');
const { AlertService, TrackService, AssetService } = loaded.maritimewatch.v1;
const alerts = connect(AlertService);
const tracks = connect(TrackService);
const { WatchAlerts } = AlertService.service;

const wire = (messages) => ({ events: messages.map((message) => WatchAlerts.responseSerialize(message).toString('base64')) });
const events = (messages) => messages.filter(({ message }) => message === 'event');
const sequences = (messages) => events(messages).map(({ event }) => Number(event.sequence));
const upTo = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Watches until an event has come that is the last one wanted. */
async function watchUntil(after, last) {
  const call = alerts.watchAlerts({ afterSequence: after });
  const { messages, status } = await drain(call, ({ event }) => event && Number(event.sequence) >= last && call.cancel());
  assert.equal(status.code, grpc.status.CANCELLED);
  return messages;
}

let plan;
const live = [];
const fromTheStart = alerts.watchAlerts({ heartbeatInterval: { seconds: 1 } });
const watched = drain(fromTheStart, (message) => { live.push(message); endWhenComplete(); });

function endWhenComplete() {
  if (plan && Number(events(live).at(-1)?.event.sequence) >= plan.highWater) {
    fromTheStart.cancel();
  }
}

const cases = {
  async watch_live() {
    await watched;
    assert.equal(live[0].message, 'heartbeat');
    assert.deepEqual([live[0].heartbeat.highWaterSequence, live[0].heartbeat.oldestSequence], ['0', '1']);
    assert.deepEqual(sequences(live), upTo(1, plan.highWater));
    return wire(events(live));
  },

  async watch_from_zero() {
    const messages = await watchUntil(0, plan.highWater);
    assert.equal(messages[0].heartbeat.highWaterSequence, String(plan.highWater));
    assert.deepEqual(sequences(messages), upTo(1, plan.highWater));
    return wire(events(messages));
  },

  async drop_and_resume() {
    const before = events(await watchUntil(0, plan.cut)).slice(0, plan.cut);
    const call = alerts.watchAlerts({ afterSequence: plan.cut, heartbeatInterval: { seconds: 1 } });
    // The heartbeat after the last event says that nothing more is to come.
    const { messages } = await drain(call, ({ heartbeat }, count) => heartbeat && count > 1 && call.cancel());
    assert.deepEqual(sequences(before), upTo(1, plan.cut));
    assert.deepEqual(sequences(messages), upTo(plan.cut + 1, plan.highWater));
    return wire([...before, ...events(messages)]);
  },

  async heartbeats() {
    const began = performance.now();
    const call = alerts.watchAlerts({ afterSequence: plan.highWater, heartbeatInterval: { seconds: 1 } });
    const { messages } = await drain(call, (_, count) => count === 3 && call.cancel());
    // Never early; a millisecond for the two clocks. Without the request this service beats every 12 s, so that three would take longer than the case may.
    assert.ok(performance.now() - began >= 1_999, 'the heartbeats came too early');
    assert.deepEqual(messages.map(({ message }) => message), ['heartbeat', 'heartbeat', 'heartbeat']);
    for (const { heartbeat } of messages) {
      assert.deepEqual([heartbeat.highWaterSequence, heartbeat.oldestSequence], [String(plan.highWater), '1']);
      assert.ok(Number(heartbeat.eventTime.seconds) >= plan.to);
    }
  },

  async beyond_the_log() {
    const { messages, status } = await drain(alerts.watchAlerts({ afterSequence: plan.highWater + 1 }));
    assert.deepEqual([messages, status.code], [[], grpc.status.OUT_OF_RANGE]);
  },

  async invalid_requests() {
    for (const heartbeatInterval of [{ nanos: 999_999_999 }, { seconds: 60, nanos: 1 }, { seconds: 5, nanos: -1 }]) {
      const { messages, status } = await drain(alerts.watchAlerts({ heartbeatInterval }));
      assert.deepEqual([messages, status.code], [[], grpc.status.INVALID_ARGUMENT], JSON.stringify(heartbeatInterval));
    }
    for (const request of [{ mmsi: 1_000_000_000 }, { mmsi: plan.mmsi, from: { nanos: -1 } }, { mmsi: plan.mmsi, to: { seconds: 253_402_300_800 } }, { mmsi: plan.mmsi, maxPoints: 50_001 }]) {
      const { status } = await unary(tracks, 'getTrack', request);
      assert.equal(status.code, grpc.status.INVALID_ARGUMENT, JSON.stringify(request));
    }
  },

  async get_track() {
    const { response } = await unary(tracks, 'getTrack', { mmsi: plan.mmsi, from: { seconds: plan.from }, to: { seconds: plan.to } });
    const times = response.points.map(({ time }) => Number(time.seconds));
    assert.deepEqual([times.length, Number(response.storedPointCount)], [plan.points, plan.points]);
    assert.deepEqual(times, [...times].sort((left, right) => left - right));
    assert.ok(times[0] >= plan.from && times.at(-1) <= plan.to);
    assert.ok(response.points.every(({ position }) => position.latitude > 50 && position.latitude < 56));

    const silent = await unary(tracks, 'getTrack', { mmsi: plan.mmsi, from: { seconds: 0 }, to: { seconds: 1 } });
    assert.deepEqual([silent.status.code, silent.response.points, silent.response.storedPointCount], [grpc.status.OK, [], '0']);
    const nobody = await unary(tracks, 'getTrack', { mmsi: plan.unknownMmsi });
    assert.equal(nobody.status.code, grpc.status.NOT_FOUND);
  },

  async query_tracks_in_pages() {
    const request = { area: { south: 50, west: -1, north: 57, east: 9 }, from: { seconds: plan.from }, to: { seconds: plan.to } };
    const whole = await drain(tracks.queryTracks(request));
    assert.equal(whole.status.code, grpc.status.OK);
    assert.equal(whole.messages.at(-1).nextPageToken, '');
    const mine = (messages) => messages.filter(({ piece }) => piece?.mmsi === plan.mmsi).flatMap(({ piece }) => piece.points);
    assert.equal(mine(whole.messages).length, plan.points);

    const all = (messages) => messages.flatMap(({ piece }) => piece?.points ?? []).length;
    const paged = [];
    const maxPoints = Math.ceil(all(whole.messages) / 3);
    for (let pageToken = '', pages = 0; pages === 0 || pageToken; pages++) {
      const { messages } = await drain(tracks.queryTracks({ ...request, maxPoints, pageToken }));
      assert.ok(all(messages) <= maxPoints && pages < 3);
      paged.push(...messages);
      pageToken = messages.at(-1).nextPageToken;
    }
    assert.deepEqual(mine(paged), mine(whole.messages));

    const refused = await drain(tracks.queryTracks({ ...request, area: { south: NaN } }));
    assert.equal(refused.status.code, grpc.status.INVALID_ARGUMENT);
    assert.ok(refused.status.metadata.get('grpc-status-details-bin')[0].includes('google.rpc.BadRequest'));
  },

  async vessels() {
    const { response: { vessel } } = await unary(tracks, 'getVessel', { mmsi: plan.mmsi });
    assert.equal(vessel.mmsi, plan.mmsi);
    assert.ok(Number(vessel.lastPosition.time.seconds) <= Number(vessel.lastSeen.seconds));
    const { response: page } = await unary(tracks, 'listVessels', { filter: `mmsi = ${plan.mmsi}` });
    assert.deepEqual([page.vessels.map(({ mmsi }) => mmsi), page.nextPageToken], [[plan.mmsi], '']);
    assert.deepEqual(page.vessels[0].lastPosition, vessel.lastPosition);
    const { response: first } = await unary(tracks, 'listVessels', { pageSize: 1 });
    const { response: second } = await unary(tracks, 'listVessels', { pageSize: 1, pageToken: first.nextPageToken });
    assert.ok(first.vessels[0].mmsi < second.vessels[0].mmsi);
    const { status } = await unary(tracks, 'getVessel', { mmsi: plan.unknownMmsi });
    assert.equal(status.code, grpc.status.NOT_FOUND);
    assert.ok(status.metadata.get('grpc-status-details-bin')[0].includes('VESSEL_NOT_FOUND'));
  },

  async assets() {
    const charted = connect(AssetService);
    const { response: page } = await unary(charted, 'listAssets', { pageSize: 2, view: 'CHART_VIEW_BASIC' });
    assert.equal(page.assets.length, 2);
    assert.deepEqual(page.assets.flatMap(({ parts }) => parts), []);
    const { response: { asset } } = await unary(charted, 'getAsset', { assetId: page.assets[1].id });
    assert.equal(asset.name, page.assets[1].name);
    assert.ok(asset.parts[0].positions.length >= 2);
    const { response: { areas } } = await unary(charted, 'listContextAreas', {});
    assert.ok(areas.length > 0 && areas.every(({ parts }) => parts[0].positions.length >= 4));
    const { status } = await unary(charted, 'getAsset', { assetId: 'nothing' });
    assert.equal(status.code, grpc.status.NOT_FOUND);
  },

  async health() {
    const health = connect(loaded.grpc.health.v1.Health);
    for (const service of ['', 'ingest', 'maritimewatch.v1.AlertService', 'maritimewatch.v1.TrackService']) {
      const { response } = await unary(health, 'check', { service });
      assert.equal(response?.status, 'SERVING', service);
    }
    const { status } = await unary(health, 'check', { service: 'nonsense' });
    assert.equal(status.code, grpc.status.NOT_FOUND);
  },

  async deadline_on_a_quiet_watch() {
    const call = alerts.watchAlerts({ afterSequence: plan.highWater }, new grpc.Metadata(), { deadline: Date.now() + 500 });
    const { messages, status } = await drain(call);
    assert.equal(status.code, grpc.status.DEADLINE_EXCEEDED);
    assert.deepEqual(events(messages), []);
  },
};

readline.createInterface({ input: process.stdin }).once('line', (line) => {
  plan = JSON.parse(line);
  endWhenComplete();
  run(cases).then(() => process.exit());
});
