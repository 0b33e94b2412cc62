import { describe, expect, it } from 'vitest';
import type { AlertEvent, AlertState, AlertTransition, OperatorStatus, Severity } from '../src/api/types.ts';
import { loadWords } from '../src/supervision/alarmRate.ts';
import { readMmsi } from '../src/supervision/heldBack.ts';
import { periodOf } from '../src/supervision/period.ts';
import { ruleParts, valueWords, type ServedThreshold } from '../src/supervision/rules.ts';
import { csvCell, shiftCsv, shiftName } from '../src/supervision/shiftFile.ts';
import { ShiftLog, countsOf } from '../src/supervision/shiftLog.ts';
import { actWords } from '../src/supervision/shiftReport.ts';

const day = (time: string): number => Date.parse(`2024-11-17T${time}Z`);
const period = { from: day('08:00:00'), to: day('16:00:00') };

const event = (alertId: string, time: string, severity: Severity = 'SEVERITY_WARNING', state: AlertState = 'ALERT_STATE_RAISED'): AlertEvent => ({
  sequence: '1', alertId, state, severity, kind: 'ALERT_KIND_LOITERING', since: `2024-11-17T${time}Z`, eventTime: `2024-11-17T${time}Z`, vessel: { mmsi: 219000606, name: 'ADA' },
});

const act = (alertId: string, time: string, action: string, status: Partial<OperatorStatus> = {}, cause = ''): AlertTransition => ({
  sequence: '2', alertId, action: `OPERATOR_ACTION_${action}`, actor: 'mia', time: `2024-11-17T${time}Z`, cause, status: { state: 'OPERATOR_STATE_ACKNOWLEDGED', priority: 'SEVERITY_WARNING', ...status },
});

describe('what happened in a shift', () => {
  it('counts what was raised in it, and tells what was only touched in it', () => {
    const log = new ShiftLog(period, false);
    log.takeEvent(event('before', '07:00:00'));
    log.takeEvent(event('inside', '09:00:00', 'SEVERITY_ALARM'));
    log.takeTransition(act('before', '10:00:00', 'COMMENTED', {}, 'seen on radar'));
    log.takeEvent(event('after', '17:00:00'));
    expect(log.alerts.map(({ alertId }) => alertId)).toEqual(['before', 'inside']);
    expect(countsOf(log.alerts).raised).toEqual({ SEVERITY_CRITICAL: 0, SEVERITY_ALARM: 1, SEVERITY_WARNING: 0, SEVERITY_NOTICE: 0 });
    expect(log.alerts[0]!.acts.map(actWords)).toEqual(['10:00Z mia: note, seen on radar']);
  });

  it('measures an acknowledgement from the last call', () => {
    const log = new ShiftLog(period, false);
    log.takeEvent(event('a', '09:00:00'));
    log.takeTransition(act('a', '09:02:00', 'ACKNOWLEDGED'));
    log.takeEvent(event('a', '10:00:00', 'SEVERITY_ALARM', 'ALERT_STATE_MAINTAINED'));
    log.takeTransition(act('a', '10:01:00', 'REARMED', { state: 'OPERATOR_STATE_UNACKNOWLEDGED' }));
    log.takeTransition(act('a', '10:05:00', 'ACKNOWLEDGED'));
    log.takeEvent(event('b', '11:00:00', 'SEVERITY_NOTICE'));
    log.takeTransition(act('b', '11:10:00', 'ACKNOWLEDGED'));
    expect(log.alerts.flatMap(({ acts }) => acts.map(({ after }) => after))).toEqual([120_000, null, 240_000, null]);
    expect(countsOf(log.alerts)).toMatchObject({ acknowledgements: 3, longestAfter: 240_000 });
    expect(log.alerts[0]!.severity).toBe('SEVERITY_ALARM');
  });

  it('goes by the time of the traffic where that is played', () => {
    const log = new ShiftLog(period, true);
    log.takeEvent(event('a', '09:00:00'));
    log.takeEvent(event('b', '09:30:00'));
    log.takeTransition({ ...act('a', '00:00:00', 'ACKNOWLEDGED'), time: '2026-01-01T00:00:00Z' });
    expect(log.alerts[0]!.acts[0]).toMatchObject({ at: day('09:30:00'), after: null });
    log.takeTransition({ ...act('a', '00:00:00', 'REARMED'), time: '2026-01-01T01:00:00Z' });
    log.takeTransition({ ...act('a', '00:00:00', 'ACKNOWLEDGED'), time: '2026-01-01T01:00:30Z' });
    expect(log.alerts[0]!.acts[2]).toMatchObject({ at: day('09:30:00'), after: 30_000 });
  });

  it('counts what was shelved, given away, escalated and closed as what', () => {
    const log = new ShiftLog(period, false);
    log.takeEvent(event('a', '09:00:00'));
    for (const one of [act('a', '09:01:00', 'ESCALATED'), act('a', '09:02:00', 'ASSIGNED', { assignee: 'ben' }), act('a', '09:03:00', 'SHELVED', { shelvedUntil: '2024-11-17T10:00:00Z', shelveReason: 'patrol boat' }), act('a', '09:04:00', 'CLOSED', { disposition: 'DISPOSITION_EXERCISE', state: 'OPERATOR_STATE_CLOSED' })]) {
      log.takeTransition(one);
    }
    expect(countsOf(log.alerts)).toMatchObject({ shelved: 1, assigned: 1, escalated: 1, dispositions: { DISPOSITION_EXERCISE: 1 } });
    expect(log.alerts[0]!.acts.map(actWords).slice(1)).toEqual(['09:02Z mia: given to ben', '09:03Z mia: shelved until 10:00Z, patrol boat', '09:04Z mia: closed as exercise']);
  });

  it('knows what it must still ask for', () => {
    const log = new ShiftLog(period, false);
    log.takeTransition(act('old', '09:00:00', 'CLOSED', { state: 'OPERATOR_STATE_CLOSED' }));
    expect(log.unknown).toEqual(['old']);
    log.takeAlert({ alertId: 'old', latestEvent: event('old', '03:00:00'), operatorStatus: { state: 'OPERATOR_STATE_CLOSED' } });
    expect(log.unknown).toEqual([]);
  });
});

describe('a shift as a file', () => {
  it('has one line for an alert, with the label, and no formula of a stranger’s', () => {
    const log = new ShiftLog(period, false);
    log.takeEvent({ ...event('a', '09:00:00'), vessel: { mmsi: 606, name: '=HYPERLINK("x")' } });
    log.takeTransition(act('a', '09:02:00', 'ACKNOWLEDGED', { acknowledgedBy: 'mia' }));
    const [headings, line, rest] = shiftCsv(log.alerts, 'TLP:AMBER', true).split('\r\n');
    expect(headings!.split(',')).toHaveLength(21);
    expect(line).toBe('a,Warning,Loitering,000000606,"\u00a0=HYPERLINK(""x"")",,2024-11-17T09:00:00Z,2024-11-17T09:00:00.000Z,mia,2024-11-17T09:02:00.000Z,120,,,,,,,,acknowledged by mia,EXERCISE,TLP:AMBER');
    expect(rest).toBe('');
    expect(['-1', '@x', 'a,b', 'plain'].map(csvCell)).toEqual(['\u00a0-1', '\u00a0@x', '"a,b"', 'plain']);
    expect(shiftName(period.from, period.to, 'csv')).toBe('shift-2024-11-17T0800Z-2024-11-17T1600Z.csv');
  });
});

describe('a period', () => {
  const now = day('16:00:00');

  it('is this watch, a day, a week, or one’s own', () => {
    expect(periodOf('watch', '', '', now)).toEqual({ from: day('08:00:00'), to: now, isOpen: true });
    expect(periodOf('week', '', '', now)).toMatchObject({ from: now - 7 * 86_400_000 });
    expect(periodOf('own', '2024-11-16 08:00', '2024-11-16 16:00', now)).toEqual({ from: Date.parse('2024-11-16T08:00:00Z'), to: Date.parse('2024-11-16T16:00:00Z'), isOpen: false });
    expect(periodOf('own', '2024-11-17 08:00', '2024-11-18 16:00', now)).toMatchObject({ to: now, isOpen: true });
  });

  it('is refused where it is none', () => {
    expect(periodOf('own', '', '2024-11-16', now)).toContain('From: ');
    expect(periodOf('own', '2024-11-16', '2024-11-16', now)).toBe('It ends before it begins.');
    expect(periodOf('own', '2024-01-01', '2024-11-16', now)).toBe('At most 31 days.');
  });
});

describe('words of the shift lead’s page', () => {
  it('hold the load against what a desk can see to', () => {
    expect(loadWords({ perTenMinutesAverage: 0.5, perTenMinutesMost: 3, floods: [], shareOfWindowsInFlood: 0 })).toBe('0.50 calls in ten minutes on average, within the one that a desk can see to; 3 at most. No floods.');
    expect(loadWords({ perTenMinutesAverage: 1.5, perTenMinutesMost: 12, floods: [{ start: '', end: '', count: 12 }], shareOfWindowsInFlood: 0.02 })).toBe('1.50 calls in ten minutes on average, ▲ more than the one that a desk can see to; 12 at most. ▲ 1 flood, 2.0 % of the time.');
  });

  it('take a rule apart', () => {
    const threshold = (key: string, name: string, text: string): ServedThreshold => ({ key, name, text, isDefault: true });
    expect(ruleParts({ kind: 'ALERT_KIND_LOITERING', name: 'L1', version: '1', isOn: true, title: 'Loitering', prose: 'Slow over an asset. Held back or lowered by: anchorage, port.', thresholds: [threshold('Loitering:AlarmAfter', 'An alarm after this.', '60 min'), threshold('Loitering:NoticeAfter', 'A notice after', '20 min'), threshold('Loitering:MaxMeanSpeedKnots', 'Speed', '2 kn')] })).toEqual({
      when: 'Slow over an asset.', unless: 'anchorage, port.', raises: 'Loitering; notice: A notice after, 20 min; alarm: An alarm after this, 60 min',
    });
    expect([valueWords('PT1H20M'), valueWords('P2D'), valueWords('PT0S'), valueWords('PT0.5S'), valueWords(2, 'knots'), valueWords(3, 'count'), valueWords(null), valueWords([]), valueWords(['a', 'b']), valueWords('P')]).toEqual(['1 h 20 min', '2 d', '0 s', '0.5 s', '2 knots', '3', 'nothing', 'none', 'a, b', '0 s']);
  });

  it('read an MMSI', () => {
    expect([readMmsi(''), readMmsi(' 219000606 '), typeof readMmsi('12345678901'), typeof readMmsi('ADA'), typeof readMmsi('0')]).toEqual([null, 219000606, 'string', 'string', 'string']);
  });
});
