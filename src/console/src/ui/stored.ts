/** What is kept on this machine. A browser may forbid it, be full, or hold what somebody else left there: nothing of that may stop the page. */

/** A text as it was kept; empty where there is none, or it is not to be had. */
export function storedText(key: string): string {
  try {
    return globalThis.localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a text; whether it is kept. */
export function storeText(key: string, text: string): boolean {
  try {
    globalThis.localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** What was kept under a key; the usual where nothing was, or where it is not what it should be. */
export function stored<T>(key: string, usual: T, isValid: (kept: unknown) => kept is T): T {
  try {
    const text = storedText(key);
    const kept: unknown = text === '' ? usual : JSON.parse(text);
    return isValid(kept) ? kept : usual;
  } catch {
    return usual;
  }
}

/** Keeps something under a key; whether it is kept. */
export function store(key: string, value: unknown): boolean {
  return storeText(key, JSON.stringify(value));
}
