import { get } from '../api/client.ts';
import { h, type Child } from '../ui/dom.ts';
import { Panel, table } from './panel.ts';

interface Rule {
  readonly kind: string;
  readonly name: string;
  readonly version: string;
  readonly isOn: boolean;
  readonly title: string;
  readonly prose: string;
  readonly thresholds: readonly { readonly key: string; readonly name: string; readonly text: string; readonly isDefault: boolean; readonly range?: string; readonly source?: string }[];
}

/** The rules in force, each with what it looks for and by which numbers. */
export class RulesPanel extends Panel {
  constructor() {
    super('Rules in force', null);
  }

  protected async look(): Promise<Child[]> {
    const { rules, settingsHash } = await get<{ rules: Rule[]; settingsHash: string }>('/api/v1/rules');
    return [
      h('p', { class: 'hint' }, `Settings ${settingsHash}.`),
      ...rules.map((rule) =>
        h(
          'details',
          {},
          h('summary', {}, `${rule.title}${rule.isOn ? '' : ' (off)'}`, h('small', {}, ` ${rule.name} ${rule.version}`)),
          h('p', {}, rule.prose),
          table(['Threshold', 'In force', 'Range', 'Source'], rule.thresholds.map((one) => [h('span', { title: one.key }, one.name), `${one.text}${one.isDefault ? '' : ' (changed)'}`, one.range ?? '', one.source ?? '']), 'It has none.'),
        ),
      ),
    ];
  }
}
