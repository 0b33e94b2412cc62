/** What this page is known by to the service: the token it was given, and a name of its own that groups its streams. */

const TOKEN = 'maritimewatch.token';
const NAME = 'maritimewatch.operator';
const CONSOLE = 'maritimewatch.console';

let consoleId = '';

/** The token; empty where none is needed or none was given. It lives as long as the tab. */
export function token(): string {
  return sessionStorage.getItem(TOKEN) ?? '';
}

export function remember(text: string): void {
  sessionStorage.setItem(TOKEN, text);
}

export function forget(): void {
  sessionStorage.removeItem(TOKEN);
}

/** Who sits at the desk, where the service does not ask its callers who they are. */
export function operator(): string {
  return sessionStorage.getItem(NAME) ?? '';
}

/** Letters that a header may hold: a name of others would not arrive. */
export function isName(name: string): boolean {
  return /^[\x20-\x7e\xa1-\xff]{1,100}$/.test(name) && name.trim() !== '' && name.trim().toLowerCase() !== 'system';
}

export function rememberOperator(name: string): void {
  sessionStorage.setItem(NAME, name);
}

/** Stays the same while the tab does, also across a reload. */
export function consoleName(): string {
  if (consoleId === '') {
    consoleId = sessionStorage.getItem(CONSOLE) ?? crypto.randomUUID();
    sessionStorage.setItem(CONSOLE, consoleId);
  }
  return consoleId;
}

/** What every request carries. */
export function headers(): Record<string, string> {
  const [known, name] = [token(), operator()];
  return { 'X-Console-Id': consoleName(), ...(known === '' ? {} : { Authorization: `Bearer ${known}` }), ...(name === '' ? {} : { operator: name }) };
}
