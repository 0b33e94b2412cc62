import { h } from './dom.ts';
import { storeText, storedText } from './stored.ts';

const KEYS: readonly (readonly [string, string])[] = [
  ['J, K', 'next, previous alert'],
  ['Enter', 'show the chosen alert on the map; once more: go to why'],
  ['A', 'acknowledge the chosen alert'],
  ['N, G', 'note; give it to somebody'],
  ['H, C', 'shelve it (hold); close it'],
  ['X', 'pick it, to act on several together'],
  ['S', 'silence for 30 s'],
  ['Esc', 'close what is open'],
  ['/', 'search'],
  ['?', 'this help'],
];

const LETTERS = 'maritimewatch.letters';

/** Whether single letters are commands (WCAG 2.2, 2.1.4: who speaks to his machine must be able to turn them off). */
export function lettersAct(): boolean {
  return storedText(LETTERS) !== 'off';
}

/** The keys of the desk. */
export function help(): void {
  const letters = h('input', { type: 'checkbox', checked: lettersAct(), onchange: () => storeText(LETTERS, letters.checked ? 'on' : 'off') });
  const dialog = h(
    'dialog',
    { class: 'panel', 'aria-label': 'Keys' },
    h('h2', {}, 'Keys'),
    h('dl', {}, ...KEYS.flatMap(([key, does]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, does)])),
    h('label', { class: 'check' }, letters, 'Letters are commands'),
    h('form', { method: 'dialog' }, h('button', { type: 'submit', class: 'primary' }, 'Close')),
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
}
