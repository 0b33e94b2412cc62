import { NORTH_SEA, readView, writeView, type ViewState } from '../state/view.ts';
import { KeyedList, h, say } from './dom.ts';
import { store, stored } from './stored.ts';

/** A view that a person has given a name to, as its address. */
export interface SavedView {
  readonly name: string;
  /** Path and query; the host is where the page is. */
  readonly address: string;
}

const KEY = 'maritimewatch.views';

/** Views that are kept at most, and letters of a name. */
const MOST = 50;
const LONGEST = 60;

/** Whether what was kept are such views: an address must be one of this page. */
export function areViews(kept: unknown): kept is readonly SavedView[] {
  return Array.isArray(kept) && kept.length <= MOST && kept.every((one: unknown) => typeof one === 'object' && one !== null && typeof (one as SavedView).name === 'string' && typeof (one as SavedView).address === 'string' && /^\/(watch|analysis|supervision)(\?|$)/.test((one as SavedView).address));
}

/** The views with one more, in the order of their names; a name that is there already goes to the new one. A text is what is wrong. */
export function withView(views: readonly SavedView[], name: string, address: string): readonly SavedView[] | string {
  const called = name.trim();
  if (called === '' || called.length > LONGEST) {
    return `A name of up to ${LONGEST} letters.`;
  }
  const others = views.filter((one) => one.name !== called);
  return others.length >= MOST ? `${MOST} views are kept; delete one first.` : [...others, { name: called, address }].sort((a, b) => a.name.localeCompare(b.name));
}

/** Views of a person's own: what stands in the address, under a name, kept on this machine. Opens as a menu of the head. */
export function savedViews(state: ViewState): HTMLElement {
  let views = stored<readonly SavedView[]>(KEY, [], areViews);
  const said = h('p', { class: 'wrong', role: 'alert' });
  const none = h('p', { class: 'hint' }, 'None yet.');
  const list = h('ul', {});
  const shown = new KeyedList<SavedView>(list, ({ name, address }) => `${name}\n${address}`, (one) => h('li', {}, h('a', { href: one.address, onclick: (event) => (event.preventDefault(), go(one)) }, one.name), h('button', { type: 'button', class: 'quiet', 'aria-label': `Delete ${one.name}`, onclick: () => keep(views.filter((other) => other !== one)) }, '✕')), () => {});
  const keep = (next: readonly SavedView[]): void => {
    views = next;
    say(said, store(KEY, next) ? '' : 'This browser keeps nothing: the view is gone when the page is closed.');
    none.hidden = views.length > 0;
    shown.show(views);
  };
  const go = (one: SavedView): void => {
    state.change(readView(new URL(one.address, location.href), NORTH_SEA));
    menu.open = false;
  };
  const name = h('input', { maxLength: LONGEST, placeholder: 'Name of this view', 'aria-label': 'Name of this view' });
  const form = h('form', { class: 'buttons', noValidate: true }, name, h('button', { type: 'submit' }, 'Save'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const next = withView(views, name.value, writeView(state.view));
    if (typeof next === 'string') {
      say(said, next);
    } else {
      name.value = '';
      keep(next);
    }
  });
  const menu = h('details', { class: 'views' }, h('summary', {}, 'Views'), h('div', { class: 'panel' }, form, said, none, list));
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) {
      event.stopPropagation();
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });
  none.hidden = views.length > 0;
  shown.show(views);
  return menu;
}
