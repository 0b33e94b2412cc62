import { Problem } from '../api/problem.ts';
import { announce } from './announce.ts';
import { h } from './dom.ts';

/** Milliseconds for which a note stays. */
const STAYS = 8_000;

const notes = h('div', { class: 'notes' });

export function noteArea(): HTMLElement {
  return notes;
}

/** Says something that needs no answer. */
export function note(text: string, isWrong = false): void {
  const element = h('div', { class: isWrong ? 'note wrong' : 'note' }, h('span', {}, text), h('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', onclick: () => element.remove() }, '✕'));
  notes.append(element);
  announce(text, isWrong);
  setTimeout(() => element.remove(), STAYS);
}

export function noteProblem(what: string, failure: unknown): void {
  note(`${what}: ${Problem.from(failure).message}`, true);
}
