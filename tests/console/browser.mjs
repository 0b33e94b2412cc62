// Chromium as Debian has it, without a screen, drawing in software; and what every page is held to: no request to another host, no error, nothing that its policy forbids.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const results = join(dirname(fileURLToPath(import.meta.url)), 'TestResults');
mkdirSync(results, { recursive: true });

export const open = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // A person's first touch lets the page sound; the tests touch it as a person does, so the browser's own rule holds.
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });

/** A console as a person opens it: nothing remembered, and a browser of its own, as each desk has one. In one browser together, each page's drawing in software would wait for all the others'. */
export class Console {
  static #open = new Set();
  foreign = [];
  errors = [];

  /** @param isUntouched leaves it alone until it follows the alerts: to ask a page anything counts as a person's touch, and lets it sound. */
  static async open(url, { name = 'Mia', palette = 'dusk', token = '', size = { width: 1366, height: 768 }, isUntouched = false } = {}) {
    const one = new Console();
    one.browser = await open();
    Console.#open.add(one);
    one.context = await one.browser.newContext({ viewport: size, acceptDownloads: true });
    await one.context.addInitScript(([who, colours, secret]) => {
      if (who !== '') sessionStorage.setItem('maritimewatch.operator', who);
      if (secret !== '') sessionStorage.setItem('maritimewatch.token', secret);
      if (localStorage.getItem('maritimewatch.palette') === null) localStorage.setItem('maritimewatch.palette', colours);
      globalThis.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    }, [name, palette, token]);
    one.page = await one.context.newPage();
    const origin = new URL(url).origin;
    one.page.on('request', (request) => {
      const asked = request.url();
      if (!asked.startsWith(origin) && !/^(data|blob):/.test(asked)) {
        one.foreign.push(asked);
      }
    });
    one.page.on('pageerror', (error) => one.errors.push(`${error.message}\n${error.stack}`));
    one.page.on('console', (message) => message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text()) && one.errors.push(message.text()));
    const follows = isUntouched ? one.page.waitForRequest(/\/api\/v1\/alerts\/stream/) : null;
    await one.page.goto(url);
    await follows;
    return one;
  }

  /** What is wrong with it whatever was tested; empty for nothing. */
  async complaints() {
    return [...this.foreign.map((url) => `asked another host: ${url}`), ...this.errors, ...(await this.page.evaluate(() => globalThis.violations))];
  }

  /** How an alert stands in the console's own book. */
  stateOf(alertId) {
    return this.page.evaluate((id) => globalThis.maritimewatch.desk.book.get(id)?.operatorStatus.state ?? null, alertId);
  }

  alerts() {
    return this.page.evaluate(() => globalThis.maritimewatch.desk.book.all.map(({ alertId, latestEvent, operatorStatus }) => ({ alertId, sequence: latestEvent.sequence, revision: latestEvent.revision ?? 0, state: operatorStatus.state })));
  }

  vessels() {
    return this.page.evaluate(() => globalThis.maritimewatch.desk.picture.size);
  }

  shot(name) {
    return this.page.screenshot({ path: join(results, `${name}.png`) });
  }

  close() {
    Console.#open.delete(this);
    return this.browser.close();
  }

  /** Closes what a test that failed has left open, too. */
  static async closeAll() {
    await Promise.all([...Console.#open].map((one) => one.close()));
  }
}
