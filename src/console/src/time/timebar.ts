import { pages } from '../api/client.ts';
import { isAborted } from '../api/problem.ts';
import type { Alert } from '../api/types.ts';
import { title } from '../alerts/actions.ts';
import { priorityOf } from '../alerts/book.ts';
import { rank } from '../alerts/order.ts';
import { severityWord } from '../alerts/words.ts';
import type { Desk } from '../state/desk.ts';
import { onPulse } from '../state/pulse.ts';
import { fill, h, say, setAttribute } from '../ui/dom.ts';
import { clockTime, utc } from '../ui/time.ts';
import { noteProblem } from '../ui/toast.ts';

/** How many times as fast as it was. */
const SPEEDS = [1, 10, 60, 300, 1_200] as const;

/** Hours that the bar can be wide. */
const WIDTHS = [1, 6, 24, 168] as const;

/** Times a second at which a playing picture moves on. */
const TICKS = 5;

/** Events that are marked at most. */
const MOST_EVENTS = 1_000;

/** The bar below the map: live, or any past moment, with the alerts of its span as marks on it; plays at any speed. */
export class TimeBar {
  readonly element: HTMLElement;
  private readonly slider = h('input', { type: 'range', class: 'slider', min: '0', max: '1000', step: '1', 'aria-label': 'Moment shown', oninput: () => this.slide() });
  private readonly marks = h('div', { class: 'marks', 'aria-hidden': 'true' });
  private readonly begin = h('span', { class: 'end' });
  private readonly finish = h('span', { class: 'end' });
  private readonly now = h('output', { class: 'moment', 'aria-live': 'off' });
  private readonly live = h('button', { type: 'button', class: 'live', onclick: () => this.goLive() }, 'LIVE');
  private readonly play = h('button', { type: 'button', onclick: () => this.toggle() }, '▶ Play');
  private readonly speed = h('select', { 'aria-label': 'Speed' }, ...SPEEDS.map((times) => h('option', { value: String(times), selected: times === 60 }, `${times} ×`)));
  private readonly width = h('select', { 'aria-label': 'Span of the bar', onchange: () => this.span(true) }, ...WIDTHS.map((hours) => h('option', { value: String(hours), selected: hours === 24 }, hours === 168 ? '7 days' : `${hours} h`)));
  private readonly when = h('input', { type: 'datetime-local', step: '1', 'aria-label': 'Go to (UTC)', onchange: () => this.goTo() });
  private ticking: ReturnType<typeof setInterval> | undefined;
  private end = 0;
  private loading = new AbortController();
  private loadedAt = 0;

  constructor(private readonly desk: Desk) {
    this.element = h(
      'section',
      { class: 'time-bar', 'aria-label': 'Time' },
      h('div', { class: 'controls' }, this.live, this.play, this.speed, this.width, h('label', { class: 'check' }, 'UTC', this.when), this.now),
      h('div', { class: 'scale' }, this.begin, h('div', { class: 'rail' }, this.marks, this.slider), this.finish),
    );
    desk.view.onChange(({ at }, before) => {
      if (at !== before.at) {
        this.show();
      }
    });
    onPulse(() => this.desk.view.view.at === null && this.show());
    desk.book.onChange((_, before) => before === undefined && this.desk.view.view.at === null && this.span(false));
    this.show();
    this.span(true);
  }

  get isPlaying(): boolean {
    return this.ticking !== undefined;
  }

  stop(): void {
    clearInterval(this.ticking);
    this.ticking = undefined;
    say(this.play, '▶ Play');
  }

  goLive(): void {
    this.stop();
    this.desk.view.change({ at: null });
    this.span(true);
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
    this.ticking = setInterval(() => {
      const next = (this.desk.view.view.at ?? 0) + (Number(this.speed.value) * 1_000) / TICKS;
      if (next >= this.desk.clock.trafficNow) {
        this.goLive();
      } else {
        this.desk.view.change({ at: next });
      }
    }, 1_000 / TICKS);
  }

  private slide(): void {
    this.desk.view.change({ at: this.end - (1 - Number(this.slider.value) / 1_000) * this.hours * 3_600_000 });
  }

  private goTo(): void {
    const at = Date.parse(`${this.when.value}Z`);
    if (!Number.isNaN(at)) {
      this.desk.view.change({ at: Math.min(at, this.desk.clock.trafficNow) });
    }
  }

  private show(): void {
    const { at } = this.desk.view.view;
    const moment = at ?? this.desk.clock.trafficNow;
    if (at === null || at > this.end || at < this.end - this.hours * 3_600_000) {
      this.span(false);
    }
    setAttribute(this.element, 'data-mode', at === null ? 'live' : 'past');
    setAttribute(this.live, 'aria-pressed', String(at === null));
    say(this.now, at === null ? `${utc(moment)} live` : `${utc(moment)} PAST`);
    if (document.activeElement !== this.slider || this.isPlaying || at === null) {
      this.slider.value = String(Math.round((1 - (this.end - moment) / (this.hours * 3_600_000)) * 1_000));
    }
    this.slider.setAttribute('aria-valuetext', utc(moment));
    if (document.activeElement !== this.when) {
      this.when.value = new Date(moment).toISOString().slice(0, 19);
    }
  }

  /** Where the bar ends: now, or where the past moment shown lies in its last third. */
  private span(isForced: boolean): void {
    const { at } = this.desk.view.view;
    const now = this.desk.clock.trafficNow;
    const width = this.hours * 3_600_000;
    const end = at === null || now - at < width ? now : at + width / 3;
    const isFar = Math.abs(end - this.end) > width / 200;
    this.end = end;
    say(this.begin, this.hours > 24 ? utc(end - width, false).slice(5) : clockTime(end - width));
    say(this.finish, this.hours > 24 ? utc(end, false).slice(5) : clockTime(end));
    if (isForced || isFar || Date.now() - this.loadedAt > 60_000) {
      void this.loadMarks(end - width, end);
    }
  }

  private async loadMarks(from: number, to: number): Promise<void> {
    if (!isForcedSoon(this.loadedAt)) {
      return;
    }
    this.loadedAt = Date.now();
    this.loading.abort();
    const { signal } = (this.loading = new AbortController());
    try {
      const alerts: Alert[] = [];
      const filter = `since >= "${new Date(from).toISOString()}" AND since <= "${new Date(to).toISOString()}" AND severity >= SEVERITY_WARNING`;
      for await (const page of pages<{ alerts?: Alert[]; nextPageToken?: string }>('/api/v1/alerts', { pageSize: 1_000, filter }, signal)) {
        alerts.push(...(page.alerts ?? []));
        if (alerts.length >= MOST_EVENTS) {
          break;
        }
      }
      fill(
        this.marks,
        ...alerts
          .sort((one, other) => rank(priorityOf(one)) - rank(priorityOf(other)))
          .map((alert) => {
            const share = (Date.parse(alert.latestEvent.since ?? '') - from) / (to - from);
            const mark = h('button', { type: 'button', tabIndex: -1, class: 'mark', 'data-severity': severityWord(priorityOf(alert)).toLowerCase(), title: `${clockTime(alert.latestEvent.since)} ${title(alert)}`, onclick: () => this.desk.view.change({ at: Date.parse(alert.latestEvent.since!), alertId: alert.alertId }) });
            mark.style.left = `${share * 100}%`;
            return mark;
          }),
      );
    } catch (failure) {
      if (!isAborted(failure)) {
        noteProblem('The events of the time bar are missing', failure);
      }
    }
  }
}

/** Marks are asked for at most every two seconds, however the bar is moved. */
function isForcedSoon(loadedAt: number): boolean {
  return Date.now() - loadedAt > 2_000;
}
