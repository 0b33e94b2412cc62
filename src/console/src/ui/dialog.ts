import { Problem } from '../api/problem.ts';
import { h, say, type Child } from './dom.ts';

/** A question in a dialog of the browser's own: it keeps the focus inside, Esc leaves it, and the focus goes back to where it was. */
export interface Question<T> {
  readonly title: string;
  readonly body: readonly Child[];
  readonly accept: string;
  /** Reads the answer; a text is what is wrong with it. */
  readonly read: () => T | string;
  /** Does it; the dialog stays, with the reason, where that fails. */
  readonly act: (answer: T) => Promise<void>;
}

export function ask<T>({ title, body, accept, read, act }: Question<T>): Promise<boolean> {
  return new Promise((resolve) => {
    let isDone = false;
    const wrong = h('p', { class: 'wrong', role: 'alert' });
    const yes = h('button', { type: 'submit', class: 'primary' }, accept);
    const form = h(
      'form',
      { method: 'dialog', class: 'question', noValidate: true },
      h('h2', { id: 'question-title' }, title),
      ...body,
      wrong,
      h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'), yes),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const answer = read();
      if (typeof answer === 'string') {
        say(wrong, answer);
        return;
      }
      yes.disabled = true;
      act(answer).then(
        () => {
          isDone = true;
          dialog.close();
        },
        (failure: unknown) => {
          yes.disabled = false;
          say(wrong, Problem.from(failure).message);
        },
      );
    });
    const dialog = h('dialog', { class: 'panel', 'aria-labelledby': 'question-title' }, form);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(isDone);
    });
    // Keys of the desk must not act behind it.
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function field(label: string, control: HTMLElement, hint = ''): HTMLElement {
  return h('label', { class: 'field' }, h('span', {}, label), control, hint === '' ? null : h('small', {}, hint));
}
