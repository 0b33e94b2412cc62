import { get } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { forget, isName, operator, remember, rememberOperator, token } from '../api/session.ts';
import type { Access, ConsoleFacts } from '../api/types.ts';
import { fill, h, say } from '../ui/dom.ts';

/** Milliseconds between attempts while the service cannot be reached. */
const AGAIN = 3_000;

/** Who we are, and what we look at. */
export interface Entry {
  readonly access: Access;
  readonly facts: ConsoleFacts;
}

/** Lets a person in: with a token where the service asks for one, with a name where it asks nobody. Resolves when the service has said yes. */
export async function enter(holder: HTMLElement): Promise<Entry> {
  while (true) {
    try {
      const entry = await known();
      if (!entry.facts.isOpen || operator() !== '') {
        // On a service that asks nobody, a person goes by the name that was given.
        return entry.facts.isOpen ? { ...entry, access: { ...entry.access, name: operator() } } : entry;
      }
      await askName(holder);
    } catch (failure) {
      const problem = Problem.from(failure);
      if (problem.status === 401) {
        const wrong = token() === '' ? '' : `The service does not take this token: ${problem.message}`;
        forget();
        await askToken(holder, wrong);
      } else {
        await wait(holder, problem);
      }
    }
  }
}

async function known(): Promise<Entry> {
  const [access, facts] = await Promise.all([get<Access>('/api/v1/access'), get<ConsoleFacts>('/api/v1/console')]);
  return { access, facts };
}

function askToken(holder: HTMLElement, wrong: string): Promise<void> {
  return new Promise((resolve) => {
    const input = h('input', { type: 'password', autocomplete: 'off', required: true, spellcheck: false, 'aria-describedby': 'login-hint' });
    const said = h('p', { class: 'wrong', role: 'alert' }, wrong);
    fill(
      holder,
      frame(
        h('p', { id: 'login-hint' }, 'Your token stays in this tab and is forgotten when it is closed.'),
        form('Sign in', h('label', { class: 'field' }, h('span', {}, 'Token'), input), said, () => {
          const text = input.value.trim().replace(/^Bearer\s+/i, '');
          if (text === '' || !/^[\x21-\x7e]+$/.test(text)) {
            say(said, 'That is no token.');
            return;
          }
          remember(text);
          resolve();
        }),
      ),
    );
    input.focus();
  });
}

function askName(holder: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const input = h('input', { autocomplete: 'off', required: true, maxLength: 100 });
    const said = h('p', { class: 'wrong', role: 'alert' });
    fill(
      holder,
      frame(
        h('p', {}, 'This service asks nobody who they are. Your name stands beside what you do.'),
        form('Begin the watch', h('label', { class: 'field' }, h('span', {}, 'Your name'), input), said, () => {
          if (!isName(input.value)) {
            say(said, 'Up to 100 characters, none of them invisible.');
            return;
          }
          rememberOperator(input.value.trim());
          resolve();
        }),
      ),
    );
    input.focus();
  });
}

/** The service is away, or starts: says so, and tries again. */
function wait(holder: HTMLElement, problem: Problem): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(go, (problem.retryAfter ?? AGAIN / 1_000) * 1_000);
    fill(
      holder,
      frame(
        h('p', { class: 'wrong', role: 'alert' }, problem.status === 403 ? `Not allowed: ${problem.message}` : `${problem.message}. Trying again every few seconds.`),
        h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: go }, 'Try now'), token() === '' ? null : h('button', { type: 'button', onclick: () => (forget(), go()) }, 'Sign in as somebody else')),
      ),
    );
  });
}

function frame(...body: HTMLElement[]): HTMLElement {
  return h('main', { class: 'login' }, h('div', { class: 'panel' }, h('h1', {}, 'MaritimeWatch'), ...body));
}

function form(accept: string, input: HTMLElement, said: HTMLElement, submit: () => void): HTMLFormElement {
  const made = h('form', { noValidate: true }, input, said, h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'primary' }, accept)));
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  return made;
}
