import type { Desk } from '../state/desk.ts';
import { field } from '../ui/dialog.ts';
import { h, say, setAttribute } from '../ui/dom.ts';
import { MOMENT_FORM, readMoment, writeMoment } from '../ui/moment.ts';
import { writeBox, type Box } from './box.ts';
import { readField } from './fields.ts';
import type { Field, Question } from './question.ts';

/** What the map lends to a form: the box that it shows, and one that a person pulls on it. */
export interface BoxSource {
  readonly shown: () => Box;
  readonly draw: () => Promise<Box | null>;
}

/** The form of a question: its fields, filled from what was asked before, read as the API wants them. */
export class QuestionForm {
  readonly element: HTMLFormElement;
  private readonly controls = new Map<Field, HTMLInputElement | HTMLSelectElement>();
  private readonly said = h('p', { class: 'wrong', role: 'alert' });

  constructor(
    readonly question: Question,
    desk: Desk,
    given: Readonly<Record<string, string>>,
    private readonly boxes: BoxSource,
    onAsk: (values: Record<string, string>) => void,
  ) {
    const rows = question.fields.map((one) => {
      const control = make(one, desk, given[one.name]);
      this.controls.set(one, control);
      const row = field(one.label, control, one.kind === 'time' ? MOMENT_FORM : 'hint' in one ? (one.hint ?? '') : '');
      return one.kind === 'box' ? h('div', {}, row, this.boxButtons(control as HTMLInputElement)) : row;
    });
    this.element = h('form', { class: 'ask', noValidate: true }, ...rows, this.said, h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'primary' }, 'Ask')));
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      const values = this.read();
      if (values !== null) {
        onAsk(values);
      }
    });
  }

  /** What stands in it, as the API takes it; empty fields are left out. Null where something is wrong, which the form then says. */
  read(): Record<string, string> | null {
    const values: Record<string, string> = {};
    let wrong = '';
    for (const [one, control] of this.controls) {
      const text = control.value.trim();
      const read = readField(one, text === '' && one.kind === 'box' ? writeBox(this.boxes.shown()) : text);
      setAttribute(control, 'aria-invalid', 'wrong' in read ? 'true' : null);
      if ('wrong' in read) {
        wrong ||= read.wrong;
      } else if (read.value !== '') {
        values[one.name] = read.value;
      }
    }
    say(this.said, wrong);
    return wrong === '' ? values : null;
  }

  private boxButtons(control: HTMLInputElement): HTMLElement {
    const draw = h('button', {
      type: 'button',
      onclick: () => {
        draw.disabled = true;
        say(draw, 'Pull a box on the map …');
        void this.boxes.draw().then((box) => {
          draw.disabled = false;
          say(draw, 'Draw it');
          control.value = box === null ? control.value : writeBox(box);
        });
      },
    }, 'Draw it');
    return h('div', { class: 'buttons' }, draw, h('button', { type: 'button', onclick: () => (control.value = writeBox(this.boxes.shown())) }, 'What the map shows'), h('button', { type: 'button', onclick: () => (control.value = '') }, 'Clear'));
  }
}

function make(one: Field, desk: Desk, given: string | undefined): HTMLInputElement | HTMLSelectElement {
  switch (one.kind) {
    case 'time': {
      const read = given === undefined ? { at: usualTime(one.name, desk) } : readMoment(given);
      return h('input', { type: 'text', maxLength: 30, spellcheck: false, autocomplete: 'off', value: 'at' in read ? writeMoment(read.at) : (given ?? '') });
    }
    case 'box':
      return h('input', { type: 'text', maxLength: 100, spellcheck: false, autocomplete: 'off', value: given ?? '' });
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
function usualTime(name: string, desk: Desk): number {
  const to = desk.view.view.at ?? desk.clock.trafficNow;
  return Math.floor((name === 'from' ? to - 6 * 3_600_000 : to) / 1_000) * 1_000;
}
