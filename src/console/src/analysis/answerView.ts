import { open } from '../api/client.ts';
import { isAborted } from '../api/problem.ts';
import type { Desk } from '../state/desk.ts';
import { fill, h, say } from '../ui/dom.ts';
import { saveAs, sizeWords } from '../ui/save.ts';
import { noteProblem } from '../ui/toast.ts';
import { boxWords, readBox } from './box.ts';
import type { Answer, Asked, Export, Question, Row, Table } from './question.ts';

/** What an answer's buttons do to the map and the desk. */
export interface AnswerLinks {
  readonly flyTo: (longitude: number, latitude: number) => void;
  readonly showThen: (row: Row) => void;
}

/** An answer as sentences, tables and files. Only sentences are read out: nobody listens to two thousand rows. */
export class AnswerView {
  readonly element: HTMLElement;
  private readonly sentences = h('div', { role: 'status' });
  private readonly rest = h('div', {});
  /** Exports that are under way stay in sight, whatever is asked meanwhile. */
  private readonly exports = h('div', { class: 'exports' });

  constructor(
    private readonly desk: Desk,
    private readonly links: AnswerLinks,
  ) {
    this.element = h('div', { class: 'answer' }, this.exports, this.sentences, this.rest);
  }

  /** Says that nothing was asked, that it was stopped, and the like. */
  tell(text: string, ...rest: HTMLElement[]): void {
    fill(this.sentences, h('p', { class: 'hint' }, text));
    fill(this.rest, ...rest);
  }

  /** Puts something else in its place. */
  put(element: HTMLElement): void {
    fill(this.sentences);
    fill(this.rest, element);
  }

  fail(message: string, more: readonly string[], again: () => void): void {
    fill(this.sentences);
    fill(this.rest, h('p', { class: 'wrong', role: 'alert' }, message), ...more.map((text) => h('p', {}, text)), h('button', { type: 'button', onclick: again }, 'Try again'));
  }

  /** @param took milliseconds. */
  show(question: Question, asked: Asked, answer: Answer, took: number): void {
    const box = readBox(asked.values['bbox'] ?? '');
    const files = question.exports(asked).filter(({ scope }) => this.desk.may(scope));
    fill(
      this.sentences,
      typeof box === 'string' ? null : h('p', {}, `In the box ${boxWords(box)}:`),
      ...answer.sentences.map((sentence) => h('p', {}, sentence)),
      answer.isCut ? h('p', { class: 'wrong' }, 'There is more than is shown here; the exports have all of it.') : null,
    );
    fill(
      this.rest,
      files.length === 0 ? null : h('div', { class: 'buttons' }, 'Export: ', ...files.map((one) => h('button', { type: 'button', onclick: () => void this.save(one) }, one.label))),
      ...answer.tables.map((table) => this.table(table)),
      h('p', { class: 'hint' }, `Answered in ${(took / 1_000).toFixed(1)} s. ${this.desk.facts.marking}.`),
    );
  }

  private table({ title, headings, rows }: Table): HTMLElement {
    return h(
      'section',
      { class: 'part' },
      h('h3', {}, title),
      rows.length === 0 ? h('p', { class: 'hint' }, 'None.') : h('table', {}, h('thead', {}, h('tr', {}, ...headings.map((text) => h('th', {}, text)), h('th', {}, h('span', { class: 'unseen' }, 'Show')))), h('tbody', {}, ...rows.flatMap((row) => this.row(row, headings.length + 1)))),
    );
  }

  private row(row: Row, width: number): HTMLElement[] {
    const more = row.more ? h('tr', { hidden: true }, h('td', { colSpan: width }, row.more)) : null;
    const show = (): void => {
      if (row.at !== undefined) {
        this.links.flyTo(row.at[0], row.at[1]);
      }
      if (more !== null) {
        more.hidden = !more.hidden;
        why.setAttribute('aria-expanded', String(!more.hidden));
      }
    };
    const why = h('button', { type: 'button', onclick: show, ...(more === null ? {} : { 'aria-expanded': 'false' }) }, more === null ? 'Map' : 'Why');
    const actions = [more === null && row.at === undefined ? null : why, row.mmsi === undefined || row.since === undefined ? null : h('button', { type: 'button', onclick: () => this.links.showThen(row) }, 'Then')];
    return [h('tr', {}, ...row.cells.map((cell) => h('td', {}, cell)), h('td', { class: 'actions' }, ...actions)), ...(more === null ? [] : [more])];
  }

  /** Without a limit of time: a person sees how much has come, and can stop it. */
  private async save({ path, parameters, fileName, label }: Export): Promise<void> {
    const ending = new AbortController();
    const said = h('span', {}, `${label}: asking …`);
    const line = h('p', { class: 'hint' }, said, ' ', h('button', { type: 'button', onclick: () => ending.abort() }, 'Stop'));
    this.exports.append(line);
    try {
      await saveAs(await open(path, parameters, {}, ending.signal), fileName, (bytes) => say(said, `${label}: ${sizeWords(bytes)}`));
    } catch (failure) {
      if (!isAborted(failure)) {
        noteProblem('Not exported', failure);
      }
    } finally {
      line.remove();
    }
  }
}
