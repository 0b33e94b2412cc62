import { QuestionForm } from '../analysis/form.ts';
import type { Answer, Asked, Question, Row, Table } from '../analysis/question.ts';
import { QUESTIONS } from '../analysis/questions.ts';
import { SUSPECTS } from '../analysis/suspects.ts';
import { DryRuns } from '../analysis/dryRuns.ts';
import { fetchFile } from '../api/client.ts';
import { Problem, isAborted } from '../api/problem.ts';
import { areaFeatures, assetFeatures } from '../map/features.ts';
import { MapView } from '../map/mapView.ts';
import type { Desk } from '../state/desk.ts';
import { fill, h, setAttribute } from '../ui/dom.ts';
import { saveAs } from '../ui/save.ts';
import { noteProblem } from '../ui/toast.ts';
import type { Page } from './page.ts';

const ALL: readonly Question[] = [SUSPECTS, ...QUESTIONS];

/** The name of the tab with the dry runs; it is no question to the tracks. */
const DRY_RUNS = 'dry-runs';

/** The analyst's page: a question, its answer as a table and on the map, and as files. What was asked stands in the address. */
export class AnalysisPage implements Page {
  readonly element: HTMLElement;
  private readonly tabs = h('nav', { class: 'questions', 'aria-label': 'Questions' });
  private readonly formHolder = h('div', {});
  private readonly answerHolder = h('div', { class: 'answer', 'aria-live': 'polite' });
  private readonly mapHolder = h('div', { class: 'map' });
  private readonly dryRuns: DryRuns | null;
  private map: MapView | null = null;
  private asking = new AbortController();
  private shownQuestion = '';

  constructor(private readonly desk: Desk) {
    this.dryRuns = desk.may('rules_draft') ? new DryRuns(desk) : null;
    for (const { id, title } of [...ALL, ...(this.dryRuns === null ? [] : [{ id: DRY_RUNS, title: 'What if a rule were changed?' }])]) {
      this.tabs.append(h('button', { type: 'button', id: `ask-${id}`, onclick: () => desk.view.change({ question: { ask: id } }) }, title));
    }
    this.element = h('main', { class: 'page analysis', hidden: true }, h('section', { class: 'panel side', 'aria-label': 'Question' }, this.tabs, this.formHolder), h('section', { class: 'results', 'aria-label': 'Answer' }, this.mapHolder, this.answerHolder));
    desk.view.onChange(({ page, question }, before) => page === 'analysis' && question !== before.question && this.turn());
  }

  show(): void {
    if (this.map === null) {
      this.map = new MapView(this.mapHolder, this.desk.view.view.centre, (centre) => this.desk.view.change({ centre }));
      this.map.set('assets', assetFeatures(this.desk.chart.assets));
      this.map.set('areas', areaFeatures(this.desk.chart.areas));
    }
    requestAnimationFrame(() => this.map?.map.resize());
    this.turn();
  }

  hide(): void {
    this.asking.abort();
    this.dryRuns?.hide();
  }

  /** Shows the question that the address names, and asks it where it is asked whole. */
  private turn(): void {
    const { ask = SUSPECTS.id, ...given } = this.desk.view.view.question;
    const isDryRun = ask === DRY_RUNS && this.dryRuns !== null;
    const question = ALL.find(({ id }) => id === ask) ?? SUSPECTS;
    for (const button of this.tabs.children) {
      setAttribute(button, 'aria-current', button.id === `ask-${isDryRun ? DRY_RUNS : question.id}` ? 'true' : null);
    }
    this.mapHolder.hidden = isDryRun;
    if (isDryRun) {
      this.shownQuestion = DRY_RUNS;
      fill(this.formHolder, this.dryRuns.form);
      fill(this.answerHolder, this.dryRuns.answer);
      this.dryRuns.show();
      return;
    }
    this.dryRuns?.hide();
    const text = JSON.stringify([question.id, given]);
    if (text === this.shownQuestion) {
      return;
    }
    this.shownQuestion = text;
    this.map?.clear('answer', 'track');
    const form = new QuestionForm(question, this.desk, given, (values) => {
      this.shownQuestion = JSON.stringify([question.id, values]);
      this.desk.view.change({ question: { ask: question.id, ...values } });
      void this.ask(question, values);
    });
    fill(this.formHolder, form.element);
    fill(this.answerHolder, h('p', { class: 'hint' }, 'Nothing asked yet.'));
    if (question.fields.every((one) => !('isNeeded' in one) || !one.isNeeded || (given[one.name] ?? '') !== '') && Object.keys(given).length > 0) {
      void this.ask(question, form.values());
    }
  }

  private async ask(question: Question, values: Readonly<Record<string, string>>): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    const asked: Asked = { values, box: this.map!.bounds(0) };
    const begun = performance.now();
    fill(this.answerHolder, h('p', { class: 'hint' }, 'Asking … '), h('button', { type: 'button', onclick: () => this.asking.abort() }, 'Stop'));
    try {
      const answer = await question.ask(asked, signal);
      this.write(question, asked, answer, performance.now() - begun);
    } catch (failure) {
      if (isAborted(failure)) {
        fill(this.answerHolder, h('p', { class: 'hint' }, 'Stopped.'));
        return;
      }
      const problem = Problem.from(failure);
      fill(
        this.answerHolder,
        h('p', { class: 'wrong', role: 'alert' }, problem.message),
        ...(problem.metadata['candidates'] === undefined ? [] : [h('p', {}, problem.metadata['candidates'])]),
        h('button', { type: 'button', onclick: () => void this.ask(question, values) }, 'Try again'),
      );
    }
  }

  private write(question: Question, asked: Asked, answer: Answer, took: number): void {
    const hasTrack = question.id === 'track';
    this.map?.set(hasTrack ? 'track' : 'answer', answer.features);
    const places = answer.features.features.flatMap(({ geometry }) => (geometry.type === 'Point' ? [geometry.coordinates] : geometry.type === 'LineString' ? geometry.coordinates : []));
    if (places.length > 0 && !question.isOfMap) {
      const [x, y] = [places.map(([one]) => one!), places.map(([, one]) => one!)];
      this.map?.map.fitBounds([min(x), min(y), max(x), max(y)], { padding: 50, maxZoom: 12, duration: 0 });
    }
    fill(
      this.answerHolder,
      this.desk.may('export') ? h('div', { class: 'buttons' }, 'Export: ', ...question.exports(asked).map((one) => h('button', { type: 'button', onclick: () => void this.save(one.path, one.parameters, one.fileName) }, one.label))) : null,
      ...answer.sentences.map((sentence) => h('p', {}, sentence)),
      answer.isCut ? h('p', { class: 'wrong' }, 'There is more than is shown here; the exports have all of it.') : null,
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
    const open = (): void => {
      if (row.at !== undefined) {
        this.map?.flyTo(row.at[0], row.at[1]);
      }
      if (more !== null) {
        more.hidden = !more.hidden;
      }
    };
    const actions = [
      more === null && row.at === undefined ? null : h('button', { type: 'button', onclick: open }, more === null ? 'Map' : 'Why'),
      row.mmsi === undefined || row.since === undefined ? null : h('button', { type: 'button', onclick: () => this.desk.view.change({ page: 'watch', mmsi: row.mmsi!, alertId: null, assetId: null, at: Date.parse(row.since!), question: {}, ...(row.at === undefined ? {} : { centre: [row.at[0], row.at[1], 10] as const }) }) }, 'Then'),
    ];
    return [h('tr', {}, ...row.cells.map((cell) => h('td', {}, cell)), h('td', { class: 'actions' }, ...actions)), ...(more === null ? [] : [more])];
  }

  private async save(path: string, parameters: Parameters<typeof fetchFile>[1], fileName: string): Promise<void> {
    try {
      await saveAs(await fetchFile(path, parameters), fileName);
    } catch (failure) {
      noteProblem('Not exported', failure);
    }
  }
}

function min(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function max(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}
