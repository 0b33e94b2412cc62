// The official Node client (@grpc/grpc-js) against our server: the gRPC interoperability test cases and the alert feed.
// Usage: node client.js HOST:PORT [CASE…]. Prints one JSON object a case: {"case": …, "ok": …, "detail": …}.
'use strict';

const assert = require('node:assert/strict');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const { connect, decoders, drain, load, run, unary } = require('./harness');

const loaded = load('grpc/testing/interop.proto', 'maritimewatch/v1/alert_service.proto', 'grpc/health/v1/health.proto', 'grpc/reflection/v1/reflection.proto', 'grpc/reflection/v1alpha/reflection.proto');
const errors = decoders('google/rpc/status.proto', 'google/rpc/error_details.proto');
const test = connect(loaded.grpc.testing.TestService);
const zeros = (size) => ({ body: Buffer.alloc(size) });

const soon = (milliseconds) => ({ deadline: Date.now() + milliseconds });
const sizes = [31415, 9, 2653, 58979];
const whitespaceAndUnicode = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';

const cases = {
  async empty_unary() {
    const { response, status } = await unary(test, 'emptyCall', {});
    assert.deepEqual(response, {});
    assert.equal(status.code, grpc.status.OK);
  },

  async large_unary() {
    const { response } = await unary(test, 'unaryCall', { responseSize: 314159, payload: zeros(271828) });
    assert.equal(response.payload.body.length, 314159);
  },

  async client_compressed_unary() {
    const compressing = connect(loaded.grpc.testing.TestService, { 'grpc.default_compression_algorithm': 2 });
    const { response, headers } = await unary(compressing, 'unaryCall', { responseSize: 314159, payload: zeros(271828) });
    assert.deepEqual(headers.get('x-seen-encoding'), ['gzip']);
    assert.equal(response.payload.body.length, 314159);
  },

  async server_compressed_unary() {
    const { response, headers } = await unary(test, 'unaryCall', { responseSize: 314159, responseCompressed: { value: true } });
    assert.deepEqual(headers.get('grpc-encoding'), []); // The client takes it out; what counts is that it could read the message.
    assert.equal(response.payload.body.length, 314159);
    const plain = await unary(test, 'unaryCall', { responseSize: 314159, responseCompressed: { value: false }, payload: zeros(271828) });
    assert.equal(plain.response.payload.body.length, 314159);
  },

  async server_compressed_streaming() {
    const responseParameters = [{ size: 31415, compressed: { value: true } }, { size: 92653, compressed: { value: false } }];
    const { messages, status } = await drain(test.streamingOutputCall({ responseParameters }));
    assert.deepEqual(messages.map((message) => message.payload.body.length), [31415, 92653]);
    assert.equal(status.code, grpc.status.OK);
  },

  async message_too_long() {
    const { status } = await unary(test, 'unaryCall', { payload: zeros(5 * 1024 * 1024) });
    assert.equal(status.code, grpc.status.RESOURCE_EXHAUSTED);
  },

  async client_streaming() {
    const response = await new Promise((resolve, reject) => {
      const call = test.streamingInputCall((error, aggregated) => (error ? reject(error) : resolve(aggregated)));
      for (const size of [27182, 8, 1828, 45904]) {
        call.write({ payload: zeros(size) });
      }
      call.end();
    });
    assert.equal(response.aggregatedPayloadSize, 74922);
  },

  async server_streaming() {
    const { messages, status } = await drain(test.streamingOutputCall({ responseParameters: sizes.map((size) => ({ size })) }));
    assert.deepEqual(messages.map((message) => message.payload.body.length), sizes);
    assert.equal(status.code, grpc.status.OK);
  },

  async ping_pong() {
    const requests = [27182, 8, 1828, 45904];
    const call = test.fullDuplexCall();
    const send = (at) => call.write({ responseParameters: [{ size: sizes[at] }], payload: zeros(requests[at]) });
    send(0);
    const { messages, status } = await drain(call, (_, count) => (count < sizes.length ? send(count) : call.end()));
    assert.deepEqual(messages.map((message) => message.payload.body.length), sizes);
    assert.equal(status.code, grpc.status.OK);
  },

  async empty_stream() {
    const call = test.fullDuplexCall();
    call.end();
    const { messages, status } = await drain(call);
    assert.equal(messages.length, 0);
    assert.equal(status.code, grpc.status.OK);
  },

  async timeout_on_sleeping_server() {
    const { status } = await drain(test.streamingOutputCall({ responseParameters: [{ size: 1, intervalUs: 60_000_000 }] }, new grpc.Metadata(), soon(50)));
    assert.equal(status.code, grpc.status.DEADLINE_EXCEEDED);
  },

  async cancel_after_begin() {
    const call = test.streamingInputCall(() => {});
    const ended = new Promise((resolve) => { call.on('status', resolve); });
    // Not at once: grpc-js would open the stream after having cancelled it, and never close it.
    setImmediate(() => call.cancel());
    assert.equal((await ended).code, grpc.status.CANCELLED);
  },

  async cancel_after_first_response() {
    const call = test.fullDuplexCall();
    call.write({ responseParameters: [{ size: 31415 }], payload: zeros(27182) });
    const { messages, status } = await drain(call, () => call.cancel());
    assert.equal(messages.length, 1);
    assert.equal(status.code, grpc.status.CANCELLED);
  },

  async status_code_and_message() {
    const responseStatus = { code: 2, message: 'test status message' };
    const { status } = await unary(test, 'unaryCall', { responseStatus });
    assert.equal(status.code, grpc.status.UNKNOWN);
    assert.equal(status.details, 'test status message');

    const call = test.fullDuplexCall();
    call.write({ responseStatus });
    const streamed = await drain(call);
    assert.equal(streamed.status.code, grpc.status.UNKNOWN);
    assert.equal(streamed.status.details, 'test status message');
  },

  async special_status_message() {
    const { status } = await unary(test, 'unaryCall', { responseStatus: { code: 2, message: whitespaceAndUnicode } });
    assert.equal(status.code, grpc.status.UNKNOWN);
    assert.equal(status.details, whitespaceAndUnicode);
  },

  async status_details() {
    const metadata = new grpc.Metadata();
    metadata.set('x-test-details', '1');
    const { status } = await unary(test, 'unaryCall', {}, { metadata });
    assert.equal(status.code, grpc.status.INVALID_ARGUMENT);
    assert.equal(status.details, 'the page is too long');
    const detailed = errors.lookupType('google.rpc.Status').decode(status.metadata.get('grpc-status-details-bin')[0]);
    assert.equal(detailed.code, grpc.status.INVALID_ARGUMENT);
    assert.equal(detailed.message, 'the page is too long');
    assert.deepEqual(detailed.details.map((detail) => detail.type_url), ['ErrorInfo', 'BadRequest', 'RetryInfo'].map((name) => `type.googleapis.com/google.rpc.${name}`));
    const [info, bad, retry] = detailed.details.map(({ type_url: url, value }) => errors.lookupType(url.split('/')[1]).decode(value).toJSON());
    assert.deepEqual(info, { reason: 'PAGE_TOO_LONG', domain: 'maritimewatch', metadata: { longest: '1000' } });
    assert.deepEqual(bad, { fieldViolations: [{ field: 'page_size', description: '1 to 1000', reason: 'OUT_OF_RANGE' }] });
    assert.deepEqual(retry, { retryDelay: { seconds: '2', nanos: 500_000_000 } });
  },

  async unimplemented_method() {
    const { status } = await unary(test, 'unimplementedCall', {});
    assert.equal(status.code, grpc.status.UNIMPLEMENTED);
  },

  async unimplemented_service() {
    const { status } = await unary(connect(loaded.grpc.testing.UnimplementedService), 'unimplementedCall', {});
    assert.equal(status.code, grpc.status.UNIMPLEMENTED);
  },

  async custom_metadata() {
    const metadata = new grpc.Metadata();
    metadata.set('x-grpc-test-echo-initial', 'test_initial_metadata_value');
    metadata.set('x-grpc-test-echo-trailing-bin', Buffer.from([0xab, 0xab, 0xab]));
    const check = ({ headers, status }) => {
      assert.deepEqual(headers.get('x-grpc-test-echo-initial'), ['test_initial_metadata_value']);
      assert.deepEqual(status.metadata.get('x-grpc-test-echo-trailing-bin'), [Buffer.from([0xab, 0xab, 0xab])]);
      assert.equal(status.code, grpc.status.OK);
    };
    check(await unary(test, 'unaryCall', { responseSize: 314159, payload: zeros(271828) }, { metadata }));

    const call = test.fullDuplexCall(metadata);
    call.write({ responseParameters: [{ size: 314159 }], payload: zeros(271828) });
    call.end();
    check(await drain(call));
  },

  async frequent_pings() {
    // A default gRPC server answers pings this frequent with GOAWAY too_many_pings.
    const pinging = connect(loaded.grpc.testing.TestService, { 'grpc.keepalive_time_ms': 20, 'grpc.keepalive_permit_without_calls': 1 });
    const { messages, status } = await drain(pinging.streamingOutputCall({ responseParameters: Array(8).fill({ size: 1, intervalUs: 50_000 }) }));
    assert.equal(messages.length, 8);
    assert.equal(status.code, grpc.status.OK);
  },

  async many_calls_at_once() {
    const outcomes = await Promise.all(Array.from({ length: 300 }, (_, size) => unary(test, 'unaryCall', { responseSize: size })));
    assert.deepEqual(outcomes.map(({ response }) => response.payload.body.length), Array.from({ length: 300 }, (_, size) => size));
  },

  async health() {
    const health = connect(loaded.grpc.health.v1.Health);
    assert.equal((await unary(health, 'check', { service: '' })).response.status, 'SERVING');
    assert.equal((await unary(health, 'check', { service: 'ingest' })).response.status, 'NOT_SERVING');
    assert.equal((await unary(health, 'check', { service: 'nonsense' })).status.code, grpc.status.NOT_FOUND);
    const call = health.watch({ service: 'nonsense' });
    const { messages } = await drain(call, () => call.cancel());
    assert.equal(messages[0].status, 'SERVICE_UNKNOWN');
  },

  async watch_alerts() {
    const feed = connect(loaded.maritimewatch.v1.AlertService);
    const call = feed.watchAlerts({ afterSequence: '4', heartbeatInterval: { seconds: 1 } });
    const { messages, status } = await drain(call, ({ message }) => message === 'heartbeat' && call.cancel());
    assert.deepEqual(messages.map(({ message }) => message), ['event', 'event', 'event', 'heartbeat']);
    assert.deepEqual(messages.slice(0, 3).map(({ event }) => event.sequence), ['5', '6', '7']);
    assert.equal(messages[3].heartbeat.highWaterSequence, '7');
    assert.equal(status.code, grpc.status.CANCELLED);

    const { event } = messages[2];
    assert.equal(event.state, 'ALERT_STATE_MAINTAINED');
    assert.equal(event.kind, 'ALERT_KIND_DRAG_AT_ANCHOR');
    assert.equal(event.severity, 'SEVERITY_CRITICAL');
    assert.equal(event.vessel.mmsi, 219000606);
    assert.equal(event.vessel.name, 'ÆRØ "II"');
    assert.equal(event.asset.category, 'power_cable');
    assert.deepEqual(event.position, { latitude: 51.25, longitude: 0, _latitude: 'latitude', _longitude: 'longitude' });
    assert.deepEqual(event.eventTime, { seconds: '1731803434', nanos: 500_000_000 });
    assert.equal(event.evidence.measurements[0].threshold, 0.5);
  },

  async watch_alerts_resume_expired() {
    const { messages, status } = await drain(connect(loaded.maritimewatch.v1.AlertService).watchAlerts({ afterSequence: '1' }));
    assert.deepEqual(messages.map(({ message }) => message), ['resumeExpired']);
    assert.equal(messages[0].resumeExpired.oldestSequence, '3');
    assert.equal(status.code, grpc.status.OUT_OF_RANGE);
  },

  async reflection() {
    await reflect(loaded.grpc.reflection.v1.ServerReflection);
  },

  async reflection_v1alpha() {
    await reflect(loaded.grpc.reflection.v1alpha.ServerReflection);
  },
};

async function reflect(Service) {
  const call = connect(Service).serverReflectionInfo();
  for (const question of [
    { listServices: '*' },
    { fileContainingSymbol: 'maritimewatch.v1.AlertService' },
    { fileByFilename: 'maritimewatch/v1/evidence.proto' },
    { fileContainingSymbol: 'maritimewatch.v1.Nothing' },
    {},
  ]) {
    call.write(question);
  }
  call.end();
  const { messages: [services, bySymbol, byName, unknown, empty], status } = await drain(call);
  assert.equal(status.code, grpc.status.OK);
  assert.deepEqual(
    services.listServicesResponse.service.map(({ name }) => name),
    ['grpc.health.v1.Health', 'grpc.reflection.v1.ServerReflection', 'grpc.reflection.v1alpha.ServerReflection', 'grpc.testing.TestService', 'maritimewatch.v1.AlertService'],
  );
  assert.ok(byName.fileDescriptorResponse.fileDescriptorProto.length >= 3);
  assert.equal(unknown.errorResponse.errorCode, grpc.status.NOT_FOUND);
  assert.equal(empty.errorResponse.errorCode, grpc.status.INVALID_ARGUMENT);

  // What a tool does next: call the service with nothing but what the server has told. A FileDescriptorSet is its files as field 1.
  const varint = (value) => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)]);
  const set = Buffer.concat(bySymbol.fileDescriptorResponse.fileDescriptorProto.flatMap((file) => [Buffer.from([0x0a, ...varint(file.length)]), file]));
  const told = grpc.loadPackageDefinition(loader.loadFileDescriptorSetFromBuffer(set, { longs: String, oneofs: true }));
  // From descriptors the loader takes the names as the .proto has them.
  const watch = connect(told.maritimewatch.v1.AlertService).watchAlerts({ after_sequence: '6' });
  const { messages } = await drain(watch, () => watch.cancel());
  assert.equal(messages[0].event.sequence, '7');
}

run(cases, process.argv.slice(3));
