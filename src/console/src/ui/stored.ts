/** What is kept on this machine. A browser may forbid it, be full, or hold what somebody else left there: nothing of that may stop the page. */
function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** What was kept under a key; the usual where nothing was, or where it is not what it should be. */
export function stored<T>(key: string, usual: T, isValid: (kept: unknown) => kept is T): T {
  try {
    const text = storage()?.getItem(key) ?? null;
    const kept: unknown = text === null ? usual : JSON.parse(text);
    return isValid(kept) ? kept : usual;
  } catch {
    return usual;
  }
}

/** Keeps something under a key; whether it is kept. */
export function store(key: string, value: unknown): boolean {
  try {
    storage()?.setItem(key, JSON.stringify(value));
    return storage() !== null;
  } catch {
    return false;
  }
}

/** A text as older pages kept it, bare; empty where there is none. */
export function storedText(key: string): string {
  try {
    return storage()?.getItem(key) ?? '';
  } catch {
    return '';
  }
}
