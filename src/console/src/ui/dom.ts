export type Child = Node | string | null | undefined | false;

type Listeners = { readonly [K in keyof HTMLElementEventMap as `on${K}`]?: (event: HTMLElementEventMap[K]) => void };
export type Props = Listeners & { readonly class?: string } & Readonly<Record<string, unknown>>;

/**
 * Makes an element. Names that begin with `on` listen, `class` and names with a hyphen become attributes, true and false attributes are there or not;
 * the rest are properties. Text is text: nothing of a stranger's is ever taken for markup.
 */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props?: Props, ...children: Child[]): HTMLElementTagNameMap[K];
export function h(tag: string, props?: Props, ...children: Child[]): HTMLElement;
export function h(tag: string, props: Props = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) {
      continue;
    }
    if (name.startsWith('on') && typeof value === 'function') {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (name === 'class' || name === 'for' || name === 'role' || name === 'list' || name.includes('-')) {
      setAttribute(element, name, value);
    } else {
      (element as unknown as Record<string, unknown>)[name] = value;
    }
  }
  append(element, children);
  return element;
}

/** Replaces what is in an element. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

const written = new WeakMap<Element, string>();

/**
 * Writes what is in an element anew only where it says something else than before: a button must not vanish under a hand because a ship has moved on.
 * What was unfolded stays so, and the focus stays on the same action.
 */
export function refill(element: HTMLElement, says: unknown, build: () => Child): void {
  const text = JSON.stringify(says) ?? '';
  if (written.get(element) === text) {
    return;
  }
  written.set(element, text);
  const wasOpen = [...element.querySelectorAll('details')].map(({ open }) => open);
  const action = document.activeElement instanceof HTMLElement && element.contains(document.activeElement) ? document.activeElement.dataset['action'] : undefined;
  fill(element, build());
  [...element.querySelectorAll('details')].forEach((details, place) => {
    details.open = wasOpen[place] ?? false;
  });
  if (action !== undefined) {
    element.querySelector<HTMLElement>(`[data-action="${action}"]`)?.focus();
  }
}

/** Changes a text only where it is another: a live region must not say the same again, and nothing is laid out for nothing. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function setAttribute(element: Element, name: string, value: unknown): void {
  if (value === false || value === null || value === undefined) {
    element.removeAttribute(name);
  } else {
    const text = value === true && !name.startsWith('aria-') ? '' : String(value);
    if (element.getAttribute(name) !== text) {
      element.setAttribute(name, text);
    }
  }
}

/** A list of things brought up to date in place: what stays keeps its element, and with it the focus. */
export class KeyedList<T> {
  private readonly elements = new Map<string, HTMLElement>();

  constructor(
    private readonly parent: HTMLElement,
    private readonly key: (item: T) => string,
    private readonly make: (item: T) => HTMLElement,
    private readonly update: (element: HTMLElement, item: T) => void,
  ) {}

  show(items: readonly T[]): void {
    const wanted = new Set(items.map(this.key));
    for (const [key, element] of this.elements) {
      if (!wanted.has(key)) {
        element.remove();
        this.elements.delete(key);
      }
    }
    let place: ChildNode | null = this.parent.firstChild;
    for (const item of items) {
      const key = this.key(item);
      let element = this.elements.get(key);
      if (element === undefined) {
        element = this.make(item);
        this.elements.set(key, element);
      }
      this.update(element, item);
      if (element === place) {
        place = place.nextSibling;
      } else {
        this.parent.insertBefore(element, place);
      }
    }
  }

  element(key: string): HTMLElement | undefined {
    return this.elements.get(key);
  }
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
}
