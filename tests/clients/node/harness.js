// What the scripts with the official Node client (@grpc/grpc-js) share: stubs from the .proto files, calls that resolve to their outcome,
// and the run of named cases, which prints one JSON object a case: {"case": …, "ok": …, "detail": …} and what the case itself returns.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');

const root = path.resolve(__dirname, '../../..');
const protoRoots = ['tests/MaritimeWatch.Grpc.Tests/Protos', 'src/MaritimeWatch.Contracts/Protos', 'src/MaritimeWatch.Grpc/Protos'].map((folder) => path.join(root, folder));

const target = process.argv[2];
const plain = grpc.credentials.createInsecure();
const open = [];

/** The services of .proto files. */
function load(...files) {
  return grpc.loadPackageDefinition(loader.loadSync(files, { includeDirs: protoRoots, longs: String, enums: String, oneofs: true, defaults: true }));
}

/** The message types of .proto files, to decode what travels as bytes. */
function decoders(...files) {
  const types = new protobuf.Root();
  types.resolvePath = (_, file) => protoRoots.map((folder) => path.join(folder, file)).find(fs.existsSync) ?? file;
  return types.loadSync(files);
}

function connect(Service, options = {}) {
  const client = new Service(target, plain, options);
  open.push(client);
  return client;
}

/** A unary call: resolves to what came back, whatever the status. */
function unary(client, method, request, { metadata = new grpc.Metadata(), options = {} } = {}) {
  return new Promise((resolve) => {
    const outcome = {};
    const call = client[method](request, metadata, options, (error, response) => Object.assign(outcome, { error, response }));
    call.on('metadata', (headers) => { outcome.headers = headers; });
    call.on('status', (status) => { outcome.status = status; setImmediate(() => resolve(outcome)); });
  });
}

/** Reads a stream to its status; onMessage may cancel or write. */
function drain(call, onMessage = () => {}) {
  return new Promise((resolve) => {
    const messages = [];
    const outcome = { messages };
    call.on('metadata', (headers) => { outcome.headers = headers; });
    call.on('data', (message) => { messages.push(message); onMessage(message, messages.length); });
    call.on('error', () => {});
    call.on('status', (status) => { outcome.status = status; setImmediate(() => resolve(outcome)); });
  });
}

/** Runs the cases, or the chosen ones among them, one after the other. */
async function run(cases, chosen = []) {
  for (const [name, each] of Object.entries(cases).filter(([known]) => chosen.length === 0 || chosen.includes(known))) {
    let timer;
    const stuck = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('no end within 20 s')), 20_000); });
    try {
      const found = await Promise.race([each(), stuck]);
      console.log(JSON.stringify({ case: name, ok: true, detail: '', ...found }));
    } catch (error) {
      console.log(JSON.stringify({ case: name, ok: false, detail: String(error && error.stack || error) }));
    } finally {
      clearTimeout(timer);
    }
  }
  open.forEach((client) => client.close());
}

module.exports = { connect, decoders, drain, load, run, unary };
