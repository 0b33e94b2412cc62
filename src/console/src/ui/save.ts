import { h } from './dom.ts';

/** Bytes that are held in memory at most: what is larger goes to a file of the browser's own, where it has one to give. */
export const MOST_HELD = 32 * 1_048_576;

/** Milliseconds for which the browser may take to copy what was saved; after that it is given up, from memory and from the disk. */
const KEPT = 600_000;

const FOLDER = 'exports';

/** A file that grows piece by piece. */
export interface Scratch {
  readonly write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly end: () => Promise<Blob>;
  readonly discard: () => Promise<void>;
}

/**
 * Hands an answer to the browser to be saved, under the name that the service gave it, or another.
 * @param onBytes told how many bytes have come, as they come.
 */
export async function saveAs(response: Response, usual: string, onBytes: (bytes: number) => void = () => {}): Promise<void> {
  const said = /filename="?([^";]+)"?/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  offer(response.body === null ? await response.blob() : await gather(response.body, response.headers.get('Content-Type') ?? '', scratch, onBytes), said ?? usual);
}

/** Hands a text that was made here to the browser to be saved. */
export function saveText(text: string, type: string, name: string): void {
  offer(new Blob([text], { type: `${type};charset=utf-8` }), name);
}

/** All of a body: in memory while it is small, on the disk where it grows and there is a place. */
export async function gather(body: ReadableStream<Uint8Array<ArrayBuffer>>, type: string, open: () => Promise<Scratch | null>, onBytes: (bytes: number) => void, most = MOST_HELD): Promise<Blob> {
  const held: Uint8Array<ArrayBuffer>[] = [];
  const reader = body.getReader();
  let file: Scratch | null = null;
  let bytes = 0;
  let isAsked = false;
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) {
        return file === null ? new Blob(held, { type }) : await file.end();
      }
      bytes += value.byteLength;
      onBytes(bytes);
      held.push(value);
      if (bytes > most && !isAsked) {
        isAsked = true;
        file = await open();
      }
      if (file !== null) {
        for (const piece of held.splice(0)) {
          await file.write(piece);
        }
      }
    }
  } catch (failure) {
    await reader.cancel().catch(() => {});
    await file?.discard().catch(() => {});
    throw failure;
  }
}

/** How much has come, for a person. */
export function sizeWords(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1_024)} kB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

function offer(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = h('a', { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}

/** A file of the browser's own; null where it has none to give, as without HTTPS. What earlier exports left is taken away first. */
async function scratch(): Promise<Scratch | null> {
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
    for await (const name of folder.keys()) {
      if (Date.now() - Number(name.split('-')[0]) > KEPT) {
        await folder.removeEntry(name);
      }
    }
    const name = `${Date.now()}-${crypto.randomUUID()}`;
    const handle = await folder.getFileHandle(name, { create: true });
    const writer = await handle.createWritable();
    const away = (): Promise<void> => folder.removeEntry(name);
    return {
      write: (piece) => writer.write(piece),
      end: async () => {
        await writer.close();
        setTimeout(() => void away().catch(() => {}), KEPT);
        return handle.getFile();
      },
      discard: async () => {
        await writer.abort();
        await away();
      },
    };
  } catch {
    return null;
  }
}
