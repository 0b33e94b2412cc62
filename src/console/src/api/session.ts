/** What this page is known by to the service: the token it was given, and a name of its own that groups its streams. */

const TOKEN = 'maritimewatch.token';
const NAME = 'maritimewatch.operator';
const CONSOLE = 'maritimewatch.console';

let consoleId = '';

/** For a browser that lets no page keep anything. */
const memory = new Map<string, string>();

function kept(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return memory.get(key) ?? '';
  }
}

function keep(key: string, text: string): void {
  memory.set(key, text);
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // It lives as long as the page, then.
  }
}

/** The token; empty where none is needed or none was given. It lives as long as the tab. */
export function token(): string {
  return kept(TOKEN);
}

export function remember(text: string): void {
  keep(TOKEN, text);
}

export function forget(): void {
  keep(TOKEN, '');
}

/** Who sits at the desk, where the service does not ask its callers who they are. */
export function operator(): string {
  return kept(NAME);
}

/** Whether the service takes it for a person's: up to 100 characters, each of them seen, and none beyond the Basic Multilingual Plane. */
export function isName(name: string): boolean {
  const trimmed = name.trim();
  return trimmed !== '' && trimmed.length <= 100 && !/[\p{C}\p{Zl}\p{Zp}]/u.test(trimmed) && !/[\ud800-\udfff]/.test(trimmed) && trimmed.toLowerCase() !== 'system';
}

export function rememberOperator(name: string): void {
  keep(NAME, name);
}

/** Stays the same while the tab does, also across a reload. */
export function consoleName(): string {
  if (consoleId === '') {
    consoleId = kept(CONSOLE) || crypto.randomUUID();
    keep(CONSOLE, consoleId);
  }
  return consoleId;
}

/** What every request carries. */
export function headers(): Record<string, string> {
  const [known, name] = [token(), operator()];
  return { 'X-Console-Id': consoleName(), ...(known === '' ? {} : { Authorization: `Bearer ${known}` }), ...(name === '' ? {} : { operator: bytes(name) }) };
}

/** Text for a header: a browser sends each letter as one byte, and the service reads UTF-8. */
function bytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
