import type { Alert, Severity } from '../api/types.ts';
import type { Desk } from '../state/desk.ts';
import { announce } from '../ui/announce.ts';
import { h, say, setAttribute } from '../ui/dom.ts';
import { severityIcon, showAlertIcon } from '../ui/icons.ts';
import { clockTime } from '../ui/time.ts';
import { title, type AlertActions } from './actions.ts';
import { isShelved, isUnacknowledged, priorityOf } from './book.ts';
import { SEVERITIES, compare, count, rank } from './order.ts';
import { AlertSound, sounding, type SoundState } from './sound.ts';
import { bridgeWord, severityWord } from './words.ts';

const SOUND_WORDS: Readonly<Record<SoundState, string>> = { on: 'Sound on', blocked: 'AUDIO BLOCKED BY THE BROWSER: click here', silenced: 'Silenced for 30 s', off: 'SOUND IS OFF' };

/** The bar on top of every page: what nobody has seen, worst first, how many of each, and the sound. */
export class AlertBar {
  readonly element: HTMLElement;
  readonly sound: AlertSound;
  private readonly counts = new Map<Severity, HTMLElement>();
  private readonly icon = severityIcon('SEVERITY_NOTICE');
  private readonly headline = h('button', { type: 'button', class: 'headline', onclick: () => this.top && this.open(this.top) });
  private readonly when = h('span', { class: 'when' });
  private readonly acknowledge = h('button', { type: 'button', class: 'primary', onclick: () => this.top && void this.actions.acknowledge(this.top) }, 'Acknowledge');
  private readonly more = h('span', { class: 'more' });
  private readonly soundButton = h('button', { type: 'button', class: 'sound', onclick: () => this.clickSound() });
  private readonly silence = h('button', { type: 'button', onclick: () => this.sound.silence(), title: 'S' }, 'Silence 30 s');
  private readonly test = h('button', { type: 'button', onclick: () => void this.sound.test() }, 'Test sound');
  private top: Alert | null = null;

  constructor(
    private readonly desk: Desk,
    private readonly actions: AlertActions,
    private readonly open: (alert: Alert) => void,
  ) {
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
      h('div', { class: 'top-alert' }, this.icon, this.when, this.headline, this.more, this.acknowledge),
      h('div', { class: 'sound-controls' }, this.silence, this.test, this.soundButton),
    );
    this.sound = new AlertSound((state) => this.showSound(state));
    this.showSound(this.sound.state);
    desk.book.onReset(() => this.show());
    desk.book.onChange((alert, before, by) => {
      this.show();
      const isRaised = before === undefined || (isUnacknowledged(alert) && !isUnacknowledged(before)) || rank(priorityOf(alert)) > rank(priorityOf(before));
      if (isRaised && isUnacknowledged(alert) && !isShelved(alert, desk.clock.now())) {
        announce(`${severityWord(priorityOf(alert))}: ${title(alert)}. ${alert.latestEvent.headline ?? ''}`, rank(priorityOf(alert)) >= rank('SEVERITY_WARNING'));
        if (before === undefined || 'action' in by) {
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
    this.top = unseen[0] ?? null;
    this.sound.sound(sounding(alerts, now));
    setAttribute(this.element, 'data-severity', this.top === null ? 'none' : severityWord(priorityOf(this.top)).toLowerCase());
    this.acknowledge.hidden = this.top === null || !this.actions.mayAcknowledge(this.top);
    this.icon.hidden = this.top === null;
    this.headline.disabled = this.top === null;
    say(this.when, this.top === null ? '' : clockTime(this.top.latestEvent.eventTime));
    say(this.headline, this.top === null ? 'Nothing unacknowledged' : `${severityWord(priorityOf(this.top)).toUpperCase()}  ${title(this.top)} — ${this.top.latestEvent.headline ?? ''}`);
    say(this.more, [unseen.length > 1 ? `and ${unseen.length - 1} more` : '', shelved > 0 ? `${shelved} shelved` : ''].filter((part) => part !== '').join(', '));
    if (this.top !== null) {
      showAlertIcon(this.icon, this.top);
    }
  }

  private showSound(state: SoundState): void {
    say(this.soundButton, SOUND_WORDS[state]);
    setAttribute(this.soundButton, 'data-state', state);
    setAttribute(this.soundButton, 'aria-pressed', String(state !== 'off'));
  }

  private clickSound(): void {
    if (this.sound.state === 'blocked') {
      void this.sound.test();
    } else {
      this.sound.setOff(this.sound.state !== 'off');
    }
  }
}
