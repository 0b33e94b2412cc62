import { post } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Alert, Disposition } from '../api/types.ts';
import type { Desk } from '../state/desk.ts';
import { announce } from '../ui/announce.ts';
import { ask, field } from '../ui/dialog.ts';
import { h } from '../ui/dom.ts';
import { noteProblem } from '../ui/toast.ts';
import { dispositionWord, kindWords, vesselName } from './words.ts';

/** What can be done about an alert; each is done once however often it is sent, and says who was faster. */
export class AlertActions {
  constructor(private readonly desk: Desk) {}

  mayAcknowledge(alert: Alert): boolean {
    const { state } = alert.operatorStatus;
    return this.desk.may('alerts_acknowledge') && (state === 'OPERATOR_STATE_UNACKNOWLEDGED' || state === 'OPERATOR_STATE_CLEARED_UNACKNOWLEDGED');
  }

  get mayNote(): boolean {
    return this.desk.may('alerts_acknowledge');
  }

  get mayShelve(): boolean {
    return this.desk.may('alerts_shelve');
  }

  get mayClose(): boolean {
    return this.desk.may('alerts_close');
  }

  async acknowledge(alert: Alert): Promise<void> {
    try {
      await this.send(alert, 'acknowledge', {});
      announce(`Acknowledged: ${title(alert)}`);
    } catch (failure) {
      noteProblem(`${title(alert)} is not acknowledged`, failure);
    }
  }

  comment(alert: Alert): Promise<boolean> {
    const text = h('textarea', { rows: 4, maxLength: 2_000, required: true });
    return ask({
      title: `Note on ${title(alert)}`,
      body: [field('Note', text)],
      accept: 'Write',
      read: () => (text.value.trim() === '' ? 'Write something.' : { comment: text.value.trim() }),
      act: (body) => this.send(alert, 'comment', body),
    });
  }

  assign(alert: Alert): Promise<boolean> {
    const whom = h('input', { maxLength: 100, value: alert.operatorStatus.assignee ?? '', autocomplete: 'off' });
    const text = h('textarea', { rows: 2, maxLength: 2_000 });
    const me = h('button', { type: 'button', onclick: () => (whom.value = this.desk.access.name) }, 'To me');
    return ask({
      title: `Assign ${title(alert)}`,
      body: [field('To', whom, 'Empty: to nobody.'), me, field('Note', text)],
      accept: 'Assign',
      read: () => ({ assignee: whom.value.trim(), comment: text.value.trim() }),
      act: (body) => this.send(alert, 'assign', body),
    });
  }

  shelve(alert: Alert): Promise<boolean> {
    const hours = h('select', {}, ...[['0.5', '30 minutes'], ['1', '1 hour'], ['2', '2 hours'], ['4', '4 hours'], ['8', '8 hours']].map(([value, text]) => h('option', { value: value! }, text!)));
    const why = h('textarea', { rows: 3, maxLength: 500, required: true });
    return ask({
      title: `Shelve ${title(alert)}`,
      body: [field('For', hours, 'It comes back into sight by itself.'), field('Reason', why)],
      accept: 'Shelve',
      read: () => (why.value.trim() === '' ? 'A reason is needed.' : { duration: `${Number(hours.value) * 3_600}s`, reason: why.value.trim() }),
      act: (body) => this.send(alert, 'shelve', body),
    });
  }

  async unshelve(alert: Alert): Promise<void> {
    try {
      await this.send(alert, 'shelve', {});
    } catch (failure) {
      noteProblem(`${title(alert)} stays shelved`, failure);
    }
  }

  close(alert: Alert): Promise<boolean> {
    const what = h(
      'select',
      { required: true },
      h('option', { value: '' }, 'Choose …'),
      ...(['DISPOSITION_TRUE', 'DISPOSITION_NUISANCE', 'DISPOSITION_FALSE', 'DISPOSITION_EXERCISE', 'DISPOSITION_UNKNOWN'] satisfies Disposition[]).map((value) => h('option', { value }, dispositionWord(value))),
    );
    const text = h('textarea', { rows: 3, maxLength: 2_000 });
    return ask({
      title: `Close ${title(alert)}`,
      body: [field('It was', what, 'This feeds the report on how good the rules are.'), field('Note', text)],
      accept: 'Close the alert',
      read: () => (what.value === '' ? 'Say what it was.' : { disposition: what.value, comment: text.value.trim() }),
      act: (body) => this.send(alert, 'close', body),
    });
  }

  private async send(alert: Alert, action: string, body: Record<string, unknown>): Promise<void> {
    const key = crypto.randomUUID();
    // A note is a note whatever happened meanwhile; what decides goes by what was seen.
    const etag = action === 'shelve' || action === 'close' ? this.desk.book.get(alert.alertId)?.operatorStatus.etag : undefined;
    const path = `/api/v1/alerts/${encodeURIComponent(alert.alertId)}/${action}`;
    const headers = { 'Idempotency-Key': key, ...(etag === undefined ? {} : { 'If-Match': `"${etag}"` }) };
    let answer: { alert?: Alert };
    try {
      answer = await post(path, body, headers);
    } catch (failure) {
      const problem = Problem.from(failure);
      if (problem.reason !== 'UNREACHABLE' && problem.reason !== 'TIMED_OUT') {
        throw problem;
      }
      // Perhaps it was done and only the answer was lost: the same key does it once at most.
      answer = await post(path, body, headers);
    }
    if (answer.alert !== undefined) {
      this.desk.book.learn(answer.alert);
    }
  }
}

/** An alert in a few words: what, who, where. */
export function title(alert: Alert): string {
  const { kind, vessel, asset } = alert.latestEvent;
  return [kindWords(kind), vesselName(vessel), asset?.name].filter((part) => part !== undefined && part !== '').join(' · ');
}
