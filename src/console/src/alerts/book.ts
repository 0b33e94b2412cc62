import type { Alert, AlertEvent, AlertTransition, OperatorStatus, Severity } from '../api/types.ts';
import { attempt } from '../faults.ts';

/** Alerts that are done with and still shown, at most; the newest stay. */
const MOST_CLOSED = 200;

/** Told what changed: the alert, how it stood before (undefined for a new one), and what did it. */
export type BookListener = (alert: Alert, before: Alert | undefined, by: AlertEvent | AlertTransition) => void;

/**
 * The alerts as they stand, folded from the list and the feed behind it. The same rules as the service's: an alert that nobody has touched
 * stands as its events say; from its first transition on, transitions say it.
 */
export class AlertBook {
  private readonly alerts = new Map<string, Alert>();
  private readonly touched = new Set<string>();
  private readonly listeners = new Set<BookListener>();
  private readonly resets = new Set<() => void>();

  /** The last sequence that is in the book. */
  sequence = 0;

  /**
   * Told of an event that goes on an alert which is not in the book: one that was closed before the book began, most likely. Whoever answers learns how people stand to it
   * before it is shown; without anybody it is shown as its evidence stands.
   */
  onUnknown: ((event: AlertEvent) => void) | null = null;

  get all(): readonly Alert[] {
    return [...this.alerts.values()];
  }

  get(alertId: string): Alert | undefined {
    return this.alerts.get(alertId);
  }

  onChange(listener: BookListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onReset(listener: () => void): () => void {
    this.resets.add(listener);
    return () => this.resets.delete(listener);
  }

  /** Begins anew with alerts as a list gave them, up to a sequence. */
  reset(alerts: Iterable<Alert>, sequence: number): void {
    this.alerts.clear();
    this.touched.clear();
    for (const alert of alerts) {
      this.alerts.set(alert.alertId, alert);
      if ((alert.updateCount ?? 0) > (alert.latestEvent.revision ?? 0)) {
        this.touched.add(alert.alertId);
      }
    }
    this.sequence = sequence;
    this.resets.forEach((listener) => attempt('the list of alerts', listener));
  }

  /** Takes an alert as an answer of the service has it, unless the feed has told something newer of it meanwhile. */
  learn(alert: Alert): void {
    const before = this.alerts.get(alert.alertId);
    if (before !== undefined && toldBy(before) > toldBy(alert)) {
      return;
    }
    if ((alert.updateCount ?? 0) > (alert.latestEvent.revision ?? 0)) {
      this.touched.add(alert.alertId);
    }
    this.alerts.set(alert.alertId, alert);
    this.tell(alert, before, alert.latestEvent);
    this.trim();
  }

  /** Takes an event of the feed; one that is in the book already changes nothing. */
  takeEvent(event: AlertEvent): void {
    if (!this.isNew(event.sequence)) {
      return;
    }
    const before = this.alerts.get(event.alertId);
    if (before === undefined && (event.revision ?? 1) > 1 && this.onUnknown !== null) {
      this.onUnknown(event);
      return;
    }
    this.show(event);
  }

  /** Shows an event as its evidence stands, whatever people may have said of its alert. */
  show(event: AlertEvent): void {
    const before = this.alerts.get(event.alertId);
    if (before !== undefined && Number(before.latestEvent.sequence) >= Number(event.sequence)) {
      return;
    }
    const status = before !== undefined && this.touched.has(event.alertId) ? followed(before, event) : statusOf(event, before?.operatorStatus);
    this.put({ alertId: event.alertId, latestEvent: event, operatorStatus: status, updateCount: (before?.updateCount ?? 0) + 1 }, before, event);
  }

  /** Takes a transition of the feed. One of an alert that is not known is counted and left alone: nothing is there to show. */
  takeTransition(transition: AlertTransition): void {
    if (!this.isNew(transition.sequence)) {
      return;
    }
    const before = this.alerts.get(transition.alertId);
    if (before !== undefined) {
      this.touched.add(transition.alertId);
      this.put({ ...before, operatorStatus: transition.status, updateCount: (before.updateCount ?? 0) + 1 }, before, transition);
    }
  }

  /** Heartbeats tell that everything up to here has been seen. */
  reach(sequence: number): void {
    this.sequence = Math.max(this.sequence, sequence);
  }

  private isNew(sequence: string): boolean {
    const number = Number(sequence);
    if (number <= this.sequence) {
      return false;
    }
    this.sequence = number;
    return true;
  }

  private put(alert: Alert, before: Alert | undefined, by: AlertEvent | AlertTransition): void {
    // A map keeps the order of first insertion; the newest word about an alert puts it last, so that the oldest closed ones are found first.
    this.alerts.delete(alert.alertId);
    this.alerts.set(alert.alertId, alert);
    this.tell(alert, before, by);
    this.trim();
  }

  private tell(alert: Alert, before: Alert | undefined, by: AlertEvent | AlertTransition): void {
    this.listeners.forEach((listener) => attempt(`alert ${alert.alertId}`, () => listener(alert, before, by)));
  }

  /** What is closed though its condition holds stays: its next event must not look like a new alert. */
  private trim(): void {
    const closed = [...this.alerts.values()].filter((alert) => isClosed(alert) && !isActive(alert));
    for (const { alertId } of closed.slice(0, Math.max(0, closed.length - MOST_CLOSED))) {
      this.alerts.delete(alertId);
      this.touched.delete(alertId);
    }
  }
}

const SEVERITY_ORDER: readonly Severity[] = ['SEVERITY_NOTICE', 'SEVERITY_WARNING', 'SEVERITY_ALARM', 'SEVERITY_CRITICAL'];

/** How it sounds: its severity, or what it was escalated to. A severity that this console has no word for counts as an alarm: rather too loud than unheard. */
export function priorityOf(alert: Alert): Severity {
  const said = alert.operatorStatus.priority ?? alert.latestEvent.severity;
  return SEVERITY_ORDER.includes(said) ? said : 'SEVERITY_ALARM';
}

export function isClosed(alert: Alert): boolean {
  return alert.operatorStatus.state === 'OPERATOR_STATE_CLOSED';
}

/** Whether nobody has said that he has seen it, true or cleared. */
export function isUnacknowledged(alert: Alert): boolean {
  return alert.operatorStatus.state === 'OPERATOR_STATE_UNACKNOWLEDGED' || alert.operatorStatus.state === 'OPERATOR_STATE_CLEARED_UNACKNOWLEDGED';
}

/** Whether its condition holds. */
export function isActive(alert: Alert): boolean {
  return alert.latestEvent.state !== 'ALERT_STATE_CLOSED' && alert.latestEvent.state !== 'ALERT_STATE_RETRACTED';
}

/** @param now milliseconds since 1970, by the service's clock. */
export function isShelved(alert: Alert, now: number): boolean {
  return alert.operatorStatus.shelvedUntil !== undefined && Date.parse(alert.operatorStatus.shelvedUntil) > now;
}

/** Sequence of the newest event or transition that an alert tells of. The tag of a status is the sequence of what last changed it, in hexadecimal (docs/api.md). */
function toldBy({ latestEvent, operatorStatus }: Alert): number {
  return Math.max(Number(latestEvent.sequence), Number.parseInt(operatorStatus.etag ?? '0', 16) || 0);
}

function tagOf({ sequence }: AlertEvent): string {
  return Number(sequence).toString(16);
}

/** How an alert that people have touched stands after new evidence: as they left it, but as loud as it is now. What it was escalated to stays, unless it is but a notice. */
function followed({ latestEvent, operatorStatus }: Alert, event: AlertEvent): OperatorStatus {
  const [was, level] = [operatorStatus.priority ?? latestEvent.severity, (severity: Severity) => SEVERITY_ORDER.indexOf(severity)];
  const isEscalated = level(was) > level(latestEvent.severity) && level(was) > level(event.severity) && event.severity !== 'SEVERITY_NOTICE';
  const priority = isEscalated ? was : event.severity;
  return priority === was ? operatorStatus : { ...operatorStatus, priority, etag: tagOf(event) };
}

function statusOf(event: AlertEvent, before: OperatorStatus | undefined): OperatorStatus {
  const state = event.state === 'ALERT_STATE_RETRACTED' ? 'OPERATOR_STATE_CLOSED' : event.state === 'ALERT_STATE_CLOSED' ? 'OPERATOR_STATE_CLEARED_UNACKNOWLEDGED' : 'OPERATOR_STATE_UNACKNOWLEDGED';
  return {
    state,
    priority: event.severity,
    ...(before?.state === state && before.stateTime !== undefined ? { stateTime: before.stateTime } : event.eventTime === undefined ? {} : { stateTime: event.eventTime }),
    ...(before === undefined || before.state !== state || before.priority !== event.severity ? { etag: tagOf(event) } : before.etag === undefined ? {} : { etag: before.etag }),
  };
}
