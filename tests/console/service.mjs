// A service of the tests' own on free ports, with a store of its own, a door that can be shut between it and the browser, and traffic that is played into it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const program = process.env.MARITIMEWATCH ?? join(root, 'src/MaritimeWatch.Service/bin/Release/net10.0/maritimewatch.dll');
const charts = ['north-sea-exercise.geojson', 'north-sea-context.geojson'].map((name) => join(root, 'data-samples/assets', name));

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Runs a command of the program to its end. */
export async function run(...args) {
  const child = spawn('dotnet', [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, error] = ['', ''];
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (error += data));
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    throw new Error(`maritimewatch ${args.join(' ')} ended with ${code}: ${error}`);
  }
  return out;
}

/** What was started ends with the tests, however they end. */
const started = new Set();
process.on('exit', () => started.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => process.exit(130));
}

export class Service {
  folder = mkdtempSync(join(tmpdir(), 'maritimewatch-console-'));
  #children = [];
  #log = '';

  /** @param settings further settings, laid over the usual ones. */
  static async start(settings = {}, store = null) {
    const service = new Service();
    [service.http, service.grpc, service.tcp] = [await freePort(), await freePort(), await freePort()];
    const config = join(service.folder, 'service.json');
    writeFileSync(config, JSON.stringify({
      Http: { Port: service.http }, Grpc: { Port: service.grpc }, Ingest: { TcpPort: service.tcp, UdpPort: -1, EventTime: 'TagBlock' }, ...settings,
    }));
    const child = spawn('dotnet', [program, 'serve', '--config', config, '--store', store ?? join(service.folder, 'store.db'), ...charts.flatMap((chart) => ['--assets', chart])], { stdio: ['ignore', 'pipe', 'pipe'] });
    service.#children.push(child);
    started.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => (service.#log += data));
    }
    child.on('exit', (code) => (service.ended = code ?? 'killed'));
    await service.until(async () => (await fetch(`${service.url}/readyz`).catch(() => null))?.ok, 60_000, 'the service is not ready');
    return service;
  }

  get url() {
    return `http://127.0.0.1:${this.http}`;
  }

  /** Plays recorded traffic in, so many times as fast as it was. */
  play(input, speed) {
    const child = spawn('dotnet', [program, 'play', '--input', input, '--to', `tcp:127.0.0.1:${this.tcp}`, '--speed', String(speed)], { stdio: 'ignore' });
    this.#children.push(child);
    started.add(child);
    return child;
  }

  async ask(path, token = '') {
    const response = await fetch(`${this.url}${path}`, { headers: token === '' ? {} : { authorization: `Bearer ${token}` } });
    if (!response.ok) {
      throw new Error(`${path} gave ${response.status}: ${await response.text()}`);
    }
    return response.json();
  }

  get log() {
    return this.#log;
  }

  async until(condition, most, otherwise) {
    for (const begun = Date.now(); Date.now() - begun < most; await new Promise((wake) => setTimeout(wake, 100))) {
      if (this.ended !== undefined) {
        throw new Error(`the service ended with ${this.ended}: ${this.#log}`);
      }
      const found = await condition();
      if (found) {
        return found;
      }
    }
    throw new Error(`${otherwise}: ${this.#log.slice(-2_000)}`);
  }

  async stop() {
    for (const child of this.#children.reverse()) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await Promise.race([once(child, 'exit'), new Promise((wake) => setTimeout(wake, 15_000))]);
        child.kill('SIGKILL');
      }
      started.delete(child);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A door between the browser and the service: it can be shut, so that what is open breaks and nothing new gets through. */
export class Door {
  #sockets = new Set();
  isShut = false;

  static async before(port) {
    const door = new Door();
    door.server = createServer((socket) => door.#pass(socket, port)).listen(0, '127.0.0.1');
    await once(door.server, 'listening');
    return door;
  }

  get url() {
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  shut() {
    this.isShut = true;
    this.#sockets.forEach((socket) => socket.destroy());
  }

  open() {
    this.isShut = false;
  }

  close() {
    this.shut();
    this.server.close();
  }

  #pass(socket, port) {
    if (this.isShut) {
      socket.destroy();
      return;
    }
    const other = connect(port, '127.0.0.1');
    for (const [one, far] of [[socket, other], [other, socket]]) {
      this.#sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        this.#sockets.delete(one);
        far.destroy();
      });
      one.pipe(far);
    }
  }
}
