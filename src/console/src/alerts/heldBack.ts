import { get } from '../api/client.ts';

/** A situation that was true but explained, and so raised no alert. */
export interface HeldBack {
  readonly kind: string;
  readonly mmsi: number;
  readonly assetId?: string;
  readonly since: string;
  readonly eventTime: string;
  /** Why, as the rule says it. */
  readonly reason: string;
}

export interface HeldBackList {
  /** How many there were since the service began. */
  readonly total: number;
  readonly heldBack: readonly HeldBack[];
}

/**
 * What was held back, the newest first. Needs the scope `alerts_read`.
 * @param kind as the API names it; empty for every kind. @param mmsi of one vessel; null for all.
 * @throws Problem where the service says no.
 */
export function heldBack(limit: number, kind: string, mmsi: number | null, signal: AbortSignal): Promise<HeldBackList> {
  return get('/api/v1/held-back', { limit, kind, mmsi }, signal);
}
