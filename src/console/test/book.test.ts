import { describe, expect, it } from 'vitest';
import { AlertBook, priorityOf } from '../src/alerts/book.ts';
import { severityWord } from '../src/alerts/words.ts';
import type { Alert, AlertEvent, AlertState, AlertTransition, OperatorState, Severity } from '../src/api/types.ts';
import { EventParser } from '../src/api/events.ts';
import { Problem } from '../src/api/problem.ts';
import { ServiceClock } from '../src/state/clock.ts';

const event = (alertId: string, sequence: number, severity: Severity = 'SEVERITY_WARNING', state: AlertState = 'ALERT_STATE_RAISED', revision = 1): AlertEvent => ({
  sequence: String(sequence), alertId, revision, state, severity, kind: 'ALERT_KIND_LOITERING', since: '2024-11-17T10:00:00Z', eventTime: '2024-11-17T10:20:00Z',
});

const transition = (alertId: string, sequence: number, state: OperatorState, more: Partial<AlertTransition['status']> = {}): AlertTransition => ({
  sequence: String(sequence), alertId, action: 'OPERATOR_ACTION_ASSIGNED', actor: 'mia', status: { state, priority: 'SEVERITY_WARNING', etag: sequence.toString(16), ...more },
});

const answer = (latestEvent: AlertEvent, state: OperatorState, etag: number, updateCount = 2): Alert => ({ alertId: latestEvent.alertId, latestEvent, operatorStatus: { state, priority: latestEvent.severity, etag: etag.toString(16) }, updateCount });

describe('an alert that people have touched', () => {
  it('sounds as loud as its newest evidence, in either direction, and its tag follows', () => {
    const book = new AlertBook();
    book.takeEvent(event('a', 1));
    book.takeTransition(transition('a', 2, 'OPERATOR_STATE_UNACKNOWLEDGED', { assignee: 'ben' }));
    book.takeEvent(event('a', 17, 'SEVERITY_CRITICAL', 'ALERT_STATE_MAINTAINED', 2));
    expect(priorityOf(book.get('a')!)).toBe('SEVERITY_CRITICAL');
    expect(book.get('a')!.operatorStatus).toMatchObject({ etag: '11', assignee: 'ben', state: 'OPERATOR_STATE_UNACKNOWLEDGED' });
    book.takeEvent(event('a', 18, 'SEVERITY_ALARM', 'ALERT_STATE_LOWERED', 3));
    expect(priorityOf(book.get('a')!)).toBe('SEVERITY_ALARM');
  });

  it('keeps what it was escalated to, unless it has become a notice', () => {
    const book = new AlertBook();
    book.takeEvent(event('a', 1));
    book.takeTransition(transition('a', 2, 'OPERATOR_STATE_UNACKNOWLEDGED', { priority: 'SEVERITY_ALARM' }));
    book.takeEvent(event('a', 3, 'SEVERITY_WARNING', 'ALERT_STATE_MAINTAINED', 2));
    expect(book.get('a')!.operatorStatus).toMatchObject({ priority: 'SEVERITY_ALARM', etag: '2' });
    book.takeEvent(event('a', 4, 'SEVERITY_NOTICE', 'ALERT_STATE_LOWERED', 3));
    expect(priorityOf(book.get('a')!)).toBe('SEVERITY_NOTICE');
  });

  it('is not put back by an answer that comes after newer news', () => {
    const book = new AlertBook();
    book.takeEvent(event('a', 1));
    book.takeTransition(transition('a', 3, 'OPERATOR_STATE_CLOSED'));
    book.learn(answer(event('a', 1), 'OPERATOR_STATE_ACKNOWLEDGED', 2));
    expect(book.get('a')!.operatorStatus.state).toBe('OPERATOR_STATE_CLOSED');
    book.learn(answer(event('a', 1), 'OPERATOR_STATE_UNACKNOWLEDGED', 4));
    expect(book.get('a')!.operatorStatus.state).toBe('OPERATOR_STATE_UNACKNOWLEDGED');
  });
});

describe('an alert that is not in the book', () => {
  it('is asked for where its event is not its first: what was closed must not come back as new', () => {
    const book = new AlertBook();
    const asked: string[] = [];
    book.onUnknown = ({ alertId }) => asked.push(alertId);
    book.takeEvent(event('new', 1));
    book.takeEvent(event('closed', 2, 'SEVERITY_ALARM', 'ALERT_STATE_MAINTAINED', 7));
    expect(asked).toEqual(['closed']);
    expect(book.get('closed')).toBeUndefined();
    expect(book.sequence).toBe(2);
    book.learn(answer(event('closed', 2, 'SEVERITY_ALARM', 'ALERT_STATE_MAINTAINED', 7), 'OPERATOR_STATE_CLOSED', 1, 9));
    book.takeEvent(event('closed', 3, 'SEVERITY_ALARM', 'ALERT_STATE_MAINTAINED', 8));
    expect(book.get('closed')!.operatorStatus.state).toBe('OPERATOR_STATE_CLOSED');
  });

  it('is shown as its evidence stands where nobody can say more', () => {
    const book = new AlertBook();
    book.onUnknown = (one) => book.show(one);
    book.takeEvent(event('a', 5, 'SEVERITY_ALARM', 'ALERT_STATE_MAINTAINED', 3));
    expect(book.get('a')!.operatorStatus.state).toBe('OPERATOR_STATE_UNACKNOWLEDGED');
  });

  it('is not forgotten while its condition holds, however many are closed', () => {
    const book = new AlertBook();
    book.learn(answer(event('holds', 1, 'SEVERITY_ALARM', 'ALERT_STATE_MAINTAINED', 2), 'OPERATOR_STATE_CLOSED', 1, 3));
    for (let sequence = 2; sequence < 300; sequence++) {
      book.takeEvent(event(`done-${sequence}`, sequence, 'SEVERITY_WARNING', 'ALERT_STATE_RETRACTED'));
    }
    expect(book.get('holds')).toBeDefined();
  });
});

describe('what nobody expected', () => {
  it('does not keep the rest of the page from hearing of an alert', () => {
    const book = new AlertBook();
    const heard: string[] = [];
    book.onChange(() => {
      throw new Error('a panel that fails');
    });
    book.onChange(({ alertId }) => heard.push(alertId));
    book.takeEvent(event('a', 1));
    expect(heard).toEqual(['a']);
  });

  it('sounds as an alarm where the severity has no word here', () => {
    const book = new AlertBook();
    book.takeEvent(event('a', 1, 'SEVERITY_CATASTROPHE' as Severity));
    expect(priorityOf(book.get('a')!)).toBe('SEVERITY_ALARM');
    expect(severityWord('SEVERITY_CATASTROPHE' as Severity)).toBe('Alarm');
  });

  it('is not said to be the service’s fault', () => {
    expect(Problem.from(new RangeError('Invalid time value'))).toMatchObject({ reason: 'CONSOLE_FAULT' });
    expect(Problem.from(new TypeError('fetch failed'))).toMatchObject({ reason: 'UNREACHABLE' });
  });

  it('is told by the service in place of a stream, with when to come back', () => {
    const parser = new EventParser();
    expect([...parser.take('retry: 5000\nevent: unavailable\ndata: {"reason":"STORE_UNAVAILABLE"}\n\n')]).toEqual([{ event: 'unavailable', data: '{"reason":"STORE_UNAVAILABLE"}', id: null }]);
    expect(parser.retry).toBe(5_000);
  });
});

describe('the clock', () => {
  const at = (milliseconds: number): string => new Date(Date.parse('2024-11-17T12:00:00Z') + milliseconds).toISOString();

  it('goes by the message that came with the least delay of the last minute', () => {
    let elapsed = 0;
    const clock = new ServiceClock(() => elapsed);
    clock.hear(at(0), null);
    elapsed = 3_000;
    clock.hear(at(1_000), null);
    expect(clock.now()).toBe(Date.parse(at(3_000)));
  });

  it('follows a service whose clock was set back, within a minute', () => {
    let elapsed = 0;
    const clock = new ServiceClock(() => elapsed);
    clock.hear(at(3_600_000), null);
    for (elapsed = 1_000; elapsed <= 75_000; elapsed += 1_000) {
      clock.hear(at(elapsed), null);
    }
    expect(clock.now()).toBe(Date.parse(at(elapsed)));
  });

  it('takes an event time that goes far back for another feed, and one that goes a little back for none', () => {
    const clock = new ServiceClock(() => 0);
    clock.hear(undefined, at(86_400_000));
    clock.hear(undefined, at(86_400_000 - 30_000));
    expect(clock.eventTime).toBe(Date.parse(at(86_400_000)));
    clock.hear(undefined, at(0));
    expect(clock.eventTime).toBe(Date.parse(at(0)));
  });
});
