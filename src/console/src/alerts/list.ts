import type { Alert, Severity } from '../api/types.ts';
import type { Desk } from '../state/desk.ts';
import { announce } from '../ui/announce.ts';
import { KeyedList, h, refill, say, setAttribute } from '../ui/dom.ts';
import { gathered } from '../ui/gather.ts';
import { severityIcon, showAlertIcon } from '../ui/icons.ts';
import { clockTime, distance } from '../ui/time.ts';
import type { AlertActions } from './actions.ts';
import { isClosed, isShelved, isUnacknowledged, priorityOf } from './book.ts';
import { compare, rank } from './order.ts';
import { kindWords, severityWord, stateWords, vesselName } from './words.ts';

/** Rows that are shown at most: more is a flood, and is said. */
const MOST = 300;

/** Milliseconds for which the order stays after the pointer has moved over the list: a row must not go from under a hand. The bar has the worst of all at any time. */
const HOLD = 2_500;

type Part = 'open' | 'shelved' | 'closed';

/** The list of alerts, in the order in which they want to be seen to. J and K go through it, A acknowledges, Enter opens. */
export class AlertList {
  readonly element: HTMLElement;
  private readonly rows = h('div', { class: 'rows', id: 'alerts', role: 'list', 'aria-label': 'Alerts', tabIndex: 0, onpointermove: () => this.hold(), onpointerleave: () => this.release() });
  private readonly cut = h('p', { class: 'hint' });
  private readonly search = h('input', { type: 'search', placeholder: 'Filter: kind, vessel, asset, name', 'aria-label': 'Filter alerts', maxLength: 100, oninput: () => this.show() });
  private readonly least = h('select', { 'aria-label': 'Priority at least', onchange: () => this.show() }, ...['Notice', 'Warning', 'Alarm', 'Critical'].map((word) => h('option', { value: `SEVERITY_${word.toUpperCase()}` }, word === 'Notice' ? 'All priorities' : `${word} and worse`)));
  private readonly together = h('div', { class: 'together buttons', hidden: true });
  private readonly picked = new Set<string>();
  private heldUntil = 0;
  private holding: ReturnType<typeof setTimeout> | undefined;
  private readonly list: KeyedList<Alert>;
  private readonly tabs = new Map<Part, HTMLButtonElement>();
  private part: Part = 'open';
  private shown: readonly Alert[] = [];
  /** A flood changes a hundred alerts at once, and the list need not be laid out a hundred times. */
  private readonly showSoon = gathered(() => this.show(), requestAnimationFrame);
  private isInView: (alert: Alert) => boolean = () => true;
  private onlyInView = false;
  private onlyMine = false;

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
    const mine = h('input', { type: 'checkbox', onchange: () => ((this.onlyMine = mine.checked), this.show()) });
    this.element = h(
      'section',
      { class: 'alert-list panel', 'aria-label': 'List of alerts' },
      h('header', {}, tabs, h('details', { class: 'filters' }, h('summary', {}, 'Filter'), h('div', {}, this.search, this.least, h('label', { class: 'check' }, inView, 'on map'), h('label', { class: 'check' }, mine, 'mine')))),
      this.together,
      this.rows,
      this.cut,
    );
    actions.onUnderWay(() => this.showSoon());
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
      announce(`${this.shown.indexOf(next) + 1} of ${this.shown.length}: ${severityWord(priorityOf(next))}, ${kindWords(next.latestEvent.kind)}, ${vesselName(next.latestEvent.vessel)}, ${next.latestEvent.asset?.name ?? ''}. ${stateWords(next)}`);
    }
  }

  /** The alert that keys act on, as it stands on the screen. */
  get chosen(): Alert | undefined {
    const id = this.desk.view.view.alertId;
    return id === null ? undefined : (this.shown.find((alert) => alert.alertId === id) ?? this.desk.book.get(id));
  }

  /** Picks the chosen alert, or lets it go, to act on several together. */
  pick(alert: Alert | undefined = this.chosen): void {
    if (alert !== undefined) {
      if (!this.picked.delete(alert.alertId)) {
        this.picked.add(alert.alertId);
      }
      this.show();
      announce(this.picked.has(alert.alertId) ? `Picked, ${this.picked.size} in all` : `Not picked, ${this.picked.size} in all`);
    }
  }

  /** The keyboard goes to the list, to the row that is chosen. */
  focus(): void {
    const id = this.desk.view.view.alertId;
    const row = id === null ? undefined : this.list.element(id);
    (row?.querySelector<HTMLElement>('.what') ?? this.rows).focus();
  }

  private choose(part: Part): void {
    this.part = part;
    this.release();
  }

  private hold(): void {
    this.heldUntil = performance.now() + HOLD;
    clearTimeout(this.holding);
    this.holding = setTimeout(() => this.release(), HOLD);
  }

  private release(): void {
    this.heldUntil = 0;
    clearTimeout(this.holding);
    this.show();
  }

  private isWanted(alert: Alert): boolean {
    const { latestEvent: event, operatorStatus: status } = alert;
    const text = this.search.value.trim().toLowerCase();
    return (
      (!this.onlyInView || this.isInView(alert)) &&
      (!this.onlyMine || [status.assignee, status.acknowledgedBy].includes(this.desk.access.name)) &&
      rank(priorityOf(alert)) >= rank(this.least.value as Severity) &&
      (text === '' || [kindWords(event.kind), vesselName(event.vessel), String(event.vessel?.mmsi ?? ''), event.asset?.name, event.asset?.id, event.asset?.operator, status.assignee, status.acknowledgedBy].some((word) => word?.toLowerCase().includes(text)))
    );
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
    const all = parts[this.part].filter((alert) => this.isWanted(alert)).sort((one, other) => compare(one, other, now));
    const isHeld = performance.now() < this.heldUntil;
    const sorted = all.slice(0, MOST);
    if (isHeld) {
      const was = new Map(this.shown.map(({ alertId }, place) => [alertId, place]));
      sorted.sort((one, other) => (was.get(one.alertId) ?? MOST) - (was.get(other.alertId) ?? MOST));
    }
    this.shown = sorted;
    this.list.show(sorted);
    const hidden = parts[this.part].length - all.length;
    say(
      this.cut,
      [all.length > MOST ? `${all.length - MOST} more are not shown.` : all.length === 0 && hidden === 0 ? (this.part === 'open' ? 'No open alerts.' : `None ${this.part}.`) : '', hidden > 0 ? `${hidden} left out by the filter.` : '', this.part === 'closed' ? 'Those of the last 12 hours.' : '']
        .filter((part) => part !== '')
        .join(' '),
    );
    this.showTogether();
  }

  /** What can be done with those that are picked, and with all that is one's own. */
  private showTogether(): void {
    for (const id of this.picked) {
      if (this.desk.book.get(id) === undefined) {
        this.picked.delete(id);
      }
    }
    const picked = this.shown.filter(({ alertId }) => this.picked.has(alertId));
    const wanting = picked.filter((alert) => this.actions.mayAcknowledge(alert));
    const mine = this.onlyMine && this.actions.mayNote ? this.shown.filter(({ operatorStatus: { assignee, acknowledgedBy, state } }) => state !== 'OPERATOR_STATE_CLOSED' && (assignee || acknowledgedBy) === this.desk.access.name) : [];
    const given = picked.length > 0 ? picked : mine;
    this.together.hidden = given.length === 0;
    refill(this.together, [wanting.map(({ alertId }) => alertId), given.map(({ alertId }) => alertId), picked.length], () => {
      const [acknowledge, over, none] = [
        wanting.length === 0 ? null : h('button', { type: 'button', class: 'primary', 'data-action': 'acknowledge-picked', onclick: () => void this.actions.acknowledgeChosen(wanting).then(() => this.let()) }, `Acknowledge ${wanting.length} picked`),
        this.actions.mayNote ? h('button', { type: 'button', 'data-action': 'hand-over', onclick: () => void this.actions.handOver(given).then(() => this.let()) }, picked.length > 0 ? `Hand over ${given.length} …` : `Hand over all ${given.length} of mine …`) : null,
        picked.length === 0 ? null : h('button', { type: 'button', class: 'quiet', onclick: () => this.let() }, 'Let go'),
      ];
      const all = document.createDocumentFragment();
      all.append(...[acknowledge, over, none].filter((one) => one !== null));
      return all;
    });
  }

  private let(): void {
    this.picked.clear();
    this.show();
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
          // The second half of a double click is not meant for anything.
          const shown = this.shown.find(({ alertId }) => alertId === alert.alertId);
          if (event.detail <= 1 && shown !== undefined) {
            void this.actions.acknowledge(shown);
          }
        },
      },
      'Ack',
    );
    const box = h('input', { type: 'checkbox', class: 'pick', 'aria-label': 'Pick', onclick: (event) => event.stopPropagation(), onchange: () => this.pick(this.desk.book.get(alert.alertId)) });
    row.append(button, box);
    return row;
  }

  private update(row: HTMLElement, alert: Alert): void {
    const { latestEvent: event, operatorStatus: status } = alert;
    const [icon, words, button, box] = row.children as unknown as [HTMLElement, HTMLElement, HTMLButtonElement, HTMLInputElement];
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
    setAttribute(button, 'aria-busy', this.actions.isUnderWay(alert.alertId) ? 'true' : null);
    box.checked = this.picked.has(alert.alertId);
    box.hidden = !this.actions.mayNote;
    setAttribute(box, 'aria-label', `Pick ${kindWords(event.kind)} ${vesselName(event.vessel)}`);
    setAttribute(button, 'aria-label', `Ack ${kindWords(event.kind)} ${vesselName(event.vessel)}`);
  }
}

function rowId(alertId: string): string {
  return `alert-${alertId.replaceAll(/[^\w-]/g, '_')}`;
}
