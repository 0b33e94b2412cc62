import { Problem } from '../api/problem.ts';
import { announce } from './announce.ts';
import { h } from './dom.ts';

/** Milliseconds for which a note stays; one that something went wrong stays until somebody has seen it. */
const STAYS = 8_000;

/** Notes that are shown at most; the newest stay. */
const MOST = 5;

const notes = h('div', { class: 'notes' });

export function noteArea(): HTMLElement {
  return notes;
}

/** Says something that needs no answer. */
export function note(text: string, isWrong = false): void {
  const element = h('div', { class: isWrong ? 'note wrong' : 'note' }, h('span', {}, text), h('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', onclick: () => element.remove() }, '✕'));
  // The same again says nothing new.
  [...notes.children].filter((one) => one.firstChild?.textContent === text).forEach((one) => one.remove());
  notes.append(element);
  while (notes.children.length > MOST) {
    notes.firstChild!.remove();
  }
  announce(text, isWrong);
  if (!isWrong) {
    setTimeout(() => element.remove(), STAYS);
  }
}

export function noteProblem(what: string, failure: unknown): void {
  note(`${what}: ${Problem.from(failure).message}`, true);
}
