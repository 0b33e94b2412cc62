import { AnswerView } from '../analysis/answerView.ts';
import { boxFeature, isInside, readBox, type Box } from '../analysis/box.ts';
import { drawBox } from '../analysis/boxDrawing.ts';
import { DryRuns } from '../analysis/dryRuns.ts';
import { QuestionForm } from '../analysis/form.ts';
import type { Answer, Asked, Question, Row } from '../analysis/question.ts';
import { QUESTIONS } from '../analysis/questions.ts';
import { SUSPECTS } from '../analysis/suspects.ts';
import { Problem } from '../api/problem.ts';
import { areaFeatures, assetFeatures, collection } from '../map/features.ts';
import { MapView } from '../map/mapView.ts';
import type { Desk } from '../state/desk.ts';
import type { View } from '../state/view.ts';
import { fill, h, say, setAttribute } from '../ui/dom.ts';
import { Latest } from '../ui/latest.ts';
import { span } from '../ui/time.ts';
import type { Page } from './page.ts';

const ALL: readonly Question[] = [SUSPECTS, ...QUESTIONS];

/** The name of the tab with the dry runs; it is no question to the tracks. */
const DRY_RUNS = 'dry-runs';

/** The analyst's page: a question, its answer as a table and on the map, and as files. What was asked stands in the address. */
export class AnalysisPage implements Page {
  readonly element: HTMLElement;
  private readonly tabs = h('nav', { class: 'questions', 'aria-label': 'Questions' });
  private readonly formHolder = h('div', {});
  private readonly mapHolder = h('div', { class: 'map' });
  private readonly answer: AnswerView;
  private readonly dryRuns: DryRuns | null;
  private readonly asking = new Latest();
  private drawing = new AbortController();
  private map: MapView | null = null;
  private shownQuestion = '';
  private hasAssets = false;

  constructor(private readonly desk: Desk) {
    this.dryRuns = desk.may('rules_draft') || desk.may('rules_approve') ? new DryRuns(desk) : null;
    this.answer = new AnswerView(desk, { flyTo: (longitude, latitude) => this.map?.flyTo(longitude, latitude), showThen: (row) => this.showThen(row) });
    for (const { id, title } of [...ALL, ...(this.dryRuns === null ? [] : [{ id: DRY_RUNS, title: 'What if a rule were changed?' }])]) {
      this.tabs.append(h('button', { type: 'button', id: `ask-${id}`, onclick: () => desk.view.change({ question: { ask: id } }) }, title));
    }
    this.element = h('main', { class: 'page analysis', hidden: true }, h('section', { class: 'panel side', 'aria-label': 'Question' }, this.tabs, this.formHolder), h('section', { class: 'results', 'aria-label': 'Answer' }, this.mapHolder, this.answer.element));
    desk.view.onChange(({ page, question, centre }, before) => {
      if (page === 'analysis' && centre !== before.centre) {
        this.moveTo(centre);
      }
      if (page === 'analysis' && before.page === 'analysis' && question !== before.question) {
        this.turn();
      }
    });
  }

  show(): void {
    if (this.map === null) {
      this.map = new MapView(this.mapHolder, this.desk.view.view.centre, (centre) => this.desk.view.change({ centre }));
      this.desk.onChart((chart) => {
        this.map?.set('assets', assetFeatures(chart.assets));
        this.map?.set('areas', areaFeatures(chart.areas));
        if (!this.hasAssets && chart.assets.length > 0) {
          // A form that was made before there were any assets to choose from is made again.
          this.hasAssets = true;
          this.shownQuestion = '';
          this.turn();
        }
      });
    }
    requestAnimationFrame(() => this.map?.resize());
    this.turn();
  }

  hide(): void {
    this.drawing.abort();
    if (this.asking.drop()) {
      // What was not answered is asked again when the page comes back.
      this.shownQuestion = '';
    }
    this.dryRuns?.hide();
  }

  /** Where the address leads: a saved view, or the browser's Back. */
  private moveTo(centre: View['centre']): void {
    this.map?.jumpTo(centre);
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
      this.asking.drop();
      this.drawing.abort();
      this.shownQuestion = DRY_RUNS;
      fill(this.formHolder, this.dryRuns.form);
      this.answer.put(this.dryRuns.answer);
      this.dryRuns.show();
      return;
    }
    this.dryRuns?.hide();
    const text = JSON.stringify([question.id, given]);
    if (text === this.shownQuestion) {
      return;
    }
    this.asking.drop();
    this.drawing.abort();
    this.shownQuestion = text;
    this.map?.clear('answer', 'track');
    const boxes = { shown: (): Box => this.map!.bounds(0), draw: () => drawBox(this.map!, (this.drawing = new AbortController()).signal) };
    const form = new QuestionForm(question, this.desk, given, boxes, (values) => {
      this.shownQuestion = JSON.stringify([question.id, values]);
      this.desk.view.change({ question: { ask: question.id, ...values } });
      void this.ask(question, values);
    });
    fill(this.formHolder, form.element);
    this.answer.tell('Nothing asked yet.');
    if (Object.keys(given).length > 0 && question.fields.every((one) => !('isNeeded' in one) || !one.isNeeded || (given[one.name] ?? '') !== '')) {
      const values = form.read();
      if (values !== null) {
        void this.ask(question, values);
      }
    }
  }

  private async ask(question: Question, values: Readonly<Record<string, string>>): Promise<void> {
    const asked: Asked = { values };
    const begun = performance.now();
    const elapsed = h('span', {});
    this.answer.tell('Asking …', h('p', {}, elapsed, ' ', h('button', { type: 'button', onclick: () => this.asking.stop() }, 'Stop')));
    const tick = setInterval(() => say(elapsed, span(performance.now() - begun)), 1_000);
    const ending = await this.asking.run((signal) => question.ask(asked, signal));
    clearInterval(tick);
    switch (ending.is) {
      case 'done':
        this.draw(question, asked, ending.answer);
        this.answer.show(question, asked, ending.answer, performance.now() - begun);
        break;
      case 'stopped':
        this.answer.tell('Stopped.', h('button', { type: 'button', onclick: () => void this.ask(question, values) }, 'Ask again'));
        break;
      case 'failed': {
        const problem = Problem.from(ending.failure);
        this.answer.fail(problem.message, [problem.metadata['candidates'] ?? ''].filter((text) => text !== ''), () => void this.ask(question, values));
        break;
      }
      case 'overtaken':
        break;
    }
  }

  private draw(question: Question, { values }: Asked, { features }: Answer): void {
    const box = readBox(values['bbox'] ?? '');
    const isOfBox = typeof box !== 'string';
    this.map?.set(question.id === 'track' ? 'track' : 'answer', isOfBox ? collection([boxFeature(box), ...features.features]) : features);
    const places = isOfBox ? [[box[0], box[1]], [box[2], box[3]]] : features.features.flatMap(({ geometry }) => (geometry.type === 'Point' ? [geometry.coordinates] : geometry.type === 'LineString' ? geometry.coordinates : []));
    if (places.length > 0 && !(isOfBox && isInside(box, this.map!.bounds(0.01)))) {
      this.map?.fit(places.map(([longitude, latitude]) => ({ longitude: longitude!, latitude: latitude! })), 50, 12);
    }
  }

  private showThen(row: Row): void {
    this.desk.view.change({ page: 'watch', mmsi: row.mmsi!, alertId: null, assetId: null, at: Date.parse(row.since!), question: {}, ...(row.at === undefined ? {} : { centre: [row.at[0], row.at[1], 10] as const }) });
  }
}
