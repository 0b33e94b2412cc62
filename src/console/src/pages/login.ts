import { get } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { forget, isName, operator, remember, rememberOperator, token } from '../api/session.ts';
import type { Access, ConsoleFacts } from '../api/types.ts';
import { ask, field } from '../ui/dialog.ts';
import { fill, h, say } from '../ui/dom.ts';
import { readToken, waitingWords } from './loginWords.ts';

/** Who we are, and what we look at. */
export interface Entry {
  readonly access: Access;
  readonly facts: ConsoleFacts;
}

/** Lets a person in: with a token where the service asks for one, with a name where it asks nobody. Resolves when the service has said yes. */
export async function enter(holder: HTMLElement): Promise<Entry> {
  const waiting = new Waiting(holder);
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
        await waiting.for(problem);
      }
    }
  }
}

/**
 * Asks for a new token over the running desk, which goes on showing what it had; resolves with who we are now when the service has taken it. Whoever calls
 * opens the streams anew then, and the page where somebody else has signed in. A dialog that is open already is not opened twice.
 */
export function signInAgain(): Promise<Entry> {
  again ??= askAgain().finally(() => (again = null));
  return again;
}

let again: Promise<Entry> | null = null;

async function known(): Promise<Entry> {
  const [access, facts] = await Promise.all([get<Access>('/api/v1/access'), get<ConsoleFacts>('/api/v1/console')]);
  return { access, facts };
}

async function askAgain(): Promise<Entry> {
  const input = tokenInput();
  let entry: Entry | null = null;
  await ask({
    title: 'Signed out: alerts are not followed',
    body: [h('p', {}, 'The service takes your token no more. What is shown is as old as the head of the page says.'), field('Token', input), h('p', { class: 'hint' }, 'It stays in this tab and is forgotten when that is closed.')],
    accept: 'Sign in',
    canBeLeft: false,
    read: () => {
      const given = readToken(input.value);
      return given === '' ? 'That is no token.' : { given };
    },
    act: async ({ given }) => {
      remember(given);
      entry = await known();
    },
  });
  return entry!;
}

function askToken(holder: HTMLElement, wrong: string): Promise<void> {
  return new Promise((resolve) => {
    const input = tokenInput();
    const said = h('p', { class: 'wrong', role: 'alert' }, wrong);
    fill(
      holder,
      frame(
        h('p', { id: 'login-hint' }, 'Your token stays in this tab and is forgotten when it is closed.'),
        form('Sign in', field('Token', input), said, () => {
          const text = readToken(input.value);
          if (text === '') {
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
        form('Begin the watch', field('Your name', input), said, () => {
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

/** The service is away, starts, or lets nobody in: says so, and tries again where that helps. It is built once, so that the focus stays and nothing is read out twice. */
class Waiting {
  private go: () => void = () => {};
  private readonly said = h('p', { class: 'wrong', role: 'alert' });
  private readonly other = h('button', { type: 'button', onclick: () => (forget(), this.go()) }, 'Sign in as somebody else');
  private readonly page = frame(this.said, h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: () => this.go() }, 'Try now'), this.other));

  constructor(private readonly holder: HTMLElement) {}

  for(problem: Problem): Promise<void> {
    const { text, seconds } = waitingWords(problem);
    this.other.hidden = token() === '';
    if (!this.page.isConnected) {
      fill(this.holder, this.page);
    }
    say(this.said, text);
    return new Promise((resolve) => {
      const timer = seconds === null ? undefined : setTimeout(resolve, seconds * 1_000);
      this.go = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function tokenInput(): HTMLInputElement {
  return h('input', { type: 'password', autocomplete: 'off', required: true, spellcheck: false });
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
