import type { Desk } from '../state/desk.ts';
import { onPulse } from '../state/pulse.ts';
import { h, say, setAttribute } from '../ui/dom.ts';
import { readMoment } from '../ui/moment.ts';
import { clockTime, span, utc } from '../ui/time.ts';
import { Marks } from './marks.ts';
import type { PastState } from './pastLoader.ts';
import { step } from './playing.ts';

/** How many times as fast as it was. */
const SPEEDS = [1, 10, 60, 300, 1_200] as const;

/** Hours that the bar can be wide. */
const WIDTHS = [1, 6, 24, 168] as const;

/** Times a second at which a playing picture moves on. */
const TICKS = 5;

/** What the bar asks of the traffic that it plays. */
export interface Playable {
  /** Up to when the past picture is whole, milliseconds since 1970; null where nothing is loaded for the moment shown. */
  readonly loadedTo: number | null;
  readonly past: PastState;
  retry(): void;
}

/** The bar below the map: live, or any past moment, with the alerts of its span as marks on it; plays at any speed. */
export class TimeBar {
  readonly element: HTMLElement;
  private readonly slider = h('input', { type: 'range', class: 'slider', min: '0', max: '1000', step: '1', 'aria-label': 'Moment shown', oninput: () => this.slide() });
  private readonly begin = h('span', { class: 'end' });
  private readonly finish = h('span', { class: 'end' });
  private readonly now = h('output', { class: 'moment', 'aria-live': 'off' });
  private readonly live = h('button', { type: 'button', class: 'live', onclick: () => this.goLive() }, 'LIVE');
  private readonly play = h('button', { type: 'button', onclick: () => this.toggle() }, '▶ Play');
  private readonly speed = h('select', { 'aria-label': 'Speed' }, ...SPEEDS.map((times) => h('option', { value: String(times), selected: times === 60 }, `${times} ×`)));
  private readonly width = h('select', { 'aria-label': 'Span of the bar', onchange: () => this.span() }, ...WIDTHS.map((hours) => h('option', { value: String(hours), selected: hours === 24 }, hours === 168 ? '7 days' : `${hours} h`)));
  private readonly when = h('input', { class: 'when', size: 21, maxLength: 30, autocomplete: 'off', spellcheck: false, placeholder: 'YYYY-MM-DD HH:MM:SSZ', 'aria-label': 'Go to (UTC)', 'aria-describedby': 'when-wrong', oninput: () => this.sayWrong(''), onkeydown: (event) => event.key === 'Enter' && this.goTo(), onblur: () => this.wrong.textContent === '' && this.show() });
  private readonly wrong = h('span', { class: 'wrong', id: 'when-wrong', role: 'alert' });
  private readonly trouble = h('span', { class: 'wrong', role: 'status' });
  private readonly missing = h('span', { class: 'wrong', role: 'status' });
  private readonly again = h('button', { type: 'button', hidden: true, onclick: () => this.traffic?.retry() }, 'Try again');
  private readonly marks: Marks;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private ticked = 0;
  private end = 0;
  private traffic: Playable | null = null;

  constructor(private readonly desk: Desk) {
    this.marks = new Marks((alert, at) => desk.view.change({ at, alertId: alert.alertId }), (trouble) => say(this.missing, trouble));
    this.element = h(
      'section',
      { class: 'time-bar', 'aria-label': 'Time' },
      h('div', { class: 'time-says' }, this.wrong, this.trouble, this.again, this.missing),
      h('div', { class: 'controls' }, this.live, this.play, this.speed, this.width, h('label', { class: 'check' }, 'UTC', this.when), this.now),
      h('div', { class: 'scale' }, this.begin, h('div', { class: 'rail' }, this.marks.element, this.slider), this.finish),
    );
    desk.view.onChange(({ at }, before) => {
      if (at !== before.at) {
        if (at === null) {
          this.stop();
        }
        this.sayWrong('');
        this.show();
      }
    });
    onPulse(() => this.desk.view.view.at === null && this.show());
    desk.book.onChange((_, before) => before === undefined && this.desk.view.view.at === null && this.span(true));
    this.show();
  }

  get isPlaying(): boolean {
    return this.ticking !== undefined;
  }

  /** Times as fast as it was, while it plays; 1 else. */
  get pace(): number {
    return this.isPlaying ? Number(this.speed.value) : 1;
  }

  /** Plays what this has loaded, and no further. */
  follow(traffic: Playable): void {
    this.traffic = traffic;
  }

  stop(): void {
    clearInterval(this.ticking);
    this.ticking = undefined;
    say(this.play, '▶ Play');
    this.showPast();
  }

  goLive(): void {
    this.stop();
    this.desk.view.change({ at: null });
  }

  /** Says how the loading of the past stands. */
  showPast(isHeld = false): void {
    const state: PastState = this.desk.view.view.at === null || this.traffic === null ? { is: 'whole' } : this.traffic.past;
    say(this.trouble, state.is === 'failed' ? `The past picture cannot be loaded: ${state.because.message}` : state.is === 'loading' || isHeld ? 'Loading the past picture …' : '');
    setAttribute(this.trouble, 'class', state.is === 'failed' ? 'wrong' : 'hint');
    this.again.hidden = state.is !== 'failed';
  }

  private get hours(): number {
    return Number(this.width.value);
  }

  private toggle(): void {
    if (this.isPlaying) {
      this.stop();
      return;
    }
    if (this.desk.view.view.at === null) {
      this.desk.view.change({ at: this.desk.clock.trafficNow - 3_600_000 });
    }
    say(this.play, '❚❚ Pause');
    this.ticked = performance.now();
    this.ticking = setInterval(() => this.tick(), 1_000 / TICKS);
  }

  private tick(): void {
    const { at } = this.desk.view.view;
    if (at === null) {
      this.stop();
      return;
    }
    const elapsed = performance.now() - this.ticked;
    this.ticked += elapsed;
    const next = step(at, elapsed, Number(this.speed.value), this.traffic === null ? Number.POSITIVE_INFINITY : this.traffic.loadedTo, this.desk.clock.trafficNow);
    if (next.at === null) {
      this.goLive();
    } else if (next.at !== at) {
      this.desk.view.change({ at: next.at });
    }
    this.showPast(next.isHeld);
  }

  private slide(): void {
    this.desk.view.change({ at: this.end - (1 - Number(this.slider.value) / 1_000) * this.hours * 3_600_000 });
  }

  private goTo(): void {
    const read = readMoment(this.when.value);
    const now = this.desk.clock.trafficNow;
    this.sayWrong('wrong' in read ? read.wrong : read.at > now ? `that is ahead of the traffic, which is at ${utc(now)}` : '');
    if ('at' in read && read.at <= now) {
      this.desk.view.change({ at: read.at });
      this.when.value = utc(read.at);
    }
  }

  private sayWrong(text: string): void {
    say(this.wrong, text);
    setAttribute(this.when, 'aria-invalid', text === '' ? null : 'true');
  }

  private show(): void {
    const { at } = this.desk.view.view;
    const moment = at ?? this.desk.clock.trafficNow;
    if (at === null || at > this.end || at < this.end - this.hours * 3_600_000) {
      this.span();
    }
    setAttribute(this.element, 'data-mode', at === null ? 'live' : 'past');
    setAttribute(this.live, 'aria-pressed', String(at === null));
    say(this.now, at === null ? `${utc(moment)} live` : `${utc(moment)} PAST, ${span(this.desk.clock.trafficNow - moment)} ago`);
    if (document.activeElement !== this.slider || this.isPlaying || at === null) {
      this.slider.value = String(Math.round((1 - (this.end - moment) / (this.hours * 3_600_000)) * 1_000));
    }
    this.slider.setAttribute('aria-valuetext', utc(moment));
    if (document.activeElement !== this.when && this.wrong.textContent === '') {
      this.when.value = utc(moment);
    }
    this.showPast();
  }

  /** Where the bar ends: now, or where the past moment shown lies in its last third. @param isStale an alert was raised since. */
  private span(isStale = false): void {
    const { at } = this.desk.view.view;
    const now = this.desk.clock.trafficNow;
    const width = this.hours * 3_600_000;
    this.end = at === null || now - at < width ? now : at + width / 3;
    say(this.begin, this.hours > 24 ? utc(this.end - width, false).slice(5) : clockTime(this.end - width));
    say(this.finish, this.hours > 24 ? utc(this.end, false).slice(5) : clockTime(this.end));
    this.marks.show(this.end - width, this.end, isStale);
  }
}
