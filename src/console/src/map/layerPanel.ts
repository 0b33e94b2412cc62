import { store, stored } from '../ui/stored.ts';
import { h } from '../ui/dom.ts';
import { onPalette, palette } from '../ui/palette.ts';
import { CLASSES, CLASS_WORDS, type VesselClass } from '../vessels/classes.ts';
import { MAP_COLOURS } from './colours.ts';
import type { LayerGroup } from './style.ts';
import type { Colour } from './vesselLayer.ts';

const GROUPS: readonly (readonly [LayerGroup, string])[] = [
  ['assets', 'Assets'],
  ['corridors', 'Corridors'],
  ['areas', 'Areas'],
  ['interference', 'GNSS interference'],
  ['names', 'Names'],
];

const HIDDEN_GROUPS = 'maritimewatch.hidden';
const HIDDEN_CLASSES = 'maritimewatch.hiddenClasses';

/** Lines of the legend as SVG paths, dashed as the map has them. */
const LINES: readonly (readonly [keyof (typeof MAP_COLOURS)['day']['assets'], string, string])[] = [
  ['telecom', 'Telecom cable', ''],
  ['power', 'Power cable', '9 4'],
  ['pipeline', 'Pipeline', '11 4 2 4'],
  ['inactive', 'Planned or retired', '3 5'],
];

export interface LayerCalls {
  readonly showGroup: (group: LayerGroup, isShown: boolean) => void;
  readonly hideClasses: (hidden: ReadonlySet<VesselClass>) => void;
}

/** What is on the map, and what its signs mean; kept on this machine. */
export class LayerPanel {
  readonly element: HTMLElement;
  private readonly groups = new Set(kept(HIDDEN_GROUPS, GROUPS.map(([group]) => group)));
  private readonly classes = new Set(kept(HIDDEN_CLASSES, CLASSES));
  private readonly paints: (() => void)[] = [];

  constructor(private readonly calls: LayerCalls) {
    this.element = h(
      'details',
      { class: 'layers' },
      h('summary', {}, 'Layers'),
      h(
        'div',
        { class: 'panel legend' },
        ...GROUPS.map(([group, name]) => this.box(name, null, !this.groups.has(group), (isShown) => this.showGroup(group, isShown))),
        h('h3', {}, 'Vessels'),
        h('p', { class: 'hint' }, 'Who is chosen, watched or has an alert is always shown.'),
        ...CLASSES.map((one) => this.box(CLASS_WORDS[one], this.sign('M10 1 L15 15 L5 15 Z', 'fill', () => rgb(MAP_COLOURS[palette()].vessels.classes[one])), !this.classes.has(one), (isShown) => this.showClass(one, isShown))),
        h('h3', {}, 'Signs'),
        ...(
          [
            ['M10 1 L15 15 L5 15 Z', 'Heading or course known'],
            ['M10 3 a5 5 0 1 0 .01 0', 'Neither known'],
            ['M10 1 L15 15 L5 15 Z M3 1 L17 15 M17 1 L3 15', 'Not heard for long: lost target'],
            ['M10 1 a7 7 0 0 1 6 4 M16.5 10 a7 7 0 0 1 -4 5 M5 14 a7 7 0 0 1 -2 -6', 'Position doubtful (broken ring)'],
            ['M10 1 a7 7 0 1 0 .01 0', 'Watched (ring)'],
          ] as const
        ).map(([path, words]) => h('span', { class: 'check' }, this.sign(path, 'stroke', () => MAP_COLOURS[palette()].text), words)),
        h('span', { class: 'hint' }, 'Hollow: class B. The line ahead is where she is in 6 min.'),
        h('h3', {}, 'Assets'),
        ...LINES.map(([look, words, dashes]) => h('span', { class: 'check' }, this.sign('M0 8 L30 8', 'stroke', () => MAP_COLOURS[palette()].assets[look], dashes), words)),
      ),
    );
    onPalette(() => this.paint());
    this.paint();
  }

  /** Puts away what was put away before. */
  restore(): void {
    this.groups.forEach((group) => this.calls.showGroup(group, false));
    if (this.classes.size > 0) {
      this.calls.hideClasses(this.classes);
    }
  }

  private showGroup(group: LayerGroup, isShown: boolean): void {
    change(this.groups, group, isShown, HIDDEN_GROUPS);
    this.calls.showGroup(group, isShown);
  }

  private showClass(one: VesselClass, isShown: boolean): void {
    change(this.classes, one, isShown, HIDDEN_CLASSES);
    this.calls.hideClasses(this.classes);
  }

  private box(name: string, sign: SVGElement | null, checked: boolean, act: (isShown: boolean) => void): HTMLElement {
    const box = h('input', { type: 'checkbox', checked, onchange: () => act(box.checked) });
    return h('label', { class: 'check' }, box, sign, name);
  }

  private sign(path: string, paints: 'fill' | 'stroke', colour: () => string, dashes = ''): SVGElement {
    const name = 'http://www.w3.org/2000/svg';
    const element = document.createElementNS(name, 'svg');
    const line = document.createElementNS(name, 'path');
    for (const [attribute, value] of Object.entries({ d: path, 'stroke-width': '2', fill: 'none', stroke: 'none', 'stroke-dasharray': dashes === '' ? 'none' : dashes })) {
      line.setAttribute(attribute, value);
    }
    element.setAttribute('viewBox', path.startsWith('M0') ? '0 0 30 16' : '0 0 20 16');
    element.setAttribute('aria-hidden', 'true');
    element.append(line);
    this.paints.push(() => line.setAttribute(paints, colour()));
    return element;
  }

  private paint(): void {
    this.paints.forEach((paint) => paint());
  }
}

function kept<T extends string>(key: string, known: readonly T[]): T[] {
  const names = stored<unknown[]>(key, [], Array.isArray);
  return known.filter((one) => names.includes(one));
}

function change<T extends string>(hidden: Set<T>, one: T, isShown: boolean, key: string): void {
  if (isShown) {
    hidden.delete(one);
  } else {
    hidden.add(one);
  }
  store(key, [...hidden]);
}

function rgb(colour: Colour): string {
  return `rgb(${colour.map((part) => Math.round(part * 255)).join(' ')})`;
}
