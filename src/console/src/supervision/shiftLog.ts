import type { Alert, AlertEvent, AlertTransition, OperatorStatus, Severity } from '../api/types.ts';
import { rank } from '../alerts/order.ts';
import type { Period } from './period.ts';

/** What somebody did about an alert, in the period. */
export interface Act {
  readonly action: string;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The note, the reason, or what the system did it for. */
  readonly cause: string;
  /** How it stood from then on. */
  readonly status: OperatorStatus;
  /** Of an acknowledgement: milliseconds since the alert had called last; null where it had not in what was read. */
  readonly after: number | null;
}

/** An alert that a report tells of. */
export interface Told {
  readonly alertId: string;
  /** The newest that is known of it; null where only what was done about it is. */
  event: AlertEvent | null;
  /** The highest it was in what was read. */
  severity: Severity;
  /** When it was raised, where that was in the period; milliseconds since 1970. */
  raisedAt: number | null;
  /** Whether anything of it lies in the period. */
  isOfPeriod: boolean;
  readonly acts: Act[];
  /** How it stood when the report was made. */
  status: OperatorStatus | null;
  /** When it last called by the service's clock, milliseconds since 1970, null where that is not known; of an acknowledged one how high it was then. */
  calledAt: number | null;
  acknowledgedAs: Severity | null;
}

const CALLS = new Set(['OPERATOR_ACTION_REARMED', 'OPERATOR_ACTION_ESCALATED']);

/** What happened in a period, put together from the feed of alerts as it goes by: nothing is kept but what a report tells. */
export class ShiftLog {
  private readonly told = new Map<string, Told>();
  private eventTime = 0;

  /**
   * @param isPlayed whether traffic is played: then what people do stands at the time of the traffic, as the service has it, and how long they took is known only
   * where the system itself called: the feed does not say when by the clock an event came.
   */
  constructor(
    readonly period: Pick<Period, 'from' | 'to'>,
    private readonly isPlayed: boolean,
  ) {}

  takeEvent(event: AlertEvent): void {
    const at = Date.parse(event.eventTime ?? event.since ?? '');
    this.eventTime = Math.max(this.eventTime, at);
    const one = this.of(event.alertId, event.severity);
    const isRisen = one.event === null ? event.state === 'ALERT_STATE_RAISED' : rank(event.severity) > rank(one.severity);
    one.event = event;
    one.severity = rank(event.severity) > rank(one.severity) ? event.severity : one.severity;
    one.isOfPeriod ||= this.isInside(at);
    if (event.state === 'ALERT_STATE_RAISED' && this.isInside(at)) {
      one.raisedAt ??= at;
    }
    if (isRisen && event.severity !== 'SEVERITY_NOTICE' && (one.acknowledgedAs === null || rank(event.severity) > rank(one.acknowledgedAs))) {
      one.calledAt = this.isPlayed ? null : at;
    }
  }

  takeTransition({ alertId, action, actor, time, cause, status }: AlertTransition): void {
    const clock = Date.parse(time ?? '');
    const at = this.isPlayed && this.eventTime > 0 ? this.eventTime : clock;
    const one = this.of(alertId, status.priority ?? 'SEVERITY_NOTICE');
    if (this.isInside(at)) {
      one.isOfPeriod = true;
      one.acts.push({ action, by: actor ?? '', at, cause: cause ?? '', status, after: action === 'OPERATOR_ACTION_ACKNOWLEDGED' && one.calledAt !== null ? Math.max(0, clock - one.calledAt) : null });
    }
    one.status = status;
    if (action === 'OPERATOR_ACTION_ACKNOWLEDGED') {
      one.acknowledgedAs = one.severity;
    } else if (CALLS.has(action) || (action === 'OPERATOR_ACTION_UNSHELVED' && status.state === 'OPERATOR_STATE_UNACKNOWLEDGED')) {
      one.calledAt = clock;
      one.acknowledgedAs = null;
    }
  }

  /** Puts in what is known of an alert otherwise: all that was read of it may be what people did. */
  takeAlert(alert: Alert): void {
    const one = this.of(alert.alertId, alert.latestEvent.severity);
    one.event ??= alert.latestEvent;
    one.status = alert.operatorStatus;
  }

  /** Alerts of the period that nothing is known of but what was done about them. */
  get unknown(): readonly string[] {
    return this.alerts.filter(({ event }) => event === null).map(({ alertId }) => alertId);
  }

  /** The alerts of the period in the order they began, what was raised in it after what stood before. */
  get alerts(): readonly Told[] {
    return [...this.told.values()].filter(({ isOfPeriod }) => isOfPeriod).sort((a, b) => (a.raisedAt ?? 0) - (b.raisedAt ?? 0) || Date.parse(a.event?.since ?? '0') - Date.parse(b.event?.since ?? '0'));
  }

  private isInside(at: number): boolean {
    return at >= this.period.from && at <= this.period.to;
  }

  private of(alertId: string, severity: Severity): Told {
    let one = this.told.get(alertId);
    if (one === undefined) {
      one = { alertId, event: null, severity, raisedAt: null, isOfPeriod: false, acts: [], status: null, calledAt: null, acknowledgedAs: null };
      this.told.set(alertId, one);
    }
    return one;
  }
}

/** The numbers that stand above a report. */
export interface ShiftCounts {
  /** Raised in the period, by severity. */
  readonly raised: Readonly<Record<Severity, number>>;
  readonly acknowledgements: number;
  /** The longest from a call to its acknowledgement in milliseconds; null where none is known. */
  readonly longestAfter: number | null;
  readonly shelved: number;
  readonly assigned: number;
  readonly escalated: number;
  /** How often one was closed by a person, by what it turned out to be. */
  readonly dispositions: Readonly<Record<string, number>>;
}

export function countsOf(alerts: readonly Told[]): ShiftCounts {
  const acts = alerts.flatMap((one) => one.acts);
  const times = (action: string): number => acts.filter((act) => act.action === action).length;
  const raised = { SEVERITY_CRITICAL: 0, SEVERITY_ALARM: 0, SEVERITY_WARNING: 0, SEVERITY_NOTICE: 0 };
  alerts.filter(({ raisedAt }) => raisedAt !== null).forEach(({ severity }) => raised[severity]++);
  const dispositions: Record<string, number> = {};
  for (const { action, status } of acts) {
    if (action === 'OPERATOR_ACTION_CLOSED' && status.disposition !== undefined) {
      dispositions[status.disposition] = (dispositions[status.disposition] ?? 0) + 1;
    }
  }
  return {
    raised,
    acknowledgements: times('OPERATOR_ACTION_ACKNOWLEDGED'),
    longestAfter: acts.reduce<number | null>((most, { after }) => (after === null ? most : Math.max(most ?? 0, after)), null),
    shelved: times('OPERATOR_ACTION_SHELVED'),
    assigned: times('OPERATOR_ACTION_ASSIGNED'),
    escalated: times('OPERATOR_ACTION_ESCALATED'),
    dispositions,
  };
}
