import { h } from './dom.ts';

export interface MenuEntry {
  readonly text: string;
  readonly act: () => void;
}

/** A menu at a place of the screen; Esc or a click elsewhere closes it, arrows go through it. */
export function openMenu(x: number, y: number, title: string, entries: readonly MenuEntry[]): void {
  const back = document.activeElement as HTMLElement | null;
  const menu = h('menu', { class: 'menu panel', role: 'menu', 'aria-label': title });
  const close = (): void => {
    menu.remove();
    removeEventListener('pointerdown', away, true);
    back?.focus();
  };
  const away = (event: Event): void => {
    if (!menu.contains(event.target as Node)) {
      close();
    }
  };
  const buttons = entries.map(({ text, act }) => h('button', { type: 'button', role: 'menuitem', onclick: () => (close(), act()) }, text));
  menu.append(h('li', { class: 'hint', role: 'presentation' }, title), ...buttons.map((button) => h('li', { role: 'presentation' }, button)));
  menu.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === 'Escape' || event.key === 'Tab') {
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      buttons.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % buttons.length)?.focus();
    }
  });
  document.body.append(menu);
  menu.style.left = `${Math.min(x, innerWidth - menu.offsetWidth - 8)}px`;
  menu.style.top = `${Math.min(y, innerHeight - menu.offsetHeight - 8)}px`;
  addEventListener('pointerdown', away, true);
  buttons[0]?.focus();
}
