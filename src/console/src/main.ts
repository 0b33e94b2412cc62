import '@oicl/openbridge-webcomponents/dist/openbridge.css';
import './style.css';
import { AlertActions } from './alerts/actions.ts';
import { AlertBar } from './alerts/bar.ts';
import { whenSignedOut } from './api/client.ts';
import { AnalysisPage } from './pages/analysis.ts';
import { enter, signInAgain } from './pages/login.ts';
import type { Alert } from './api/types.ts';
import type { Page } from './pages/page.ts';
import { SupervisionPage, hasSupervision } from './pages/supervision.ts';
import { WatchPage } from './pages/watch.ts';
import { Desk } from './state/desk.ts';
import { fault } from './faults.ts';
import { ViewState, type View } from './state/view.ts';
import { liveRegions } from './ui/announce.ts';
import { blink } from './ui/blink.ts';
import { fill, h } from './ui/dom.ts';
import { Header } from './ui/header.ts';
import { help, lettersAct } from './ui/help.ts';
import { restorePalette } from './ui/palette.ts';
import { noteArea } from './ui/toast.ts';

/** Milliseconds for which the map waits at most until alerts are told and followed. */
const ALERTS_FIRST = 3_000;

const root = document.getElementById('console')!;

async function main(): Promise<void> {
  restorePalette();
  blink();
  const { access, facts } = await enter(root);
  const desk = new Desk(access, facts, new ViewState());
  const following = desk.follow();
  const actions = new AlertActions(desk);
  let unseen = 0;
  // What nobody has seen stands on the tab, for whoever looks at another one.
  const entitle = (): void => {
    const { page } = desk.view.view;
    document.title = `${unseen > 0 ? `(${unseen}) ` : ''}${page[0]!.toUpperCase()}${page.slice(1)} – MaritimeWatch`;
  };
  const bar = new AlertBar(
    desk,
    actions,
    (alert) => desk.choose(alert),
    (number) => {
      unseen = number;
      entitle();
    },
  );
  const names: readonly View['page'][] = ['watch', ...(desk.may('tracks_read') ? (['analysis'] as const) : []), ...(hasSupervision(desk) ? (['supervision'] as const) : [])];
  const shown = h('div', { class: 'pages' });
  fill(root, h('a', { class: 'unseen skip', href: '#alerts' }, 'Go to the alerts'), new Header(desk, names).element, bar.element, shown, noteArea(), ...liveRegions());
  whenSignedOut(() => {
    // Nobody follows the alerts now: that is an alarm.
    bar.also('signed out', 'SEVERITY_ALARM');
    void signInAgain().then((entry) => {
      bar.also('signed out', null);
      // Somebody else, or with other rights, gets a page of his own; the same goes on where he was.
      if (entry.access.name === desk.access.name && JSON.stringify(entry.access.scopes) === JSON.stringify(desk.access.scopes)) {
        desk.goOn();
      } else {
        location.reload();
      }
    });
  });
  // Alerts first: they are told and followed before the map is made, which may keep a slow graphics device busy for seconds.
  await Promise.race([following, new Promise((go) => setTimeout(go, ALERTS_FIRST))]);
  const watch = new WatchPage(desk, actions, () => desk.facts.station);
  const pages: Partial<Record<View['page'], Page>> = { watch, ...(names.includes('analysis') ? { analysis: new AnalysisPage(desk) } : {}), ...(names.includes('supervision') ? { supervision: new SupervisionPage(desk) } : {}) };
  watch.guardSound = { sound: (severity) => bar.also('guard', severity) };
  shown.append(...Object.values(pages).map((page) => page.element));

  const turnTo = (page: View['page']): void => {
    for (const [name, one] of Object.entries(pages)) {
      const isIt = name === (pages[page] === undefined ? 'watch' : page);
      if (isIt === one.element.hidden || one.element.dataset['was'] === undefined) {
        one.element.dataset['was'] = 'shown';
        one.element.hidden = !isIt;
        (isIt ? one.show : one.hide).call(one);
      }
    }
    entitle();
  };
  desk.view.onChange(({ page }, before) => page !== before.page && turnTo(page));
  turnTo(desk.view.view.page);

  const actOn = (key: string, alert: Alert | undefined): boolean => {
    if (alert === undefined) {
      return false;
    }
    const act = { n: actions.mayNote && ((one: Alert) => actions.comment(one)), g: actions.mayNote && ((one: Alert) => actions.assign(one)), h: actions.mayShelve && ((one: Alert) => actions.shelve(one)), c: actions.mayClose && ((one: Alert) => actions.close(one)), x: actions.mayNote && (() => watch.pickChosen()) }[key];
    if (act === undefined || act === false) {
      return false;
    }
    void act(alert);
    return true;
  };

  addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if ((event.key.length === 1 && !lettersAct()) || event.ctrlKey || event.metaKey || event.altKey || target.closest('input:not([type=checkbox]):not([type=range]), textarea, select, dialog') !== null) {
      return;
    }
    const page = pages[desk.view.view.page] ?? watch;
    if (page.key?.(event)) {
      event.preventDefault();
    } else if (event.key === 'a' || event.key === 'A') {
      // Only what is in sight, and once for each press.
      const alert = watch.chosen;
      if (desk.view.view.page === 'watch' && !event.repeat && alert !== undefined && actions.mayAcknowledge(alert)) {
        event.preventDefault();
        void actions.acknowledge(alert);
      }
    } else if (desk.view.view.page === 'watch' && !event.repeat && actOn(event.key.toLowerCase(), watch.chosen)) {
      event.preventDefault();
    } else if (event.key === 's' || event.key === 'S') {
      bar.sound.silence();
    } else if (event.key === '?') {
      help();
    }
  });

  // What the tests in a browser hear and see by; nothing that a page's own address does not show anyway.
  Object.assign(globalThis, { maritimewatch: { sound: bar.sound, desk, watch } });
}

main().catch((failure: unknown) => {
  fault('the console', failure);
  root.append(h('p', { class: 'wrong', role: 'alert' }, `The console cannot be shown: ${failure instanceof Error ? failure.message : String(failure)}. Alerts can also be followed with "maritimewatch alerts --watch".`));
});
