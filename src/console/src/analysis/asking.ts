import { everyPage, open, type Parameters } from '../api/client.ts';

/**
 * Asks without a limit of time: a month of traffic, or who was about a cable, may take the service minutes, and whoever asks sees how long it takes and can stop.
 * @throws Problem where it was refused; AbortError where the signal ended it.
 */
export async function askFor<T>(path: string, parameters: Parameters, signal: AbortSignal): Promise<T> {
  return (await (await open(path, parameters, { Accept: 'application/json' }, signal)).json()) as T;
}

/** Page after page, until the last, as {@link askFor}. */
export function askPages<T extends { nextPageToken?: string }>(path: string, parameters: Parameters, signal: AbortSignal): AsyncGenerator<T> {
  return everyPage((pageToken) => askFor<T>(path, { ...parameters, pageToken }, signal));
}
