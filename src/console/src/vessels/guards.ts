import type { Feature } from 'geojson';
import { distanceBetween, type LonLat } from '../geo/geodesy.ts';
import { circle } from '../map/features.ts';
import type { Desk } from '../state/desk.ts';
import { ask, field } from '../ui/dialog.ts';
import { h } from '../ui/dom.ts';
import { distance } from '../ui/time.ts';
import { note } from '../ui/toast.ts';

interface Guard {
  readonly mmsi: number;
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly metres: number;
  hasLeft: boolean;
}

const KEY = 'maritimewatch.guards';

/** Circles that a vessel must not leave unseen: the officer's own drag alarm, on this console alone. The service's rules go on beside it. */
export class Guards {
  private guards: Guard[] = JSON.parse(localStorage.getItem(KEY) ?? '[]') as Guard[];

  constructor(
    private readonly desk: Desk,
    private readonly draw: (circles: Feature[]) => void,
  ) {
    desk.onPicture(() => this.look());
    this.keep();
  }

  async ask(mmsi: number, name: string, at: LonLat): Promise<void> {
    const metres = h('input', { type: 'number', min: '50', max: '20000', step: '10', value: '300', required: true });
    const vessel = this.desk.picture.get(mmsi);
    const centre = vessel ?? at;
    await ask({
      title: `Guard ${name}`,
      body: [field('Radius in metres', metres, 'From where she is now. This console says when she leaves it.'), this.guards.some((guard) => guard.mmsi === mmsi) ? h('p', { class: 'hint' }, 'Replaces the circle that she has.') : null],
      accept: 'Guard',
      read: () => (Number(metres.value) >= 50 && Number(metres.value) <= 20_000 ? Number(metres.value) : 'Between 50 and 20 000 m.'),
      act: (radius) => {
        this.guards = [...this.guards.filter((guard) => guard.mmsi !== mmsi), { mmsi, name, longitude: centre.longitude, latitude: centre.latitude, metres: radius, hasLeft: false }];
        this.desk.watch(mmsi, true);
        this.keep();
        return Promise.resolve();
      },
    });
  }

  private look(): void {
    for (const guard of this.guards) {
      const vessel = this.desk.picture.get(guard.mmsi);
      if (vessel !== undefined && !guard.hasLeft && distanceBetween(guard, vessel) > guard.metres) {
        guard.hasLeft = true;
        note(`${guard.name} has left her circle of ${distance(guard.metres)}.`, true);
        this.keep();
      }
    }
    const kept = this.guards.filter((guard) => this.desk.watched.has(guard.mmsi));
    if (kept.length !== this.guards.length) {
      this.guards = kept;
      this.keep();
    }
  }

  private keep(): void {
    localStorage.setItem(KEY, JSON.stringify(this.guards));
    this.draw(this.guards.map((guard) => circle(guard, guard.metres)));
  }
}
