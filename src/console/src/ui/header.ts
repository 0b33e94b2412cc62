import { forget, rememberOperator } from '../api/session.ts';
import type { Desk } from '../state/desk.ts';
import { onPulse } from '../state/pulse.ts';
import type { View } from '../state/view.ts';
import { h, say, setAttribute } from './dom.ts';
import { help } from './help.ts';
import { onFault } from '../faults.ts';
import { announce } from './announce.ts';
import { PALETTES, brilliance, chooseBrilliance, choosePalette, palette } from './palette.ts';
import { savedViews } from './savedViews.ts';
import { utc } from './time.ts';

const PAGES: readonly (readonly [View['page'], string])[] = [
  ['watch', 'Watch'],
  ['analysis', 'Analysis'],
  ['supervision', 'Supervision'],
];

/** The head of every page: where one is, UTC, how true the picture is, whether all of it is an exercise, and who one is. */
export class Header {
  readonly element: HTMLElement;
  private readonly clock = h('time', { class: 'utc', title: 'Coordinated Universal Time, by the service’s clock' });
  private readonly local = h('small', { class: 'local' });
  private readonly link = h('span', { class: 'link-state' });
  private readonly feeds = h('span', { class: 'feeds', hidden: true });
  private readonly chart = h('strong', { class: 'missing', role: 'alert', hidden: true });
  private readonly broken = h('button', { type: 'button', class: 'missing', hidden: true, onclick: () => location.reload() });
  private readonly version: string;
  private said: string | null = null;
  private readonly exercise = h('strong', { class: 'exercise', hidden: true });
  private readonly links = new Map<View['page'], HTMLAnchorElement>();

  constructor(private readonly desk: Desk, pages: readonly View['page'][]) {
    this.version = desk.facts.version;
    onFault((what) => {
      this.broken.hidden = false;
      say(this.broken, 'CONSOLE FAULT: reload');
      this.broken.title = what;
    });
    const nav = h('nav', { 'aria-label': 'Pages' });
    for (const [page, name] of PAGES.filter(([page]) => pages.includes(page))) {
      const link = h('a', { href: `/${page}`, onclick: (event) => (event.preventDefault(), desk.view.change({ page })) }, name);
      this.links.set(page, link);
      nav.append(link);
    }
    const bright = h('input', { type: 'range', min: '30', max: '100', value: String(brilliance()), 'aria-label': 'Brilliance', oninput: () => chooseBrilliance(Number(bright.value)) });
    const choice = h('select', { 'aria-label': 'Palette', onchange: () => choosePalette(choice.value as (typeof PALETTES)[number]) }, ...PALETTES.map((name) => h('option', { value: name, selected: name === palette() }, name)));
    this.element = h(
      'header',
      { class: 'head' },
      h('span', { class: 'brand' }, 'MaritimeWatch'),
      nav,
      this.exercise,
      this.link,
      this.feeds,
      this.chart,
      this.broken,
      h('span', { class: 'spacer' }),
      h('span', { class: 'marking', title: 'Label of all that is shown (Traffic Light Protocol 2.0)' }, desk.facts.marking),
      h('span', { class: 'clocks' }, this.clock, this.local),
      savedViews(desk.view),
      h('details', { class: 'look' }, h('summary', {}, 'Display'), h('div', { class: 'panel' }, h('label', { class: 'field' }, h('span', {}, 'Palette'), choice), h('label', { class: 'field' }, h('span', {}, 'Brilliance'), bright))),
      h(
        'details',
        { class: 'who' },
        h('summary', {}, desk.access.name),
        h(
          'div',
          { class: 'panel' },
          h('p', {}, [...desk.access.roles, ...desk.access.grants].join(', ') || 'open service'),
          desk.facts.sectors.length === 0 ? null : h('p', {}, `Sectors: ${desk.facts.sectors.join(', ')}`),
          h('p', { class: 'hint' }, `MaritimeWatch ${desk.facts.version} · `, h('a', { href: '/licences.md', target: '_blank', rel: 'noopener' }, 'Licences')),
          h('button', { type: 'button', onclick: help }, 'Keys (?)'),
          h('button', { type: 'button', onclick: () => this.leave() }, 'Sign out'),
        ),
      ),
    );
    onPulse(() => this.show());
    desk.onFacts(() => this.show());
    desk.view.onChange(() => this.show());
    this.show();
  }

  private show(): void {
    const now = this.desk.clock.now();
    say(this.clock, utc(now));
    say(this.local, new Date(now).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }));
    const { is, sentence } = this.desk.honesty();
    setAttribute(this.link, 'data-state', is);
    say(this.link, this.desk.view.view.at === null ? sentence : `alerts ${sentence}; map in the past`);
    if (this.said !== is) {
      // Aloud only when it changes: a sentence that counts seconds would never end.
      if (this.said !== null || is !== 'live') {
        announce(is === 'live' ? 'The picture is live' : sentence, is === 'lost');
      }
      this.said = is;
    }
    const { feeds, chartMissingBecause } = this.desk;
    this.feeds.hidden = feeds === null || feeds.all === 0;
    say(this.feeds, feeds === null ? '' : `${feeds.live} of ${feeds.all} ${feeds.all === 1 ? 'feed' : 'feeds'}`);
    setAttribute(this.feeds, 'data-state', feeds !== null && feeds.live < feeds.all ? 'old' : 'live');
    this.feeds.title = 'Feeds that bring traffic; Supervision says more';
    this.chart.hidden = chartMissingBecause === null;
    say(this.chart, chartMissingBecause === null ? '' : `CHART MISSING: ${chartMissingBecause}`);
    if (this.desk.facts.version !== this.version) {
      this.broken.hidden = false;
      say(this.broken, 'NEW VERSION: reload');
    }
    const { exercise, exerciseBecause } = this.desk.facts;
    this.exercise.hidden = !exercise;
    say(this.exercise, exerciseBecause === 'REPLAYED' ? 'EXERCISE – replayed traffic' : 'EXERCISE');
    for (const [page, link] of this.links) {
      setAttribute(link, 'aria-current', page === this.desk.view.view.page ? 'page' : null);
    }
  }

  private leave(): void {
    forget();
    rememberOperator('');
    location.reload();
  }
}
