import { dispositionWord, kindWords, mmsiText, severityWord } from '../alerts/words.ts';
import { utc } from '../ui/time.ts';
import type { Told } from './shiftLog.ts';

const HEADINGS = ['alert', 'priority', 'kind', 'mmsi', 'vessel', 'asset', 'since', 'raised', 'acknowledged_by', 'acknowledged_at', 'acknowledged_after_seconds', 'assigned_to', 'shelved_by', 'shelved_until', 'shelve_reason', 'disposition', 'closed_by', 'notes', 'stands', 'exercise', 'marking'];

/** A cell of a CSV file (RFC 4180). What a stranger typed begins no formula: a no-break space stands before it, as in the service's own files. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `\u00a0${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The alerts of a shift, one a line, with the label of the data on each. */
export function shiftCsv(alerts: readonly Told[], marking: string, isExercise: boolean): string {
  return [HEADINGS, ...alerts.map((one) => row(one, marking, isExercise))].map((cells) => cells.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

function row({ alertId, event, severity, raisedAt, acts, status }: Told, marking: string, isExercise: boolean): string[] {
  const last = (action: string): Told['acts'][number] | undefined => acts.findLast((act) => act.action === `OPERATOR_ACTION_${action}`);
  const [seen, given, shelved, closed] = [acts.find(({ action }) => action === 'OPERATOR_ACTION_ACKNOWLEDGED'), last('ASSIGNED'), last('SHELVED'), last('CLOSED')];
  return [
    alertId, severityWord(severity), kindWords(event?.kind ?? ''), event?.vessel?.mmsi === undefined ? '' : mmsiText(event.vessel.mmsi), event?.vessel?.name ?? '', event?.asset?.name ?? event?.asset?.id ?? '',
    event?.since ?? '', raisedAt === null ? '' : new Date(raisedAt).toISOString(),
    seen?.by ?? '', seen === undefined ? '' : new Date(seen.at).toISOString(), seen === undefined || seen.after === null ? '' : String(Math.round(seen.after / 1_000)),
    given?.status.assignee ?? status?.assignee ?? '', shelved?.by ?? '', shelved?.status.shelvedUntil ?? '', shelved?.status.shelveReason ?? '',
    closed?.status.disposition === undefined ? '' : dispositionWord(closed.status.disposition), closed?.by ?? '',
    acts.filter(({ cause, action }) => cause !== '' && action !== 'OPERATOR_ACTION_SHELVED').map(({ by, cause }) => `${by}: ${cause}`).join('; '),
    standingWords(status), isExercise ? 'EXERCISE' : '', marking,
  ];
}

/** How people stand to an alert, in a word or two. */
export function standingWords(status: Told['status']): string {
  switch (status?.state) {
    case 'OPERATOR_STATE_UNACKNOWLEDGED':
      return 'unacknowledged';
    case 'OPERATOR_STATE_ACKNOWLEDGED':
      return `acknowledged${status.acknowledgedBy ? ` by ${status.acknowledgedBy}` : ''}`;
    case 'OPERATOR_STATE_CLEARED_UNACKNOWLEDGED':
      return 'over, not acknowledged';
    default:
      return 'closed';
  }
}

/** A page that stands alone, to be kept or sent: the report as it is shown, with the little it needs of a look. */
export function shiftPage(title: string, report: HTMLElement): string {
  const copy = report.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('.screen-only').forEach((element) => element.remove());
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${title.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</title><style>${LOOK}</style></head><body>${copy.outerHTML}</body></html>\n`;
}

/** The name of a file of a period: no colons, which not every disk takes. */
export function shiftName(from: number, to: number, ending: string): string {
  return `shift-${utc(from, false).replace(' ', 'T').replaceAll(':', '')}-${utc(to, false).replace(' ', 'T').replaceAll(':', '')}.${ending}`;
}

const LOOK = 'body{font:13px/1.4 sans-serif;margin:24px;color:#000;background:#fff}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;border:1px solid #999;padding:2px 6px}h2{font-size:18px}h3{font-size:14px;margin:16px 0 4px}svg{width:100%;max-width:640px;height:auto;background:#f4f4f4}.bar.warning{fill:#b58900}.bar.alarm,.bar.critical{fill:#b00020}.flood-line{stroke:#666;stroke-dasharray:4 3}.remarks{white-space:pre-wrap}';
