import type { Feature } from 'geojson';
import { get } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Severity, Vessel } from '../api/types.ts';
import { circle } from '../map/features.ts';
import type { Desk } from '../state/desk.ts';
import { onPulse } from '../state/pulse.ts';
import { announce } from '../ui/announce.ts';
import { ask, field } from '../ui/dialog.ts';
import { KeyedList, h, say, setAttribute } from '../ui/dom.ts';
import { store, storedText } from '../ui/stored.ts';
import { note } from '../ui/toast.ts';
import { MOST_UNANSWERED, guardWords, judge, readGuards, soundOf, type Guard, type Heard } from './guard.ts';
import { plain } from '../ui/plain.ts';

const KEY = 'maritimewatch.guards';

/** Milliseconds between two looks at a guarded vessel. */
const LOOK = 10_000;

/** Guards at a time: each is a question every ten seconds. */
const MOST = 20;

/** What sounds for guards, beside the alerts: until it is given, they are seen and read aloud, but not heard. */
export interface GuardSound {
  /** What is to sound now; null for nothing. */
  sound(severity: Severity | null): void;
}

/**
 * Circles that a vessel must not leave unseen: the officer's own drag alarm, on this console alone. She is followed wherever the map is, and whatever the page;
 * where she can no longer be followed, that is said as loudly. The service's rules go on beside it.
 */
export class Guards {
  /** The strip over the map with one line for each guard. */
  readonly element = h('section', { class: 'guards', 'aria-label': 'Guarded vessels', hidden: true });
  private guards: readonly Guard[] = readGuards(storedText(KEY));
  private readonly answered = new Map<number, number>();
  private readonly list: KeyedList<Guard>;
  private out: GuardSound | null = null;

  /** @param draw shows the circles on the map. @param show opens the card of a vessel. */
  constructor(
    private readonly desk: Desk,
    private readonly draw: (circles: Feature[]) => void,
    private readonly show: (mmsi: number) => void,
  ) {
    this.list = new KeyedList(this.element, ({ mmsi }) => String(mmsi), (guard) => this.make(guard), (element, guard) => this.update(element, guard));
    setInterval(() => void this.look(), LOOK);
    onPulse(() => this.list.show(this.guards));
    this.keep();
    void this.look();
  }

  set sound(out: GuardSound) {
    this.out = out;
    out.sound(soundOf(this.guards));
  }

  of(mmsi: number): Guard | undefined {
    return this.guards.find((guard) => guard.mmsi === mmsi);
  }

  /** How the guard of a vessel stands, in a sentence; empty for none. */
  words(mmsi: number): string {
    const guard = this.of(mmsi);
    return guard === undefined ? '' : guardWords(guard, this.desk.clock.trafficNow);
  }

  async ask(mmsi: number, name: string): Promise<void> {
    const metres = h('input', { type: 'number', min: '50', max: '20000', step: '10', value: '300', required: true });
    await ask({
      title: `Guard ${name}`,
      body: [field('Radius in metres', metres, 'From where she is now. This console sounds when she leaves it, or is no longer heard.'), this.of(mmsi) === undefined ? null : h('p', { class: 'hint' }, 'Replaces the circle that she has.')],
      accept: 'Guard',
      read: () => (Number(metres.value) < 50 || Number(metres.value) > 20_000 ? 'Between 50 and 20 000 m.' : this.guards.length >= MOST && this.of(mmsi) === undefined ? `This console guards ${MOST} vessels at most; end another guard first.` : Number(metres.value)),
      act: async (radius) => {
        const heard = await this.heard(mmsi);
        if (heard === null) {
          throw new Problem(404, 'VESSEL_NOT_FOUND', 'no position of her is known');
        }
        this.put([...this.guards.filter((guard) => guard.mmsi !== mmsi), { mmsi, name, longitude: heard.longitude, latitude: heard.latitude, metres: radius, state: 'inside', since: this.desk.clock.trafficNow, isAcknowledged: true, heardAt: heard.time }]);
      },
    });
  }

  end(mmsi: number): void {
    this.put(this.guards.filter((guard) => guard.mmsi !== mmsi));
  }

  private acknowledge(mmsi: number): void {
    this.put(this.guards.map((guard) => (guard.mmsi === mmsi ? { ...guard, isAcknowledged: true } : guard)));
  }

  private async look(): Promise<void> {
    await Promise.all(
      this.guards.map(async ({ mmsi }) => {
        let heard: Heard | null = null;
        try {
          heard = await this.heard(mmsi);
          this.answered.set(mmsi, performance.now());
        } catch (failure) {
          if (Problem.from(failure).status === 404 || !this.answered.has(mmsi)) {
            this.answered.set(mmsi, performance.now());
          }
          if (Problem.from(failure).status !== 404 && performance.now() - this.answered.get(mmsi)! < MOST_UNANSWERED) {
            return;
          }
        }
        this.judge(mmsi, heard);
      }),
    );
  }

  private judge(mmsi: number, heard: Heard | null): void {
    const before = this.of(mmsi);
    if (before === undefined) {
      return;
    }
    const { trafficNow } = this.desk.clock;
    const guard = judge(before, heard, performance.now() - this.answered.get(mmsi)!, trafficNow);
    this.put(this.guards.map((one) => (one.mmsi === mmsi ? guard : one)));
    if (guard.state !== before.state && guard.state !== 'inside') {
      announce(`${guard.name}: ${guardWords(guard, trafficNow)}`, true);
    }
  }

  /** Where she was last heard, as the service knows it now; null where it knows of none. */
  private async heard(mmsi: number): Promise<Heard | null> {
    const last = (await get<{ vessel: Vessel }>(`/api/v1/vessels/${mmsi}`)).vessel.lastPosition;
    return last?.position === undefined
      ? null
      : { time: Date.parse(last.time), longitude: last.position.longitude ?? 0, latitude: last.position.latitude ?? 0, speed: last.speedOverGroundKnots ?? null, isClassB: last.equipmentClass === 'EQUIPMENT_CLASS_B' };
  }

  private put(guards: readonly Guard[]): void {
    this.guards = guards;
    this.keep();
  }

  private keep(): void {
    if (!store(KEY, this.guards)) {
      note('This browser keeps nothing: guards end with this page.', true);
    }
    this.draw(this.guards.map((guard) => circle(guard, guard.metres)));
    this.element.hidden = this.guards.length === 0;
    this.list.show(this.guards);
    this.out?.sound(soundOf(this.guards));
  }

  private make({ mmsi, name }: Guard): HTMLElement {
    return h(
      'p',
      { class: 'guard' },
      h('button', { type: 'button', class: 'link', onclick: () => this.show(mmsi) }, h('bdi', {}, plain(name))),
      h('span', {}),
      h('button', { type: 'button', class: 'primary', 'aria-label': `Acknowledge guard of ${plain(name)}`, onclick: () => this.acknowledge(mmsi) }, 'Acknowledge'),
      h('button', { type: 'button', class: 'quiet', 'aria-label': `End guard of ${plain(name)}`, onclick: () => this.end(mmsi) }, 'End'),
    );
  }

  private update(element: HTMLElement, guard: Guard): void {
    const [, words, acknowledge] = element.children as unknown as [Element, Element, HTMLButtonElement];
    // A line becomes an alert when there is something to see to; ages in it are not read out each second.
    setAttribute(element, 'data-state', guard.state);
    setAttribute(element, 'role', guard.isAcknowledged ? null : 'alert');
    setAttribute(element, 'aria-live', guard.isAcknowledged ? null : 'off');
    say(words, guardWords(guard, this.desk.clock.trafficNow));
    acknowledge.hidden = guard.isAcknowledged;
  }
}
