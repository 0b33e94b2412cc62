// How fast the past of the alert feed is read: our server beside a grpc-js server that streams the same messages out of its memory.
// Usage: node backfill.js HOST:PORT COUNT [ROUNDS]. COUNT events are read with the official client, undecoded and decoded, in turns.
'use strict';

const { fork } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const { load } = require('./harness');

const { AlertService } = load('maritimewatch/v1/alert_service.proto').maritimewatch.v1;
const method = AlertService.service.WatchAlerts;
const options = { 'grpc.max_receive_message_length': -1 };

/** Reads so many messages behind the first heartbeat; gives events a second, or with keep the messages themselves. */
function read(address, count, decode, keep) {
  const client = new grpc.Client(address, grpc.credentials.createInsecure(), options);
  const call = client.makeServerStreamRequest(method.path, method.requestSerialize, decode, { afterSequence: 0 });
  return new Promise((resolve, reject) => {
    const kept = [];
    let began;
    let seen = -1;
    call.on('data', (message) => {
      began ??= process.hrtime.bigint();
      seen += 1;
      keep && kept.push(message);
      if (seen === count) {
        const rate = count / (Number(process.hrtime.bigint() - began) / 1e9);
        call.cancel();
        client.close();
        resolve(keep ? kept : rate);
      }
    });
    call.on('error', (error) => error.code !== grpc.status.CANCELLED && reject(error));
    call.on('end', () => reject(new Error(`${address} ended after ${seen} events`)));
  });
}

/** The peer: the same bytes, ready in memory, as fast as the stream takes them. */
function serve(file) {
  const all = fs.readFileSync(file);
  const frames = [];
  for (let at = 0; at < all.length; at += 4 + all.readUInt32LE(at)) {
    frames.push(all.subarray(at + 4, at + 4 + all.readUInt32LE(at)));
  }
  const server = new grpc.Server();
  server.addService({ WatchAlerts: { ...method, responseSerialize: (bytes) => bytes } }, {
    WatchAlerts(call) {
      let next = 0;
      const write = () => {
        while (next < frames.length && !call.cancelled) {
          if (!call.write(frames[next++])) {
            call.once('drain', write);
            return;
          }
        }
      };
      write();
    },
  });
  server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => process.send({ error: error?.message, port }));
}

const median = (values) => [...values].sort((left, right) => left - right)[values.length >> 1];

async function compare(address, count, rounds) {
  const raw = (bytes) => bytes;
  const messages = await read(address, count, raw, true);
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'backfill-')), 'frames');
  fs.writeFileSync(file, Buffer.concat(messages.flatMap((message) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(message.length);
    return [length, message];
  })));
  const bytes = fs.statSync(file).size / messages.length;
  const peer = fork(__filename, ['--serve', file], { execArgv: ['--max-old-space-size=4096'] });
  const { port } = await new Promise((resolve) => peer.once('message', resolve));
  const rates = { ours: { raw: [], decoded: [] }, peer: { raw: [], decoded: [] } };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, at] of [['ours', address], ['peer', `127.0.0.1:${port}`]]) {
      rates[name].raw.push(await read(at, count, raw));
      rates[name].decoded.push(await read(at, count, method.responseDeserialize));
    }
  }
  peer.kill();
  fs.rmSync(path.dirname(file), { recursive: true });
  const row = (kind) => {
    const [ours, theirs] = [median(rates.ours[kind]), median(rates.peer[kind])];
    return `${kind.padEnd(8)} ours ${Math.round(ours).toLocaleString('en')} events/s, grpc-js server ${Math.round(theirs).toLocaleString('en')}, ratio ${(ours / theirs).toFixed(2)}`;
  };
  console.log(`${count} events of ${Math.round(bytes)} bytes at the mean, medians of ${rounds} rounds in turns\n${row('raw')}\n${row('decoded')}`);
}

if (process.argv[2] === '--serve') {
  serve(process.argv[3]);
} else {
  compare(process.argv[2], Number(process.argv[3]), Number(process.argv[4] ?? 5)).then(() => process.exit(), (error) => { console.error(error); process.exit(1); });
}
