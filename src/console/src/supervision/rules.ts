import { get } from '../api/client.ts';
import { kindWords } from '../alerts/words.ts';
import type { Desk } from '../state/desk.ts';
import { h, type Child } from '../ui/dom.ts';
import { Panel, table } from './panel.ts';

export interface ServedThreshold {
  readonly key: string;
  readonly name: string;
  readonly text: string;
  readonly unit?: string;
  readonly default?: unknown;
  readonly isDefault: boolean;
  readonly range?: string;
  readonly source?: string;
}

export interface ServedRule {
  readonly kind: string;
  readonly name: string;
  readonly version: string;
  readonly isOn: boolean;
  readonly offReason?: string | null;
  readonly title: string;
  readonly prose: string;
  readonly thresholds: readonly ServedThreshold[];
}

interface Rules {
  readonly rules: readonly ServedRule[];
  readonly shared?: readonly ServedThreshold[];
  readonly settingsHash: string;
}

const BETWEEN = 'Held back or lowered by: ';
const STEPS = ['Notice', 'Warning', 'Alarm', 'Critical'];

/** A rule in the three parts that a person asks for: when it is true, what explains that away, and what it raises. */
export function ruleParts({ prose, kind, thresholds }: ServedRule): { readonly when: string; readonly unless: string; readonly raises: string } {
  const [when = '', unless = ''] = prose.split(BETWEEN);
  const steps = STEPS.flatMap((step) => thresholds.filter(({ key }) => key.split(':').at(-1)!.startsWith(step)).map(({ name, text }) => `${step.toLowerCase()}: ${name.replace(/\.$/, '')}, ${text}`));
  return { when: when.trim(), unless: unless.trim(), raises: [kindWords(kind), ...steps].join('; ') };
}

/** A value as programs have it, for people: `PT1H20M` is `1 h 20 min`. */
export function valueWords(value: unknown, unit = ''): string {
  const parts = typeof value === 'string' ? /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(value) : null;
  if (parts !== null) {
    const words = ['d', 'h', 'min', 's'].flatMap((name, place) => (parts[place + 1] === undefined || Number(parts[place + 1]) === 0 ? [] : [`${parts[place + 1]} ${name}`]));
    return words.length === 0 ? '0 s' : words.join(' ');
  }
  return value === null || value === undefined ? 'nothing' : Array.isArray(value) ? (value.length === 0 ? 'none' : value.join(', ')) : typeof value === 'object' ? JSON.stringify(value) : `${String(value)}${typeof value === 'number' && unit !== '' && unit !== 'count' ? ` ${unit}` : ''}`;
}

/** The rules in force: each as condition, thresholds and what it raises; first of all what is not as it is shipped. */
export class RulesPanel extends Panel<Rules> {
  constructor(desk: Desk) {
    super(desk, 'Rules in force', null);
  }

  protected ask(signal: AbortSignal): Promise<Rules> {
    return get<Rules>('/api/v1/rules', {}, signal);
  }

  protected write({ rules, shared = [], settingsHash }: Rules): Child[] {
    const changed = [...rules.flatMap((rule) => rule.thresholds.map((one) => [rule.title, one] as const)), ...shared.map((one) => ['All rules', one] as const)].filter(([, one]) => !one.isDefault);
    return [
      h('p', { class: 'hint' }, `Settings ${settingsHash}.`),
      h('h3', {}, 'Not as shipped'),
      table(['Rule', 'Threshold', 'In force', 'Shipped'], changed.map(([title, one]) => [title, h('span', { title: one.key }, one.name), one.text, valueWords(one.default, one.unit)]), 'Everything is as it is shipped.'),
      h('h3', {}, 'Every rule'),
      ...rules.map((rule) => this.rule(rule)),
      shared.length === 0 ? null : h('details', {}, h('summary', {}, 'What every rule goes by'), thresholds(shared)),
    ];
  }

  private rule(rule: ServedRule): HTMLElement {
    const { when, unless, raises } = ruleParts(rule);
    const count = rule.thresholds.filter(({ isDefault }) => !isDefault).length;
    return h(
      'details',
      {},
      h('summary', {}, `${rule.title}${rule.isOn ? '' : ' (off)'}${count === 0 ? '' : `, ${count} changed`}`, h('small', {}, ` ${rule.name} ${rule.version}`)),
      h('dl', {}, rule.isOn ? null : h('dt', {}, 'Off because'), rule.isOn ? null : h('dd', {}, rule.offReason ?? 'not said'), h('dt', {}, 'When'), h('dd', {}, when), unless === '' ? null : h('dt', {}, 'Unless, or less'), unless === '' ? null : h('dd', {}, unless), h('dt', {}, 'Raises'), h('dd', {}, raises)),
      thresholds(rule.thresholds),
    );
  }
}

function thresholds(list: readonly ServedThreshold[]): HTMLElement {
  return table(['Threshold', 'In force', 'Range', 'Source'], list.map((one) => [h('span', { title: one.key }, one.name), one.isDefault ? one.text : h('strong', {}, `${one.text} (shipped: ${valueWords(one.default, one.unit)})`), one.range ?? '', one.source ?? '']), 'It has none.');
}
