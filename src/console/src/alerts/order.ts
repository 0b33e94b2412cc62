import type { Alert, Severity } from '../api/types.ts';
import { isActive, isShelved, isUnacknowledged, priorityOf } from './book.ts';

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['SEVERITY_CRITICAL', 'SEVERITY_ALARM', 'SEVERITY_WARNING', 'SEVERITY_NOTICE'];

export function rank(severity: Severity): number {
  return SEVERITIES.length - SEVERITIES.indexOf(severity);
}

/**
 * The order of the list (IMO MSC.302(87), 8.9): what nobody has seen before what somebody has, worst first, what holds before what is over, the newest first;
 * shelved ones last.
 */
export function compare(one: Alert, other: Alert, now: number): number {
  return (
    Number(isShelved(one, now)) - Number(isShelved(other, now)) ||
    Number(isUnacknowledged(other)) - Number(isUnacknowledged(one)) ||
    rank(priorityOf(other)) - rank(priorityOf(one)) ||
    Number(isActive(other)) - Number(isActive(one)) ||
    since(other) - since(one) ||
    (one.alertId < other.alertId ? -1 : 1)
  );
}

/** How many of each severity nobody has seen, and how many in all are of interest. */
export interface AlertCounts {
  readonly unacknowledged: Readonly<Record<Severity, number>>;
  readonly open: Readonly<Record<Severity, number>>;
  readonly shelved: number;
}

export function count(alerts: readonly Alert[], now: number): AlertCounts {
  const none = { SEVERITY_CRITICAL: 0, SEVERITY_ALARM: 0, SEVERITY_WARNING: 0, SEVERITY_NOTICE: 0 };
  const [unacknowledged, open] = [{ ...none }, { ...none }];
  let shelved = 0;
  for (const alert of alerts) {
    if (alert.operatorStatus.state === 'OPERATOR_STATE_CLOSED') {
      continue;
    }
    if (isShelved(alert, now)) {
      shelved++;
      continue;
    }
    open[priorityOf(alert)]++;
    if (isUnacknowledged(alert)) {
      unacknowledged[priorityOf(alert)]++;
    }
  }
  return { unacknowledged, open, shelved };
}

function since(alert: Alert): number {
  return Date.parse(alert.latestEvent.since ?? alert.latestEvent.eventTime ?? '1970-01-01T00:00:00Z');
}
