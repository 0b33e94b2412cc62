import { get, pages } from '../api/client.ts';
import { Stream, type StreamState } from '../api/stream.ts';
import type { StreamEvent } from '../api/events.ts';
import type { Access, Alert, AlertEvent, AlertTransition, ConsoleFacts } from '../api/types.ts';
import { AlertBook } from '../alerts/book.ts';
import { Problem } from '../api/problem.ts';
import { loadChart, type Chart } from '../geo/chart.ts';
import { store, stored } from '../ui/stored.ts';
import { noteProblem } from '../ui/toast.ts';
import { Picture, type PictureMessage } from '../vessels/picture.ts';
import { ServiceClock } from './clock.ts';
import { honesty, type Honesty } from './link.ts';
import { beat } from './pulse.ts';
import type { ViewState } from './view.ts';

/** Milliseconds of silence after which a stream is dead: three heartbeats of the feed's 5 s, and of the picture's second with room for a slow line. */
const DEAD_ALERTS = 15_000;
const DEAD_PICTURE = 8_000;

/** Milliseconds between looks at what the service says of itself, and between attempts to get a chart that could not be had. */
const LOOK = 30_000;
const CHART_AGAIN = 10_000;

/** Milliseconds of traffic back to which alerts that are done with are shown: a watch and a half. */
const CLOSED_BACK = 12 * 3_600_000;

const WATCHED = 'maritimewatch.watched';

/** Feeds that bring traffic, of how many that should. */
export interface Feeds {
  readonly live: number;
  readonly all: number;
}

const OPENING: StreamState = { is: 'opening' };

/** Everything that all pages share: who we are, the alerts, the live picture, the clocks, and how true all that is. */
export class Desk {
  readonly book = new AlertBook();
  readonly picture = new Picture();
  readonly clock = new ServiceClock();

  /** Vessels that the officer keeps an eye on, by MMSI; kept on this machine. */
  readonly watched = new Set<number>();

  private alertState: StreamState = OPENING;
  private pictureState: StreamState = OPENING;
  private heardAt: number | null = null;
  private alerts: Stream | null = null;
  private live: Stream | null = null;
  private box: readonly [number, number, number, number] | null = null;
  private readonly pictureListeners = new Set<(hasChanged: boolean) => void>();
  private readonly factListeners = new Set<(facts: ConsoleFacts) => void>();
  private readonly chartListeners = new Set<(chart: Chart) => void>();
  private readonly asked = new Map<string, AlertEvent | null>();

  /** Empty until it has come; null why it is missing otherwise. */
  chart: Chart = { assets: [], areas: [] };
  chartMissingBecause: string | null = 'loading';
  feeds: Feeds | null = null;

  constructor(
    readonly access: Access,
    public facts: ConsoleFacts,
    readonly view: ViewState,
  ) {
    this.clock.hear(facts.time, facts.eventTime);
    this.book.onUnknown = (event) => void this.bring(event.alertId, event);
    view.onChange(({ alertId }, before) => {
      if (alertId !== null && alertId !== before.alertId) {
        void this.bring(alertId);
      }
    });
    void this.charts();
    stored(WATCHED, [], (kept): kept is number[] => Array.isArray(kept) && kept.every(Number.isInteger)).forEach((mmsi) => this.watched.add(mmsi));
    setInterval(() => void this.look(), LOOK);
    // What the service is was asked on the way in.
    void this.lookAtFeeds();
  }

  may(scope: string): boolean {
    return this.facts.isOpen || this.access.scopes.includes(scope);
  }

  onPicture(listener: (hasChanged: boolean) => void): () => void {
    this.pictureListeners.add(listener);
    return () => this.pictureListeners.delete(listener);
  }

  onFacts(listener: (facts: ConsoleFacts) => void): () => void {
    this.factListeners.add(listener);
    return () => this.factListeners.delete(listener);
  }

  /** Called at once with a chart that is there already. */
  onChart(listener: (chart: Chart) => void): () => void {
    this.chartListeners.add(listener);
    if (this.chartMissingBecause === null) {
      listener(this.chart);
    }
    return () => this.chartListeners.delete(listener);
  }

  /** How true the picture is, by the page's clock. */
  honesty(): Honesty {
    return honesty({
      alerts: this.mayFollow ? this.alertState : { is: 'open' },
      picture: this.may('tracks_read') && this.box !== null ? this.pictureState : { is: 'open' },
      heardAt: this.box === null ? Date.now() : this.heardAt,
      now: Date.now(),
      serviceNow: this.clock.now(),
      eventTime: this.clock.eventTime,
      isPlayed: this.facts.exerciseBecause === 'REPLAYED',
      notReadyBecause: this.facts.notReadyBecause,
    });
  }

  /** Whether alerts are for this role at all. */
  get mayFollow(): boolean {
    return this.may('alerts_read');
  }

  /** Opens an alert on the watch, with her who raised it. */
  choose(alert: Alert): void {
    this.view.change({ page: 'watch', alertId: alert.alertId, mmsi: alert.latestEvent.vessel?.mmsi ?? null, assetId: null });
  }

  /** Begins to follow alerts: the list first, then the feed behind it. Ends when the feed is open, or known not to be. */
  async follow(): Promise<void> {
    if (!this.mayFollow) {
      return;
    }
    this.alerts?.close();
    this.alertState = OPENING;
    try {
      await this.list();
    } catch (failure) {
      const because = Problem.from(failure);
      const wait = because.status === 403 ? 60_000 : 3_000;
      this.alertState = { is: 'lost', because, retryAt: Date.now() + wait };
      if (because.status !== 401) {
        setTimeout(() => void this.follow(), wait);
      }
      return;
    }
    if (this.view.view.alertId !== null) {
      void this.bring(this.view.view.alertId);
    }
    await new Promise<void>((settled) => {
      this.alerts = new Stream({
        path: '/api/v1/alerts/stream',
        parameters: () => ({ after: this.book.sequence }),
        resumeAfter: () => String(this.book.sequence),
        deadAfter: DEAD_ALERTS,
        onEvent: (event) => this.take(event),
        onState: (state) => {
          this.alertState = state;
          if (state.is !== 'opening') {
            settled();
          }
        },
      });
    });
  }

  /** Shows the live picture of a box from now on. A box inside the one that is shown changes nothing. */
  lookAt(box: readonly [number, number, number, number]): void {
    const now = this.box;
    const isInside = now !== null && box[0] >= now[0] && box[1] >= now[1] && box[2] <= now[2] && box[3] <= now[3];
    const isMuchSmaller = now !== null && (box[2] - box[0]) * (box[3] - box[1]) < 0.15 * (now[2] - now[0]) * (now[3] - now[1]);
    if ((isInside && !isMuchSmaller) || !this.may('tracks_read')) {
      return;
    }
    const [width, height] = [box[2] - box[0], box[3] - box[1]];
    this.box = [Math.max(-180, box[0] - width / 4), Math.max(-90, box[1] - height / 4), Math.min(180, box[2] + width / 4), Math.min(90, box[3] + height / 4)];
    if (this.live === null) {
      this.live = new Stream({
        path: '/api/v1/picture/stream',
        parameters: () => ({ bbox: this.box!.map((degrees) => degrees.toFixed(4)).join(',') }),
        deadAfter: DEAD_PICTURE,
        onEvent: ({ data }) => this.takePicture(JSON.parse(data) as PictureMessage),
        onState: (state) => {
          this.pictureState = state;
        },
      });
    } else {
      this.live.reopen();
    }
  }

  /** Where nobody looks, nothing need come. */
  lookAway(): void {
    this.live?.close();
    this.live = null;
    this.box = null;
    this.heardAt = null;
    this.picture.clear();
  }

  watch(mmsi: number, isWatched: boolean): void {
    if (isWatched) {
      this.watched.add(mmsi);
    } else {
      this.watched.delete(mmsi);
    }
    store(WATCHED, [...this.watched]);
    this.pictureListeners.forEach((listener) => listener(true));
  }

  /**
   * Gets an alert that is not in the book: one of a link, of the time bar, or one that was closed and of which the feed tells more.
   * @param event the newest of its events, where the feed brought it: shown as it is where the service cannot say more.
   */
  async bring(alertId: string, event: AlertEvent | null = null): Promise<void> {
    if (this.book.get(alertId) !== undefined) {
      return;
    }
    const isAsked = this.asked.has(alertId);
    this.asked.set(alertId, event ?? this.asked.get(alertId) ?? null);
    if (isAsked) {
      return;
    }
    try {
      this.book.learn((await get<{ alert: Alert }>(`/api/v1/alerts/${encodeURIComponent(alertId)}`)).alert);
    } catch (failure) {
      if (this.asked.get(alertId) == null) {
        noteProblem(`Alert ${alertId} cannot be shown`, failure);
      }
    }
    // What the feed has brought meanwhile is newer than the answer, or all there is.
    const newest = this.asked.get(alertId) ?? null;
    this.asked.delete(alertId);
    if (newest !== null) {
      this.book.show(newest);
    }
  }

  private async charts(): Promise<void> {
    if (!this.may('tracks_read')) {
      this.chartMissingBecause = null;
      return;
    }
    try {
      this.chart = await loadChart();
      this.chartMissingBecause = null;
      this.chartListeners.forEach((listener) => listener(this.chart));
    } catch (failure) {
      this.chartMissingBecause = Problem.from(failure).message;
      setTimeout(() => void this.charts(), CHART_AGAIN);
    }
  }

  /** With a new token: everything that ended with the old one begins where it stopped. */
  goOn(): void {
    if (this.alerts === null) {
      void this.follow();
    } else {
      this.alerts.reopen();
    }
    this.live?.reopen();
    void this.look();
  }

  private async list(): Promise<void> {
    const alerts: Alert[] = [];
    let sequence: number | null = null;
    for await (const page of pages<{ alerts?: Alert[]; nextPageToken?: string; highWaterSequence?: string }>('/api/v1/alerts', { pageSize: 1_000, filter: 'operator_state != OPERATOR_STATE_CLOSED' })) {
      alerts.push(...(page.alerts ?? []));
      sequence ??= Number(page.highWaterSequence ?? 0);
    }
    if (this.clock.eventTime !== null) {
      const from = new Date(this.clock.eventTime - CLOSED_BACK).toISOString();
      const { alerts: done = [] } = await get<{ alerts?: Alert[] }>('/api/v1/alerts', { pageSize: 200, filter: `operator_state = OPERATOR_STATE_CLOSED AND event_time >= "${from}"` });
      const known = new Set(alerts.map(({ alertId }) => alertId));
      alerts.unshift(...done.filter(({ alertId }) => !known.has(alertId)).reverse());
    }
    this.book.reset(alerts, sequence ?? 0);
  }

  private take({ event, data, id }: StreamEvent): void {
    switch (event) {
      case 'alert':
        this.book.takeEvent(JSON.parse(data) as AlertEvent);
        break;
      case 'transition':
        this.book.takeTransition(JSON.parse(data) as AlertTransition);
        break;
      case 'heartbeat':
        this.clock.hear(undefined, (JSON.parse(data) as { eventTime?: string }).eventTime);
        break;
      case 'resumeExpired':
        // What lies between is no longer told one by one: the list says how all of it ended.
        void this.follow();
        return;
    }
    if (id !== null) {
      this.book.reach(Number(id));
    }
  }

  private takePicture(message: PictureMessage): void {
    this.heardAt = Date.now();
    this.clock.hear(message.time, message.eventTime);
    const hasChanged = this.picture.take(message);
    this.pictureListeners.forEach((listener) => listener(hasChanged));
    beat();
  }

  private async look(): Promise<void> {
    try {
      const before = this.facts;
      this.facts = await get<ConsoleFacts>('/api/v1/console');
      this.clock.hear(this.facts.time, this.facts.eventTime);
      if (this.facts.started !== before.started) {
        void this.charts();
      }
      this.factListeners.forEach((listener) => listener(this.facts));
    } catch {
      // The streams say that the service is away.
    }
    await this.lookAtFeeds();
  }

  private async lookAtFeeds(): Promise<void> {
    if (!this.may('tracks_read')) {
      return;
    }
    try {
      const { sources = [] } = await get<{ sources?: { readonly state: string }[] }>('/api/v1/sources');
      const wanted = sources.filter(({ state }) => !/disabled/i.test(state));
      this.feeds = { live: wanted.filter(({ state }) => /live/i.test(state)).length, all: wanted.length };
    } catch {
      // The streams say that the service is away.
    }
  }
}
