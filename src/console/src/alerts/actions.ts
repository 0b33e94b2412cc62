import { get, post } from '../api/client.ts';
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
  private readonly underWay = new Set<string>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly desk: Desk) {}

  /** Whether an acknowledgement of it has been sent and not answered yet. */
  isUnderWay(alertId: string): boolean {
    return this.underWay.has(alertId);
  }

  onUnderWay(listener: () => void): void {
    this.listeners.add(listener);
  }

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

  /** @param alert as it was on the screen: what it has become since is not what was seen, and is not acknowledged. */
  async acknowledge(alert: Alert): Promise<boolean> {
    if (this.underWay.has(alert.alertId)) {
      return false;
    }
    this.mark(alert.alertId, true);
    try {
      await this.send(alert, 'acknowledge', {}, alert.operatorStatus.etag);
      announce(`Acknowledged: ${title(alert)}`);
      return true;
    } catch (failure) {
      noteProblem(`${title(alert)} is not acknowledged`, failure);
      return false;
    } finally {
      this.mark(alert.alertId, false);
    }
  }

  /** Several at once, each named before: what was chosen, never all that there are. */
  acknowledgeChosen(alerts: readonly Alert[]): Promise<boolean> {
    return ask({
      title: alerts.length === 1 ? 'Acknowledge 1 alert' : `Acknowledge ${alerts.length} alerts`,
      body: [named(alerts)],
      accept: 'Acknowledge',
      read: () => ({}),
      act: async () => {
        const done = await Promise.all(alerts.map((alert) => this.acknowledge(alert)));
        if (done.includes(false)) {
          throw new Problem(0, 'NOT_ALL', `${done.filter((one) => !one).length} of ${alerts.length} are not acknowledged; the notes say why`);
        }
      },
    });
  }

  /** All that is one's own, to whoever takes over. */
  handOver(alerts: readonly Alert[]): Promise<boolean> {
    const whom = this.person('');
    const text = h('textarea', { rows: 2, maxLength: 2_000 });
    return ask({
      title: `Hand over ${alerts.length === 1 ? '1 alert' : `${alerts.length} alerts`}`,
      body: [named(alerts), field('To', whom), field('Note', text)],
      accept: 'Hand over',
      read: () => (whom.value.trim() === '' ? 'Say to whom.' : { assignee: whom.value.trim(), comment: text.value.trim() }),
      act: async (body) => {
        await Promise.all(alerts.map((alert) => this.send(alert, 'assign', body)));
      },
    });
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
    const whom = this.person(alert.operatorStatus.assignee ?? '');
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
    const most = this.desk.facts.desk.mostShelveSeconds;
    const hours = h('select', {}, ...([[1_800, '30 minutes'], [3_600, '1 hour'], [7_200, '2 hours'], [14_400, '4 hours'], [28_800, '8 hours']] as const).filter(([seconds]) => seconds <= most).map(([seconds, text]) => h('option', { value: String(seconds) }, text)));
    const why = h('textarea', { rows: 3, maxLength: 500, required: true });
    return ask({
      title: `Shelve ${title(alert)}`,
      body: [field('For', hours, 'It comes back into sight by itself.'), field('Reason', why)],
      accept: 'Shelve',
      read: () => (why.value.trim() === '' ? 'A reason is needed.' : { duration: `${hours.value}s`, reason: why.value.trim() }),
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

  /** A field for a person; who is known from the alerts at hand is offered, so that nobody is assigned to by a slip of the finger. */
  private person(value: string): HTMLInputElement {
    const known = new Set(this.desk.book.all.flatMap(({ operatorStatus: { assignee, acknowledgedBy } }) => [assignee, acknowledgedBy]).filter((name): name is string => name !== undefined && name !== ''));
    document.getElementById('people')?.remove();
    document.body.append(h('datalist', { id: 'people' }, ...[...known].sort().map((name) => h('option', { value: name }))));
    return h('input', { maxLength: 100, value, autocomplete: 'off', list: 'people' });
  }

  private mark(alertId: string, isUnderWay: boolean): void {
    if (isUnderWay) {
      this.underWay.add(alertId);
    } else {
      this.underWay.delete(alertId);
    }
    this.listeners.forEach((listener) => listener());
  }

  /** @param seen the tag of what was on the screen. A note is a note whatever happened meanwhile; what decides goes by what was seen. */
  private async send(alert: Alert, action: string, body: Record<string, unknown>, seen = action === 'shelve' || action === 'close' ? this.desk.book.get(alert.alertId)?.operatorStatus.etag : undefined): Promise<void> {
    const path = `/api/v1/alerts/${encodeURIComponent(alert.alertId)}`;
    const headers = { 'Idempotency-Key': crypto.randomUUID(), ...(seen === undefined ? {} : { 'If-Match': `"${seen}"` }) };
    let answer: { alert?: Alert };
    try {
      answer = await post(`${path}/${action}`, body, headers);
    } catch (failure) {
      const problem = Problem.from(failure);
      if (problem.reason === 'ALERT_CHANGED') {
        this.desk.book.learn((await get<{ alert: Alert }>(path)).alert);
      }
      if (problem.reason !== 'UNREACHABLE' && problem.reason !== 'TIMED_OUT') {
        throw problem.reason === 'ALERT_CHANGED' && problem.metadata['changedBy'] === 'system' ? new Problem(problem.status, problem.reason, 'it has changed meanwhile; look at it, then do it again') : problem;
      }
      // Perhaps it was done and only the answer was lost: the same key does it once at most.
      answer = await post(`${path}/${action}`, body, headers);
    }
    if (answer.alert !== undefined) {
      this.desk.book.learn(answer.alert);
    }
  }
}

function named(alerts: readonly Alert[]): HTMLElement {
  return h('ul', { class: 'named' }, ...alerts.map((alert) => h('li', {}, title(alert))));
}

/** An alert in a few words: what, who, where. */
export function title(alert: Alert): string {
  const { kind, vessel, asset } = alert.latestEvent;
  return [kindWords(kind), vesselName(vessel), asset?.name].filter((part) => part !== undefined && part !== '').join(' · ');
}
