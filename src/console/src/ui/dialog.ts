import { Problem } from '../api/problem.ts';
import { h, say, setAttribute, type Child } from './dom.ts';
import { noteProblem } from './toast.ts';

/** A question in a dialog of the browser's own: it keeps the focus inside, Esc leaves it, and the focus goes back to where it was. */
export interface Question<T> {
  readonly title: string;
  readonly body: readonly Child[];
  readonly accept: string;
  /** Reads the answer; a text is what is wrong with it. */
  readonly read: () => T | string;
  /** Does it; the dialog stays, with the reason, where that fails. */
  readonly act: (answer: T) => Promise<void>;
  /** Whether it can be left without an answer; it can where nothing is said. */
  readonly canBeLeft?: boolean;
}

export function ask<T>({ title, body, accept, read, act, canBeLeft = true }: Question<T>): Promise<boolean> {
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
      h('div', { class: 'buttons' }, canBeLeft ? h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel') : null, yes),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (yes.disabled) {
        return;
      }
      const answer = read();
      if (typeof answer === 'string') {
        say(wrong, answer);
        return;
      }
      yes.disabled = true;
      setAttribute(form, 'aria-busy', 'true');
      act(answer).then(
        () => {
          isDone = true;
          dialog.close();
        },
        (failure: unknown) => {
          yes.disabled = false;
          setAttribute(form, 'aria-busy', null);
          if (dialog.open) {
            say(wrong, Problem.from(failure).message);
          } else {
            // Whoever has left it believes that it was done.
            noteProblem(title, failure);
          }
        },
      );
    });
    const dialog = h('dialog', { class: 'panel', 'aria-labelledby': 'question-title' }, form);
    dialog.addEventListener('cancel', (event) => {
      if (!canBeLeft) {
        event.preventDefault();
      }
    });
    dialog.addEventListener('close', () => {
      if (!canBeLeft && !isDone) {
        // Browsers close it all the same where Esc comes twice.
        dialog.showModal();
        return;
      }
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
