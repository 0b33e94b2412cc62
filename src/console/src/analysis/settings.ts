/** Keys with colons as the object that a settings file is; numbers and truths as such. */
export function nested(changes: readonly { readonly key: string; readonly written: string }[]): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const { key, written } of changes) {
    const parts = key.split(':');
    let at = settings;
    for (const part of parts.slice(0, -1)) {
      at = (at[part] ??= {}) as Record<string, unknown>;
    }
    at[parts.at(-1)!] = value(written);
  }
  return settings;
}

function value(written: string): unknown {
  if (written === 'true' || written === 'false') {
    return written === 'true';
  }
  if (written.startsWith('[')) {
    try {
      return JSON.parse(written) as unknown;
    } catch {
      return written;
    }
  }
  return written !== '' && Number.isFinite(Number(written)) ? Number(written) : written;
}
