import { h, say } from '../ui/dom.ts';
import { span } from '../ui/time.ts';
import { CLASS_WORDS, type VesselClass } from '../vessels/classes.ts';
import type { MapView } from './mapView.ts';

/** Milliseconds between two looks at what lies under the pointer. */
const REST = 120;

/** What the label says of a vessel. */
export interface Labelled {
  readonly name: string;
  readonly class: VesselClass;
  /** Milliseconds since she was heard, at the moment shown. */
  readonly age: number;
}

/** Says at the pointer who lies under it, what she is, and how old her position is. */
export class HoverLabel {
  readonly element = h('p', { class: 'hover-label', 'aria-hidden': 'true', hidden: true });
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private at: { readonly x: number; readonly y: number } | null = null;

  constructor(
    private readonly map: MapView,
    private readonly of: (mmsi: number) => Labelled | undefined,
  ) {
    map.onPointer((at) => {
      this.at = at;
      if (at === null) {
        this.element.hidden = true;
      } else {
        this.waiting ??= setTimeout(() => this.look(), REST);
      }
    });
  }

  private look(): void {
    this.waiting = undefined;
    const { at } = this;
    const [mmsi, ...others] = at === null ? [] : this.map.vesselsAt(at.x, at.y);
    const vessel = mmsi === undefined ? undefined : this.of(mmsi);
    this.element.hidden = vessel === undefined;
    if (at !== null && vessel !== undefined) {
      say(this.element, `\u2068${vessel.name}\u2069, ${CLASS_WORDS[vessel.class].toLowerCase()}, heard ${span(vessel.age)} ago${others.length > 0 ? `, and ${others.length} more here` : ''}`);
      this.element.style.transform = `translate(${Math.round(at.x) + 14}px, ${Math.round(at.y) + 14}px)`;
    }
  }
}
