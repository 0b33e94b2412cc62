import { describe, expect, it } from 'vitest';
import { AlertBook, isShelved, priorityOf } from '../src/alerts/book.ts';
import { compare, count } from '../src/alerts/order.ts';
import { sounding } from '../src/alerts/sound.ts';
import { hailText, measurementWords, stateWords } from '../src/alerts/words.ts';
import type { Alert, AlertEvent, AlertState, AlertTransition, OperatorState, Severity } from '../src/api/types.ts';

const event = (alertId: string, sequence: number, severity: Severity = 'SEVERITY_WARNING', state: AlertState = 'ALERT_STATE_RAISED', more: Partial<AlertEvent> = {}): AlertEvent => ({
  sequence: String(sequence), alertId, revision: 1, state, severity, kind: 'ALERT_KIND_LOITERING', since: '2024-11-17T10:00:00Z', eventTime: '2024-11-17T10:20:00Z', vessel: { mmsi: 219000606, name: 'ADA' }, asset: { id: 'nemo-link', name: 'Nemo Link' }, ...more,
});

const transition = (alertId: string, sequence: number, state: OperatorState, more: Partial<AlertTransition['status']> = {}): AlertTransition => ({
  sequence: String(sequence), alertId, action: 'OPERATOR_ACTION_ACKNOWLEDGED', actor: 'mia', status: { state, priority: 'SEVERITY_WARNING', etag: `e${sequence}`, ...more },
});

const stateOf = (book: AlertBook, id: string): OperatorState | undefined => book.get(id)?.operatorStatus.state;

describe('the book of alerts', () => {
  it('stands as events say while nobody has touched it', () => {
    const book = new AlertBook();
    book.takeEvent(event('a', 1));
    expect(stateOf(book, 'a')).toBe('OPERATOR_STATE_UNACKNOWLEDGED');
    book.takeEvent(event('a', 2, 'SEVERITY_ALARM', 'ALERT_STATE_MAINTAINED'));
    expect(priorityOf(book.get('a')!)).toBe('SEVERITY_ALARM');
    book.takeEvent(event('a', 3, 'SEVERITY_ALARM', 'ALERT_STATE_CLOSED'));
    expect(stateOf(book, 'a')).toBe('OPERATOR_STATE_CLEARED_UNACKNOWLEDGED');
    book.takeEvent(event('b', 4));
    book.takeEvent(event('b', 5, 'SEVERITY_WARNING', 'ALERT_STATE_RETRACTED'));
    expect(stateOf(book, 'b')).toBe('OPERATOR_STATE_CLOSED');
  });

  it('stands as transitions say from the first one on', () => {
    const book = new AlertBook();
    book.takeEvent(event('a', 1));
    book.takeTransition(transition('a', 2, 'OPERATOR_STATE_ACKNOWLEDGED', { acknowledgedBy: 'mia' }));
    book.takeEvent(event('a', 3, 'SEVERITY_WARNING', 'ALERT_STATE_MAINTAINED'));
    expect(stateOf(book, 'a')).toBe('OPERATOR_STATE_ACKNOWLEDGED');
    expect(stateWords(book.get('a')!)).toBe('Acknowledged by mia');
    book.takeEvent(event('a', 4, 'SEVERITY_WARNING', 'ALERT_STATE_CLOSED'));
    expect(stateOf(book, 'a')).toBe('OPERATOR_STATE_ACKNOWLEDGED');
    book.takeTransition(transition('a', 5, 'OPERATOR_STATE_CLOSED'));
    expect(stateOf(book, 'a')).toBe('OPERATOR_STATE_CLOSED');
  });

  it('knows from a list who was touched', () => {
    const book = new AlertBook();
    const listed: Alert = { alertId: 'a', latestEvent: event('a', 7), operatorStatus: { state: 'OPERATOR_STATE_ACKNOWLEDGED', priority: 'SEVERITY_WARNING', etag: 'x' }, updateCount: 2 };
    book.reset([listed], 9);
    book.takeEvent(event('a', 10, 'SEVERITY_WARNING', 'ALERT_STATE_MAINTAINED'));
    expect(stateOf(book, 'a')).toBe('OPERATOR_STATE_ACKNOWLEDGED');
    expect(book.sequence).toBe(10);
  });

  it('takes nothing twice, and tells nobody of it', () => {
    const book = new AlertBook();
    let told = 0;
    book.onChange(() => told++);
    const all = [event('a', 1), event('b', 2), event('a', 3, 'SEVERITY_ALARM', 'ALERT_STATE_MAINTAINED')];
    [...all, ...all, ...all.slice(1)].forEach((one) => book.takeEvent(one));
    expect(told).toBe(3);
    expect(book.all.length).toBe(2);
  });

  it('keeps the etag of how people stand through new evidence', () => {
    const book = new AlertBook();
    book.reset([{ alertId: 'a', latestEvent: event('a', 1), operatorStatus: { state: 'OPERATOR_STATE_UNACKNOWLEDGED', priority: 'SEVERITY_WARNING', etag: 'first' }, updateCount: 1 }], 1);
    book.takeEvent(event('a', 2, 'SEVERITY_WARNING', 'ALERT_STATE_MAINTAINED'));
    expect(book.get('a')!.operatorStatus.etag).toBe('first');
    book.takeEvent(event('a', 30, 'SEVERITY_ALARM', 'ALERT_STATE_MAINTAINED'));
    expect(book.get('a')!.operatorStatus.etag).toBe('1e');
    book.takeEvent(event('a', 31, 'SEVERITY_ALARM', 'ALERT_STATE_MAINTAINED'));
    expect(book.get('a')!.operatorStatus.etag).toBe('1e');
    book.takeEvent(event('a', 32, 'SEVERITY_ALARM', 'ALERT_STATE_CLOSED'));
    expect(book.get('a')!.operatorStatus.etag).toBe('20');
  });

  it('forgets the oldest that are done with, and none that is open', () => {
    const book = new AlertBook();
    let sequence = 0;
    book.takeEvent(event('open', ++sequence));
    for (let place = 0; place < 260; place++) {
      book.takeEvent(event(`done-${place}`, ++sequence, 'SEVERITY_WARNING', 'ALERT_STATE_RETRACTED'));
    }
    expect(book.all.length).toBe(201);
    expect(book.get('open')).toBeDefined();
    expect(book.get('done-0')).toBeUndefined();
    expect(book.get('done-259')).toBeDefined();
  });
});

const now = Date.parse('2024-11-17T12:00:00Z');
const alert = (alertId: string, severity: Severity, state: OperatorState = 'OPERATOR_STATE_UNACKNOWLEDGED', more: Partial<Alert['operatorStatus']> = {}, since = '2024-11-17T10:00:00Z', evidence: AlertState = 'ALERT_STATE_RAISED'): Alert => ({
  alertId, latestEvent: event(alertId, 1, severity, evidence, { since }), operatorStatus: { state, priority: severity, ...more }, updateCount: 1,
});

describe('the order of the list', () => {
  it('puts unseen before seen, worst first, newest first, shelved last', () => {
    const alerts = [
      alert('shelved', 'SEVERITY_CRITICAL', 'OPERATOR_STATE_UNACKNOWLEDGED', { shelvedUntil: '2024-11-17T13:00:00Z' }),
      alert('seen-critical', 'SEVERITY_CRITICAL', 'OPERATOR_STATE_ACKNOWLEDGED'),
      alert('old-warning', 'SEVERITY_WARNING', undefined, {}, '2024-11-17T09:00:00Z'),
      alert('new-warning', 'SEVERITY_WARNING', undefined, {}, '2024-11-17T11:00:00Z'),
      alert('over-alarm', 'SEVERITY_ALARM', 'OPERATOR_STATE_CLEARED_UNACKNOWLEDGED', {}, '2024-11-17T11:30:00Z', 'ALERT_STATE_CLOSED'),
      alert('alarm', 'SEVERITY_ALARM'),
    ];
    expect(alerts.sort((one, other) => compare(one, other, now)).map(({ alertId }) => alertId)).toEqual(['alarm', 'over-alarm', 'new-warning', 'old-warning', 'seen-critical', 'shelved']);
  });

  it('goes by the priority that an escalation raised', () => {
    const escalated = alert('escalated', 'SEVERITY_WARNING', undefined, { priority: 'SEVERITY_ALARM' });
    expect(compare(escalated, alert('warning', 'SEVERITY_WARNING', undefined, {}, '2024-11-17T11:59:00Z'), now)).toBeLessThan(0);
  });

  it('counts what is in sight, and what is shelved apart', () => {
    const counts = count([alert('a', 'SEVERITY_ALARM'), alert('b', 'SEVERITY_ALARM', 'OPERATOR_STATE_ACKNOWLEDGED'), alert('c', 'SEVERITY_NOTICE', 'OPERATOR_STATE_CLOSED'), alert('d', 'SEVERITY_CRITICAL', undefined, { shelvedUntil: '2024-11-17T12:00:01Z' })], now);
    expect(counts.unacknowledged.SEVERITY_ALARM).toBe(1);
    expect(counts.open).toEqual({ SEVERITY_CRITICAL: 0, SEVERITY_ALARM: 2, SEVERITY_WARNING: 0, SEVERITY_NOTICE: 0 });
    expect(counts.shelved).toBe(1);
  });

  it('has a shelved alert back in sight at the very moment', () => {
    const shelved = alert('a', 'SEVERITY_ALARM', undefined, { shelvedUntil: '2024-11-17T12:00:00Z' });
    expect(isShelved(shelved, now - 1)).toBe(true);
    expect(isShelved(shelved, now)).toBe(false);
  });
});

describe('the sound', () => {
  it('is that of the worst alert that is unseen, holds and is in sight', () => {
    expect(sounding([alert('a', 'SEVERITY_WARNING'), alert('b', 'SEVERITY_ALARM')], now)).toBe('SEVERITY_ALARM');
    expect(sounding([alert('a', 'SEVERITY_WARNING'), alert('b', 'SEVERITY_ALARM', 'OPERATOR_STATE_ACKNOWLEDGED')], now)).toBe('SEVERITY_WARNING');
    expect(sounding([alert('a', 'SEVERITY_CRITICAL', undefined, { shelvedUntil: '2024-11-17T13:00:00Z' })], now)).toBeNull();
    expect(sounding([alert('a', 'SEVERITY_ALARM', 'OPERATOR_STATE_CLEARED_UNACKNOWLEDGED', {}, undefined, 'ALERT_STATE_CLOSED')], now)).toBeNull();
  });

  it('is none for notices', () => {
    expect(sounding([alert('a', 'SEVERITY_NOTICE')], now)).toBeNull();
  });
});

describe('words', () => {
  it('hail a ship by name, with her asset, in marine communication phrases', () => {
    const text = hailText(event('a', 1, 'SEVERITY_ALARM', 'ALERT_STATE_RAISED', { kind: 'ALERT_KIND_POWERED_DRAG' }), 'Zeebrugge Watch');
    expect(text).toMatch(/^ADA, ADA, this is Zeebrugge Watch, Zeebrugge Watch\. WARNING\. .*Nemo Link.* INSTRUCTION\. .* Over\.$/);
  });

  it('hail nobody where there is no ship', () => {
    const { vessel: _, ...feed } = event('a', 1);
    expect(hailText(feed, 'Zeebrugge Watch')).toBe('');
  });

  it('show a number with what it was held against; zero is a number', () => {
    expect(measurementWords({ name: 'mean implied speed', value: 1.23, unit: 'kn', threshold: 2, comparison: '<' })).toEqual({ name: 'mean implied speed', value: '1.23 kn', limit: '< 2 kn' });
    expect(measurementWords({ name: 'gap', unit: 'min' })).toEqual({ name: 'gap', value: '0 min', limit: '' });
  });
});
