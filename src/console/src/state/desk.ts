import { get, pages } from '../api/client.ts';
import { Stream, type StreamState } from '../api/stream.ts';
import type { StreamEvent } from '../api/events.ts';
import type { Access, Alert, AlertEvent, AlertTransition, ConsoleFacts } from '../api/types.ts';
import { AlertBook } from '../alerts/book.ts';
import { Problem } from '../api/problem.ts';
import type { Chart } from '../geo/chart.ts';
import { Picture, type PictureMessage } from '../vessels/picture.ts';
import { ServiceClock } from './clock.ts';
import { honesty, type Honesty } from './link.ts';
import { beat } from './pulse.ts';
import type { ViewState } from './view.ts';

/** Milliseconds of silence after which a stream is dead: three heartbeats of the feed's 5 s, and of the picture's second with room for a slow line. */
const DEAD_ALERTS = 15_000;
const DEAD_PICTURE = 8_000;

/** Milliseconds between looks at what the service says of itself. */
const LOOK = 30_000;

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

  constructor(
    readonly access: Access,
    public facts: ConsoleFacts,
    public chart: Chart,
    readonly view: ViewState,
  ) {
    this.clock.hear(facts.time, facts.eventTime);
    for (const mmsi of JSON.parse(localStorage.getItem('maritimewatch.watched') ?? '[]') as number[]) {
      this.watched.add(mmsi);
    }
    setInterval(() => void this.look(), LOOK);
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

  /** How true the picture is, by the page's clock. */
  honesty(): Honesty {
    return honesty({
      alerts: this.alertState,
      picture: this.may('tracks_read') && this.box !== null ? this.pictureState : { is: 'open' },
      heardAt: this.box === null ? Date.now() : this.heardAt,
      now: Date.now(),
      serviceNow: this.clock.now(),
      eventTime: this.clock.eventTime,
      isPlayed: this.facts.exerciseBecause === 'REPLAYED',
      notReadyBecause: this.facts.notReadyBecause,
    });
  }

  /** Begins to follow alerts: the list first, then the feed behind it. */
  async follow(): Promise<void> {
    this.alerts?.close();
    this.alertState = OPENING;
    try {
      await this.list();
    } catch (failure) {
      const because = Problem.from(failure);
      this.alertState = { is: 'lost', because, retryAt: Date.now() + 3_000 };
      if (because.status !== 401 && because.status !== 403) {
        setTimeout(() => void this.follow(), 3_000);
      }
      return;
    }
    this.alerts = new Stream({
      path: '/api/v1/alerts/stream',
      parameters: () => ({ after: this.book.sequence }),
      resumeAfter: () => String(this.book.sequence),
      deadAfter: DEAD_ALERTS,
      onEvent: (event) => this.take(event),
      onState: (state) => {
        this.alertState = state;
      },
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
    localStorage.setItem('maritimewatch.watched', JSON.stringify([...this.watched]));
    this.pictureListeners.forEach((listener) => listener(true));
  }

  private async list(): Promise<void> {
    const alerts: Alert[] = [];
    let sequence: number | null = null;
    for await (const page of pages<{ alerts?: Alert[]; nextPageToken?: string; highWaterSequence?: string }>('/api/v1/alerts', { pageSize: 1_000, filter: 'operator_state != OPERATOR_STATE_CLOSED' })) {
      alerts.push(...(page.alerts ?? []));
      sequence ??= Number(page.highWaterSequence ?? 0);
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
      this.facts = await get<ConsoleFacts>('/api/v1/console');
      this.clock.hear(this.facts.time, this.facts.eventTime);
      this.factListeners.forEach((listener) => listener(this.facts));
    } catch {
      // The streams say that the service is away.
    }
  }
}
