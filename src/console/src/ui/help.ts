import { h } from './dom.ts';

const KEYS: readonly (readonly [string, string])[] = [
  ['J, K', 'next, previous alert'],
  ['Enter', 'show the chosen alert on the map'],
  ['A', 'acknowledge the chosen alert'],
  ['S', 'silence for 30 s'],
  ['Esc', 'close what is open'],
  ['/', 'search'],
  ['?', 'this help'],
];

/** The keys of the desk. */
export function help(): void {
  const dialog = h(
    'dialog',
    { class: 'panel', 'aria-label': 'Keys' },
    h('h2', {}, 'Keys'),
    h('dl', {}, ...KEYS.flatMap(([key, does]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, does)])),
    h('form', { method: 'dialog' }, h('button', { type: 'submit', class: 'primary' }, 'Close')),
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
}
