import { h } from './dom.ts';

/** Hands an answer to the browser to be saved, under the name that the service gave it, or another. */
export async function saveAs(response: Response, usual: string): Promise<void> {
  const said = /filename="?([^";]+)"?/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = h('a', { href: address, download: said ?? usual, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
