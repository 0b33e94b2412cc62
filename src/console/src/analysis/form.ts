import type { Desk } from '../state/desk.ts';
import { field } from '../ui/dialog.ts';
import { h } from '../ui/dom.ts';
import type { Field, Question } from './question.ts';

/** The form of a question: its fields, filled from what was asked before, read as the API wants them. */
export class QuestionForm {
  readonly element: HTMLFormElement;
  private readonly controls = new Map<Field, HTMLInputElement | HTMLSelectElement>();

  constructor(
    readonly question: Question,
    desk: Desk,
    given: Readonly<Record<string, string>>,
    onAsk: (values: Record<string, string>) => void,
  ) {
    const said = h('p', { class: 'wrong', role: 'alert' });
    const rows = question.fields.map((one) => {
      const control = make(one, desk, given[one.name]);
      this.controls.set(one, control);
      return field(one.label, control, 'hint' in one ? one.hint : '');
    });
    this.element = h('form', { class: 'ask' }, ...rows, question.isOfMap ? h('p', { class: 'hint' }, 'Asked for the box that the map shows.') : null, said, h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'primary' }, 'Ask')));
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      const values = this.values();
      const missing = question.fields.find((one) => 'isNeeded' in one && one.isNeeded && (values[one.name] ?? '') === '');
      said.textContent = missing === undefined ? '' : `${missing.label} is needed.`;
      if (missing === undefined) {
        onAsk(values);
      }
    });
  }

  /** What stands in it, as the API takes it; empty fields are left out. */
  values(): Record<string, string> {
    const values: Record<string, string> = {};
    for (const [one, control] of this.controls) {
      const text = control.value.trim();
      if (text !== '' && !(one.name === 'simplifyMetres' && Number(text) === 0)) {
        values[one.name] = one.kind === 'time' ? new Date(`${text}Z`).toISOString().replace('.000Z', 'Z') : text;
      }
    }
    return values;
  }
}

function make(one: Field, desk: Desk, given: string | undefined): HTMLInputElement | HTMLSelectElement {
  switch (one.kind) {
    case 'time':
      return h('input', { type: 'datetime-local', step: '1', value: (given ?? usualTime(one.name, desk)).slice(0, 19) });
    case 'number':
      return h('input', { type: 'number', min: String(one.least), max: String(one.most), step: String(one.step ?? 1), value: given ?? (one.usual === undefined ? '' : String(one.usual)) });
    case 'asset':
      return h('select', {}, h('option', { value: '' }, 'Choose …'), ...[...desk.chart.assets].sort((a, b) => (a.name ?? a.id).localeCompare(b.name ?? b.id)).map((asset) => h('option', { value: asset.id, selected: asset.id === given }, asset.name ?? asset.id)));
    case 'choice':
      return h('select', {}, ...one.choices.map(([value, text]) => h('option', { value, selected: value === given }, text)));
    default:
      return h('input', { type: 'text', maxLength: 100, value: given ?? '', autocomplete: 'off' });
  }
}

/** The last six hours of traffic, up to where the map is. */
function usualTime(name: string, desk: Desk): string {
  const to = desk.view.view.at ?? desk.clock.trafficNow;
  return new Date(name === 'from' ? to - 6 * 3_600_000 : to).toISOString();
}
