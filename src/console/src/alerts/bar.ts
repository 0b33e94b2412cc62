import type { Alert, Severity } from '../api/types.ts';
import type { Desk } from '../state/desk.ts';
import { announce } from '../ui/announce.ts';
import { h, say, setAttribute } from '../ui/dom.ts';
import { gathered } from '../ui/gather.ts';
import { severityIcon, showAlertIcon } from '../ui/icons.ts';
import { clockTime } from '../ui/time.ts';
import { title, type AlertActions } from './actions.ts';
import { isShelved, isUnacknowledged, priorityOf } from './book.ts';
import { SEVERITIES, compare, count, rank } from './order.ts';
import { AlertSound, sounding, type SoundState } from './sound.ts';
import { bridgeWord, severityWord } from './words.ts';

const SOUND_WORDS: Readonly<Record<SoundState, string>> = { on: 'Sound on', blocked: 'AUDIO BLOCKED BY THE BROWSER: click here', silenced: 'Silenced for 30 s', off: 'SOUND IS OFF: click to turn it on' };

/** Milliseconds for which nothing can be acknowledged after another alert has come to the top: a hand on its way to the one before must not hit it unseen. */
const REST = 700;

/** The bar on top of every page: what nobody has seen, worst first, how many of each, and the sound. */
export class AlertBar {
  readonly element: HTMLElement;
  readonly sound: AlertSound;
  private readonly counts = new Map<Severity, HTMLElement>();
  private readonly icon = severityIcon('SEVERITY_NOTICE');
  private readonly when = h('span', { class: 'when' });
  private readonly what = h('strong', { class: 'what' });
  private readonly sentence = h('span', {});
  private readonly headline = h('button', { type: 'button', class: 'headline', onclick: () => this.top && this.open(this.top) }, this.what, h('span', { class: 'sentence' }, this.when, this.sentence));
  private readonly acknowledge = h('button', { type: 'button', class: 'primary', onclick: (event) => this.acknowledgeTop(event) }, 'Acknowledge');
  private readonly more = h('span', { class: 'more' });
  private readonly soundButton = h('button', { type: 'button', class: 'sound', onclick: () => this.clickSound() });
  private readonly off = h('button', { type: 'button', onclick: () => this.sound.setOff(true), title: 'It comes back by itself, and with the next critical alert' }, 'Off 15 min');
  private readonly silence = h('button', { type: 'button', onclick: () => this.sound.silence(), title: 'S' }, 'Silence 30 s');
  private readonly test = h('button', { type: 'button', class: 'rare', onclick: () => void this.sound.test() }, 'Test sound');
  private top: Alert | null = null;
  private topSince = 0;
  /** A flood changes a hundred alerts at once: they are told together, and still at once for a person. */
  private readonly showSoon = gathered(() => this.show(), (go) => setTimeout(go, 50));
  private readonly own = new Map<string, Severity>();

  constructor(
    private readonly desk: Desk,
    private readonly actions: AlertActions,
    private readonly open: (alert: Alert) => void,
    private readonly onUnseen: (number: number) => void = () => {},
  ) {
    actions.onUnderWay(() => this.showSoon());
    const counters = h('ul', { class: 'counts', 'aria-label': 'Alerts by priority: unacknowledged of open' });
    for (const severity of SEVERITIES) {
      const number = h('span', { class: 'number' });
      this.counts.set(severity, number);
      counters.append(h('li', { 'data-severity': severityWord(severity).toLowerCase(), title: `${severityWord(severity)}: in IMO's words ${bridgeWord(severity)}` }, severityIcon(severity), h('span', { class: 'word' }, severityWord(severity)), number));
    }
    this.element = h(
      'section',
      { class: 'alert-bar', 'aria-label': 'Alerts' },
      counters,
      h('div', { class: 'top-alert' }, this.icon, this.headline, this.more, this.acknowledge),
      h('div', { class: 'sound-controls' }, this.silence, this.test, this.off, this.soundButton),
    );
    this.sound = new AlertSound((state) => this.showSound(state));
    this.showSound(this.sound.state);
    desk.book.onReset(() => this.show());
    desk.book.onChange((alert, before, by) => {
      this.showSoon();
      const isRaised = before === undefined || (isUnacknowledged(alert) && !isUnacknowledged(before)) || rank(priorityOf(alert)) > rank(priorityOf(before));
      if (isRaised && isUnacknowledged(alert) && !isShelved(alert, desk.clock.now())) {
        announce(`${severityWord(priorityOf(alert))}: ${title(alert)}. ${alert.latestEvent.headline ?? ''}`, rank(priorityOf(alert)) >= rank('SEVERITY_WARNING'));
        // A notice makes no sound, and so ends no silence either.
        if ((before === undefined || 'action' in by) && sounding([alert], desk.clock.now()) !== null) {
          this.show();
          this.sound.again();
        }
      }
    });
    // What was shelved comes back when its time is over, without a word from anybody.
    setInterval(() => this.show(), 5_000);
    this.show();
  }

  private show(): void {
    const now = this.desk.clock.now();
    const alerts = this.desk.book.all;
    const { unacknowledged, open, shelved } = count(alerts, now);
    for (const [severity, element] of this.counts) {
      say(element, `${unacknowledged[severity]} / ${open[severity]}`);
      setAttribute(element.parentElement!, 'data-any', unacknowledged[severity] > 0);
    }
    const unseen = alerts.filter((alert) => isUnacknowledged(alert) && !isShelved(alert, now)).sort((one, other) => compare(one, other, now));
    const top = unseen[0] ?? null;
    if (top?.alertId !== this.top?.alertId) {
      this.topSince = performance.now();
      this.acknowledge.classList.toggle('resting', this.top !== null);
      setTimeout(() => this.acknowledge.classList.toggle('resting', performance.now() - this.topSince < REST), REST);
    }
    this.top = top;
    this.sound.sound([...this.own.values()].reduce((loudest, one) => (loudest === null || rank(one) > rank(loudest) ? one : loudest), sounding(alerts, now)));
    setAttribute(this.element, 'data-severity', top === null ? 'none' : severityWord(priorityOf(top)).toLowerCase());
    this.acknowledge.hidden = top === null || !this.actions.mayAcknowledge(top);
    setAttribute(this.acknowledge, 'aria-busy', top !== null && this.actions.isUnderWay(top.alertId) ? 'true' : null);
    this.icon.hidden = top === null;
    this.headline.disabled = top === null;
    say(this.when, top === null ? '' : `since ${clockTime(top.latestEvent.since ?? top.latestEvent.eventTime)}: `);
    say(this.what, top === null ? 'Nothing unacknowledged' : `${severityWord(priorityOf(top)).toUpperCase()}  ${title(top)}`);
    say(this.sentence, top?.latestEvent.headline ?? '');
    say(this.more, [unseen.length > 1 ? `and ${unseen.length - 1} more` : '', shelved > 0 ? `${shelved} shelved` : ''].filter((part) => part !== '').join(', '));
    this.onUnseen(unseen.length);
    if (top !== null) {
      showAlertIcon(this.icon, top);
    }
  }

  private acknowledgeTop(event: MouseEvent): void {
    if (this.top !== null && event.detail <= 1 && performance.now() - this.topSince >= REST) {
      void this.actions.acknowledge(this.top);
    }
  }

  /** Sounds for what is no alert of the service, as a guard of the officer's own. @param severity null for nothing any more. */
  also(what: string, severity: Severity | null): void {
    if (severity === null) {
      this.own.delete(what);
    } else {
      this.own.set(what, severity);
    }
    this.show();
  }

  private showSound(state: SoundState): void {
    say(this.soundButton, SOUND_WORDS[state]);
    setAttribute(this.soundButton, 'data-state', state);
    this.off.hidden = state === 'off' || state === 'blocked';
  }

  private clickSound(): void {
    if (this.sound.state === 'off') {
      this.sound.setOff(false);
    } else {
      void this.sound.test();
    }
  }
}
