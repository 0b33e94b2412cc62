import { Problem, isAborted } from './problem.ts';
import { headers } from './session.ts';

export type Parameters = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>>;

/** An answer later than this is no answer, in milliseconds. */
const PATIENCE = 20_000;

let onSignedOut: () => void = () => {};

/** Calls back when the service no longer takes our token. */
export function whenSignedOut(callback: () => void): void {
  onSignedOut = callback;
}

/** The address of a question; parameters that are null, undefined or empty are left out. */
export function address(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? (value as readonly (string | number)[]) : [value as string | number | boolean | null | undefined]) {
      if (one !== null && one !== undefined && one !== '') {
        query.append(name, String(one));
      }
    }
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** @throws Problem where it was refused or not answered; AbortError where the signal ended it. */
export async function get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  return (await (await ask(address(path, parameters), { headers: { Accept: 'application/json' } }, signal)).json()) as T;
}

/** @throws as {@link get}. */
export async function post<T>(path: string, body: unknown, extra: Record<string, string> = {}, signal?: AbortSignal): Promise<T> {
  const response = await ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...extra } }, signal);
  return (await response.json()) as T;
}

/** @throws as {@link get}. */
export async function remove(path: string, signal?: AbortSignal): Promise<void> {
  await ask(path, { method: 'DELETE' }, signal);
}

/** Opens a stream, or a file to save: no limit of time on it, the caller watches over it. */
export async function open(path: string, parameters: Parameters, extra: Record<string, string>, signal: AbortSignal): Promise<Response> {
  try {
    return await checked(await fetch(address(path, parameters), { headers: { ...headers(), ...extra }, signal, cache: 'no-store' }));
  } catch (failure) {
    throw isAborted(failure) ? failure : Problem.from(failure);
  }
}

/** Page after page until the last, each as {@link get}. */
export function pages<T extends { nextPageToken?: string }>(path: string, parameters: Parameters, signal?: AbortSignal): AsyncGenerator<T> {
  return everyPage((pageToken) => get<T>(path, { ...parameters, pageToken }, signal));
}

/** Page after page until the last, however one is asked for; the first has an empty token. */
export async function* everyPage<T extends { nextPageToken?: string }>(ask: (pageToken: string) => Promise<T>): AsyncGenerator<T> {
  let pageToken = '';
  do {
    const page = await ask(pageToken);
    yield page;
    pageToken = page.nextPageToken ?? '';
  } while (pageToken !== '');
}

async function ask(url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const late = AbortSignal.timeout(PATIENCE);
  try {
    return await checked(
      await fetch(url, { ...init, headers: { ...headers(), ...(init.headers as Record<string, string> | undefined) }, signal: signal ? AbortSignal.any([signal, late]) : late, cache: 'no-store' }),
    );
  } catch (failure) {
    throw isAborted(failure) && signal?.aborted ? failure : Problem.from(failure);
  }
}

async function checked(response: Response): Promise<Response> {
  if (response.ok) {
    return response;
  }
  if (response.status === 401) {
    onSignedOut();
  }
  throw await Problem.of(response);
}
