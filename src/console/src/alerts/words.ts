import type { Alert, AlertEvent, Measurement, Severity } from '../api/types.ts';
import { plain } from '../ui/plain.ts';

/** Words for what the service has names for. */

const KINDS: Readonly<Record<string, string>> = {
  ALERT_KIND_LOITERING: 'Loitering',
  ALERT_KIND_REPEATED_CROSSING: 'Repeated crossing',
  ALERT_KIND_ANCHORED_ON_ASSET: 'Anchored on asset',
  ALERT_KIND_DRAG_AT_ANCHOR: 'Dragging at anchor',
  ALERT_KIND_POWERED_DRAG: 'Powered drag',
  ALERT_KIND_DRIFTING: 'Drifting',
  ALERT_KIND_TRAWLING: 'Trawling',
  ALERT_KIND_DARK_GAP: 'Dark gap',
  ALERT_KIND_KINEMATIC_SPOOF: 'Impossible movement',
  ALERT_KIND_DUPLICATE_MMSI: 'Two hulls, one MMSI',
  ALERT_KIND_IDENTITY_CHANGE: 'Change of identity',
  ALERT_KIND_IMPLAUSIBLE_POSITION: 'Implausible position',
  ALERT_KIND_AREA_INTERFERENCE: 'GNSS interference',
  ALERT_KIND_FEED_HEALTH: 'Feed health',
  ALERT_KIND_ROUTE_DEVIATION: 'Off the usual route',
  ALERT_KIND_RESTRICTED_AREA: 'In a restricted area',
};

/** What a severity is called at the desk, and in IMO's words for bridge alerts. */
const SEVERITY_WORDS: Readonly<Record<Severity, { readonly short: string; readonly bridge: string }>> = {
  SEVERITY_CRITICAL: { short: 'Critical', bridge: 'emergency alarm' },
  SEVERITY_ALARM: { short: 'Alarm', bridge: 'alarm' },
  SEVERITY_WARNING: { short: 'Warning', bridge: 'warning' },
  SEVERITY_NOTICE: { short: 'Notice', bridge: 'caution' },
};

export const KIND_NAMES = Object.keys(KINDS);

/** Kinds that say a position may not be where the ship is. */
export const DOUBTFUL_KINDS: ReadonlySet<string> = new Set([
  'ALERT_KIND_KINEMATIC_SPOOF',
  'ALERT_KIND_DUPLICATE_MMSI',
  'ALERT_KIND_IMPLAUSIBLE_POSITION',
  'ALERT_KIND_AREA_INTERFERENCE',
]);

export function kindWords(kind: string): string {
  return KINDS[kind] ?? kind.replace(/^ALERT_KIND_/, '').replaceAll('_', ' ').toLowerCase();
}

export function severityWord(severity: Severity): string {
  return SEVERITY_WORDS[severity]?.short ?? 'Alarm';
}

export function bridgeWord(severity: Severity): string {
  return SEVERITY_WORDS[severity]?.bridge ?? 'alarm';
}

/** How the people who watch stand to an alert, in a word or two. */
export function stateWords(alert: Alert): string {
  const { state, acknowledgedBy, disposition } = alert.operatorStatus;
  switch (state) {
    case 'OPERATOR_STATE_UNACKNOWLEDGED':
      return 'Unacknowledged';
    case 'OPERATOR_STATE_ACKNOWLEDGED':
      return acknowledgedBy ? `Acknowledged by ${acknowledgedBy}` : 'Acknowledged';
    case 'OPERATOR_STATE_CLEARED_UNACKNOWLEDGED':
      return 'Over, not acknowledged';
    case 'OPERATOR_STATE_CLOSED':
      return disposition ? `Closed: ${dispositionWord(disposition)}` : 'Closed';
  }
}

const DISPOSITIONS: Readonly<Record<string, string>> = {
  DISPOSITION_TRUE: 'true',
  DISPOSITION_NUISANCE: 'true, but of no interest',
  DISPOSITION_FALSE: 'false',
  DISPOSITION_EXERCISE: 'exercise',
  DISPOSITION_UNKNOWN: 'nobody can say',
};

export function dispositionWord(disposition: string): string {
  return DISPOSITIONS[disposition] ?? disposition;
}

const ACTIONS: Readonly<Record<string, string>> = {
  OPERATOR_ACTION_RAISED: 'raised',
  OPERATOR_ACTION_ACKNOWLEDGED: 'acknowledged',
  OPERATOR_ACTION_REARMED: 'sounds again',
  OPERATOR_ACTION_ASSIGNED: 'assigned',
  OPERATOR_ACTION_COMMENTED: 'note',
  OPERATOR_ACTION_SHELVED: 'shelved',
  OPERATOR_ACTION_UNSHELVED: 'back in sight',
  OPERATOR_ACTION_ESCALATED: 'escalated',
  OPERATOR_ACTION_CLEARED: 'over',
  OPERATOR_ACTION_CLOSED: 'closed',
};

export function actionWord(action: string): string {
  return ACTIONS[action] ?? action;
}

const STATES: Readonly<Record<string, string>> = {
  ALERT_STATE_RAISED: 'raised',
  ALERT_STATE_MAINTAINED: 'still true',
  ALERT_STATE_LOWERED: 'less severe',
  ALERT_STATE_CLOSED: 'over',
  ALERT_STATE_RETRACTED: 'retracted',
};

export function eventWord(event: AlertEvent): string {
  return STATES[event.state] ?? event.state;
}

/** The vessel of an alert as people call her: her name, or her MMSI with nine digits. */
export function vesselName(vessel: { readonly mmsi?: number; readonly name?: string } | undefined): string {
  const name = plain(vessel?.name ?? '');
  return vessel === undefined ? '' : name !== '' ? name : vessel.mmsi === undefined ? 'unknown vessel' : `MMSI ${mmsiText(vessel.mmsi)}`;
}

export function mmsiText(mmsi: number): string {
  return String(mmsi).padStart(9, '0');
}

/** A number that decided, with what it was held against: `mean implied speed 1.2 kn, must be < 2 kn`. */
export function measurementWords({ name, value, unit, threshold, comparison }: Measurement): { name: string; value: string; limit: string } {
  const withUnit = (number: number | undefined): string => (number === undefined ? '' : `${Number(number.toPrecision(6))}${unit ? ` ${unit}` : ''}`);
  return { name: name ?? '', value: withUnit(value ?? 0), limit: comparison && threshold !== undefined ? `${comparison} ${withUnit(threshold)}` : comparison ? `${comparison} 0` : '' };
}

/** What can be said to the ship on VHF: IMO Standard Marine Communication Phrases (A.918(22)), message markers included. Empty where there is no ship to call. */
export function hailText(event: AlertEvent, station: string): string {
  if (event.vessel?.mmsi === undefined) {
    return '';
  }
  const ship = vesselName(event.vessel).toUpperCase();
  const asset = event.asset?.name ?? 'a subsea cable or pipeline';
  const call = `${ship}, ${ship}, this is ${station}, ${station}.`;
  const over = 'Over.';
  switch (event.kind) {
    case 'ALERT_KIND_ANCHORED_ON_ASSET':
      return `${call} WARNING. You are at anchor over ${asset}. ADVICE. Do not heave up before you have spoken with me. QUESTION. Is your anchor holding? ${over}`;
    case 'ALERT_KIND_DRAG_AT_ANCHOR':
    case 'ALERT_KIND_POWERED_DRAG':
      return `${call} WARNING. You may be dragging an anchor near ${asset}. INSTRUCTION. Stop your vessel and check your anchors. QUESTION. Are both anchors secured? ${over}`;
    case 'ALERT_KIND_DRIFTING':
      return `${call} INFORMATION. You are drifting towards ${asset}. QUESTION. Do you have engine power? Do not anchor here. ${over}`;
    case 'ALERT_KIND_LOITERING':
    case 'ALERT_KIND_REPEATED_CROSSING':
    case 'ALERT_KIND_ROUTE_DEVIATION':
      return `${call} QUESTION. What are your intentions? INFORMATION. ${asset} is charted in your position. Do not anchor. ${over}`;
    case 'ALERT_KIND_TRAWLING':
      return `${call} WARNING. ${asset} is charted in your position. ADVICE. Keep your gear clear of it. ${over}`;
    case 'ALERT_KIND_RESTRICTED_AREA':
      return `${call} WARNING. You are inside a restricted area. INSTRUCTION. Leave the area. QUESTION. What are your intentions? ${over}`;
    case 'ALERT_KIND_DARK_GAP':
      return `${call} QUESTION. Is your AIS transmitting? What is your position? ${over}`;
    case 'ALERT_KIND_IDENTITY_CHANGE':
    case 'ALERT_KIND_DUPLICATE_MMSI':
      return `${call} QUESTION. What is your name, your call sign and your IMO number? ${over}`;
    default:
      return `${call} QUESTION. What is your position, and what are your intentions? ${over}`;
  }
}
