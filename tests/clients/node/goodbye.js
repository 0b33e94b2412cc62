// The official Node client (@grpc/grpc-js) while our server stops. Usage: node goodbye.js HOST:PORT.
'use strict';

const assert = require('node:assert/strict');
const grpc = require('@grpc/grpc-js');
const { connect, drain, load, run, unary } = require('./harness');

const test = connect(load('grpc/testing/interop.proto').grpc.testing.TestService);

run({
  async goodbye() {
    const call = test.fullDuplexCall();
    const first = new Promise((resolve) => { call.once('data', resolve); });
    const ended = drain(call);
    call.write({ responseParameters: [{ size: 9 }] });
    await first;

    // Begun before the end, answered after it has begun.
    const metadata = new grpc.Metadata();
    metadata.set('x-test-stop', '1');
    const { response, status } = await unary(test, 'unaryCall', { responseSize: 314159 }, { metadata });
    assert.equal(status.code, grpc.status.OK);
    assert.equal(response.payload.body.length, 314159);

    assert.equal((await ended).status.code, grpc.status.UNAVAILABLE);
    assert.equal((await unary(test, 'emptyCall', {}, { options: { deadline: Date.now() + 10_000 } })).status.code, grpc.status.UNAVAILABLE);
  },
});
