/** Faults of the console itself: one must not keep the rest from working, and must not go unseen. */

const listeners = new Set<(what: string) => void>();

/** The last one, for whoever looks later; null for none. */
let newest: string | null = null;

export function fault(what: string, failure: unknown): void {
  newest = `${what}: ${failure instanceof Error ? failure.message : String(failure)}`;
  console.error(what, failure);
  listeners.forEach((listener) => listener(newest!));
}

/** Does something; where that throws, it is a fault, and whoever comes after is served all the same. */
export function attempt(what: string, act: () => void): void {
  try {
    act();
  } catch (failure) {
    fault(what, failure);
  }
}

export function onFault(listener: (what: string) => void): void {
  listeners.add(listener);
  if (newest !== null) {
    listener(newest);
  }
}
