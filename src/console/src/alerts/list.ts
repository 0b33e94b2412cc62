import type { Alert } from '../api/types.ts';
import type { Desk } from '../state/desk.ts';
import { KeyedList, h, say, setAttribute } from '../ui/dom.ts';
import { severityIcon, showAlertIcon } from '../ui/icons.ts';
import { clockTime, distance } from '../ui/time.ts';
import type { AlertActions } from './actions.ts';
import { isClosed, isShelved, isUnacknowledged, priorityOf } from './book.ts';
import { compare } from './order.ts';
import { kindWords, severityWord, stateWords, vesselName } from './words.ts';

/** Rows that are shown at most: more is a flood, and is said. */
const MOST = 300;

type Part = 'open' | 'shelved' | 'closed';

/** The list of alerts, in the order in which they want to be seen to. J and K go through it, A acknowledges, Enter opens. */
export class AlertList {
  readonly element: HTMLElement;
  private readonly rows = h('div', { class: 'rows', role: 'list', 'aria-label': 'Alerts', tabIndex: 0 });
  private readonly cut = h('p', { class: 'hint' });
  private readonly list: KeyedList<Alert>;
  private readonly tabs = new Map<Part, HTMLButtonElement>();
  private part: Part = 'open';
  private shown: readonly Alert[] = [];
  private isWaiting = false;
  private isInView: (alert: Alert) => boolean = () => true;
  private onlyInView = false;

  constructor(
    private readonly desk: Desk,
    private readonly actions: AlertActions,
    private readonly open: (alert: Alert) => void,
  ) {
    this.list = new KeyedList(this.rows, (alert) => alert.alertId, (alert) => this.make(alert), (element, alert) => this.update(element, alert));
    const tabs = h('div', { class: 'tabs', role: 'group', 'aria-label': 'Which alerts' });
    for (const part of ['open', 'shelved', 'closed'] as const) {
      const button = h('button', { type: 'button', onclick: () => this.choose(part) }, part);
      this.tabs.set(part, button);
      tabs.append(button);
    }
    const inView = h('input', { type: 'checkbox', onchange: () => ((this.onlyInView = inView.checked), this.show()) });
    this.element = h('section', { class: 'alert-list panel', 'aria-label': 'List of alerts' }, h('header', {}, tabs, h('label', { class: 'check' }, inView, 'on map')), this.rows, this.cut);
    desk.book.onChange(() => this.showSoon());
    desk.book.onReset(() => this.showSoon());
    desk.view.onChange(() => this.showSoon());
    this.show();
  }

  /** Tells which alerts lie on the map that is seen. */
  setInView(isInView: (alert: Alert) => boolean): void {
    this.isInView = isInView;
    if (this.onlyInView) {
      this.showSoon();
    }
  }

  /** Goes on to the next or the one before. */
  step(by: 1 | -1): void {
    const at = this.shown.findIndex((alert) => alert.alertId === this.desk.view.view.alertId);
    const next = this.shown[at < 0 ? (by > 0 ? 0 : this.shown.length - 1) : Math.max(0, Math.min(this.shown.length - 1, at + by))];
    if (next !== undefined) {
      this.desk.view.change({ alertId: next.alertId, mmsi: next.latestEvent.vessel?.mmsi ?? null });
      this.list.element(next.alertId)?.scrollIntoView({ block: 'nearest' });
    }
  }

  get chosen(): Alert | undefined {
    const id = this.desk.view.view.alertId;
    return id === null ? undefined : this.desk.book.get(id);
  }

  private choose(part: Part): void {
    this.part = part;
    this.show();
  }

  /** A flood changes a hundred alerts at once, and the list need not be laid out a hundred times. */
  private showSoon(): void {
    if (!this.isWaiting) {
      this.isWaiting = true;
      requestAnimationFrame(() => {
        this.isWaiting = false;
        this.show();
      });
    }
  }

  private show(): void {
    const now = this.desk.clock.now();
    const parts: Record<Part, Alert[]> = { open: [], shelved: [], closed: [] };
    for (const alert of this.desk.book.all) {
      parts[isClosed(alert) ? 'closed' : isShelved(alert, now) ? 'shelved' : 'open'].push(alert);
    }
    for (const [part, button] of this.tabs) {
      say(button, `${part[0]!.toUpperCase()}${part.slice(1)} ${parts[part].length}`);
      setAttribute(button, 'aria-pressed', String(part === this.part));
    }
    const all = parts[this.part].filter((alert) => !this.onlyInView || this.isInView(alert)).sort((one, other) => compare(one, other, now));
    this.shown = all.slice(0, MOST);
    this.list.show(this.shown);
    say(this.cut, all.length > MOST ? `${all.length - MOST} more are not shown.` : all.length === 0 ? (this.part === 'open' ? 'No open alerts.' : `None ${this.part}.`) : '');
  }

  private make(alert: Alert): HTMLElement {
    const row = h(
      'div',
      { class: 'alert-row', role: 'listitem', id: rowId(alert.alertId), onclick: () => this.open(this.desk.book.get(alert.alertId) ?? alert) },
      severityIcon(priorityOf(alert)),
      h('div', { class: 'words' }, h('div', { class: 'line' }, h('span', { class: 'priority' }), h('button', { type: 'button', class: 'what' }), h('time', {})), h('div', { class: 'who' }), h('div', { class: 'state' })),
    );
    const button = h(
      'button',
      {
        type: 'button',
        class: 'primary',
        onclick: (event) => {
          event.stopPropagation();
          void this.actions.acknowledge(this.desk.book.get(alert.alertId) ?? alert);
        },
      },
      'Ack',
    );
    row.append(button);
    return row;
  }

  private update(row: HTMLElement, alert: Alert): void {
    const { latestEvent: event, operatorStatus: status } = alert;
    const [icon, words, button] = row.children as unknown as [HTMLElement, HTMLElement, HTMLButtonElement];
    const [line, who, state] = words.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
    showAlertIcon(icon, alert);
    say(line.children[0]!, severityWord(priorityOf(alert)));
    say(line.children[1]!, kindWords(event.kind));
    say(line.children[2]!, clockTime(event.since));
    say(who, [vesselName(event.vessel), event.asset?.name, event.distanceMetres === undefined ? '' : distance(event.distanceMetres)].filter((part) => part).join(' · '));
    say(state, [stateWords(alert), status.assignee ? `for ${status.assignee}` : '', isShelved(alert, this.desk.clock.now()) ? `shelved until ${clockTime(status.shelvedUntil)}: ${status.shelveReason ?? ''}` : ''].filter((part) => part !== '').join(' · '));
    setAttribute(row, 'data-severity', severityWord(priorityOf(alert)).toLowerCase());
    setAttribute(row, 'data-unseen', isUnacknowledged(alert));
    setAttribute(row, 'aria-current', alert.alertId === this.desk.view.view.alertId ? 'true' : null);
    button.hidden = !this.actions.mayAcknowledge(alert);
    setAttribute(button, 'aria-label', `Ack ${kindWords(event.kind)} ${vesselName(event.vessel)}`);
  }
}

function rowId(alertId: string): string {
  return `alert-${alertId.replaceAll(/[^\w-]/g, '_')}`;
}
