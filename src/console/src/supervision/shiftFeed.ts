import { askFor, askPages } from '../analysis/asking.ts';
import { open } from '../api/client.ts';
import { EventParser } from '../api/events.ts';
import { Problem } from '../api/problem.ts';
import type { Alert, AlertEvent, AlertTransition } from '../api/types.ts';
import { apiMoment } from '../ui/moment.ts';
import type { Period } from './period.ts';
import { ShiftLog } from './shiftLog.ts';

interface AlertPage {
  readonly alerts?: readonly Alert[];
  readonly nextPageToken?: string;
  readonly highWaterSequence?: string;
}

/** What happened in a period, and what stands open now. */
export interface Shift {
  readonly log: ShiftLog;
  readonly open: readonly Alert[];
  /** What is missing, in sentences; empty where it is whole. */
  readonly gaps: readonly string[];
}

/** Milliseconds before a period in which its beginning is looked for in the feed: reports come late, and alerts with them. */
const BEFORE = 3_600_000;

/** Alerts that are asked for one by one at most, and milliseconds between two such questions: the quota of a console is shared by all it does. */
const MOST_ASKED = 300;
const REST = 40;

/**
 * Reads the feed of alerts from before the period on, as a console does that comes back: one request tells every event and what people did, also about alerts that began long ago.
 * @param onProgress told the share that is read, 0 to 1.
 * @throws Problem where the service says no; AbortError where the signal ended it.
 */
export async function readShift(period: Period, isPlayed: boolean, signal: AbortSignal, onProgress: (share: number) => void): Promise<Shift> {
  // The traffic's present lies behind the clock by which people act: an open end takes in all they did.
  const log = new ShiftLog({ from: period.from, to: period.isOpen ? Number.POSITIVE_INFINITY : period.to }, isPlayed);
  const gaps: string[] = [];
  const standing: Alert[] = [];
  let to: number | null = null;
  for await (const page of askPages<AlertPage>('/api/v1/alerts', { pageSize: 1_000, filter: 'operator_state != OPERATOR_STATE_CLOSED' }, signal)) {
    standing.push(...(page.alerts ?? []));
    to ??= Number(page.highWaterSequence ?? 0);
  }
  const before = await askFor<AlertPage>('/api/v1/alerts', { pageSize: 1_000, filter: `event_time < "${apiMoment(Math.floor((period.from - BEFORE) / 1_000) * 1_000)}"` }, signal);
  const from = (before.alerts ?? []).reduce((most, { latestEvent }) => Math.max(most, Number(latestEvent.sequence)), 0);
  const oldest = await readFeed(from, to ?? 0, log, signal, onProgress);
  if (oldest !== null) {
    gaps.push('The log of the service begins after this period did: what came before is left out.');
    await readFeed(oldest - 1, to ?? 0, log, signal, onProgress);
  }
  standing.forEach((alert) => log.takeAlert(alert));
  const unknown = log.unknown;
  for (const alertId of unknown.slice(0, MOST_ASKED)) {
    log.takeAlert((await askFor<{ alert: Alert }>(`/api/v1/alerts/${encodeURIComponent(alertId)}`, {}, signal)).alert);
    await new Promise((wake) => setTimeout(wake, REST));
  }
  if (unknown.length > MOST_ASKED) {
    gaps.push(`Of ${unknown.length - MOST_ASKED} alerts only what was done about them is told.`);
  }
  return { log, open: standing.filter(({ latestEvent }) => period.isOpen || Date.parse(latestEvent.since ?? '') <= period.to), gaps };
}

/** Reads events behind a sequence up to another; the oldest sequence that is kept, where the first is not kept any more. */
async function readFeed(from: number, to: number, log: ShiftLog, signal: AbortSignal, onProgress: (share: number) => void): Promise<number | null> {
  if (from >= to) {
    return null;
  }
  const response = await open('/api/v1/alerts/stream', { after: from }, { Accept: 'text/event-stream' }, signal);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new EventParser();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) {
        throw new Problem(0, 'STREAM_ENDED', 'the service ended the stream before the report was whole');
      }
      for (const { event, data, id } of parser.take(value)) {
        if (event === 'alert') {
          log.takeEvent(JSON.parse(data) as AlertEvent);
        } else if (event === 'transition') {
          log.takeTransition(JSON.parse(data) as AlertTransition);
        } else if (event === 'resumeExpired') {
          return Number((JSON.parse(data) as { oldestSequence?: string }).oldestSequence ?? 1);
        }
        const reached = Number(id ?? 0);
        if (reached >= to) {
          return null;
        }
        onProgress(Math.max(0, reached - from) / (to - from));
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
