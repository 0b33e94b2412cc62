import { get } from '../api/client.ts';
import { Problem, isAborted } from '../api/problem.ts';
import type { Vessel } from '../api/types.ts';
import { mmsiText } from '../alerts/words.ts';
import type { Desk } from '../state/desk.ts';
import { fill, h, setAttribute } from '../ui/dom.ts';
import { named, nameOr } from './names.ts';
import { plain } from '../ui/plain.ts';

/** Milliseconds after the last letter before the service is asked. */
const REST = 200;

/** Found vessels that are offered. */
const MOST = 12;

/** Search by MMSI, IMO number, call sign or name (a combobox after the ARIA practices: arrows choose, Enter takes, Esc leaves). Assets by name as well. */
export class Search {
  readonly element: HTMLElement;
  private readonly input = h('input', { type: 'search', placeholder: 'MMSI, IMO, call sign, name, asset', role: 'combobox', 'aria-label': 'Search vessels and assets', 'aria-expanded': 'false', 'aria-controls': 'found', 'aria-autocomplete': 'list', autocomplete: 'off', maxLength: 100, oninput: () => this.changed(), onkeydown: (event) => this.key(event), onblur: () => setTimeout(() => document.activeElement !== this.input && this.close(), 200) });
  private readonly found = h('ul', { id: 'found', role: 'listbox', class: 'found', hidden: true, 'aria-label': 'Found' });
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private asking = new AbortController();
  private choices: { readonly text: string; readonly hint: string; readonly take: () => void }[] = [];
  private at = -1;

  constructor(
    private readonly desk: Desk,
    private readonly takeVessel: (vessel: Vessel) => void,
    private readonly takeAsset: (assetId: string) => void,
  ) {
    this.element = h('div', { class: 'search', role: 'search' }, this.input, this.found);
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  private changed(): void {
    clearTimeout(this.waiting);
    this.asking.abort();
    const text = this.input.value.trim();
    if (text.length < 2) {
      this.close();
      return;
    }
    // What was found for other letters is no answer to these: Enter must not take it.
    this.offer([], 'Searching …');
    this.waiting = setTimeout(() => void this.ask(text), REST);
  }

  private async ask(text: string): Promise<void> {
    const { signal } = (this.asking = new AbortController());
    const small = text.toLowerCase();
    const assets = this.desk.chart.assets.filter(({ id, name }) => `${name ?? ''} ${id}`.toLowerCase().includes(small)).slice(0, 5);
    try {
      const { vessels = [] } = await get<{ vessels?: Vessel[] }>('/api/v1/vessels', { query: text, pageSize: MOST }, signal);
      this.offer(
        [
          ...vessels.map((vessel) => ({ text: nameOr(vessel.name, vessel.mmsi), hint: [mmsiText(vessel.mmsi), vessel.imo === undefined ? '' : `IMO ${vessel.imo}`, plain(vessel.callSign ?? ''), vessel.shipType ?? ''].filter((part) => part !== '').join(' · '), take: () => this.takeVessel(vessel) })),
          ...assets.map((asset) => ({ text: plain(asset.name ?? asset.id), hint: (asset.category ?? '').replaceAll('_', ' '), take: () => this.takeAsset(asset.id) })),
        ],
        'Nothing is called that.',
      );
    } catch (failure) {
      if (!isAborted(failure)) {
        this.offer([], Problem.from(failure).message);
      }
    }
  }

  private offer(choices: typeof this.choices, otherwise: string): void {
    this.choices = choices;
    this.at = choices.length > 0 ? 0 : -1;
    fill(
      this.found,
      ...choices.map((choice, place) => h('li', { id: `found-${place}`, role: 'option', onpointerdown: (event) => (event.preventDefault(), this.take(place)) }, h('strong', {}, named(choice.text)), h('small', {}, choice.hint))),
      choices.length === 0 ? h('li', { class: 'hint', role: 'option', 'aria-disabled': 'true' }, otherwise) : null,
    );
    this.found.hidden = false;
    setAttribute(this.input, 'aria-expanded', 'true');
    this.mark();
  }

  private key(event: KeyboardEvent): void {
    // Letters typed here are no commands of the desk.
    event.stopPropagation();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.at = Math.max(0, Math.min(this.choices.length - 1, this.at + (event.key === 'ArrowDown' ? 1 : -1)));
      this.mark();
    } else if (event.key === 'Enter' && this.at >= 0) {
      this.take(this.at);
    } else if (event.key === 'Escape') {
      this.close();
      this.input.blur();
    }
  }

  private take(place: number): void {
    const choice = this.choices[place];
    if (choice !== undefined) {
      this.close();
      this.input.value = choice.text;
      choice.take();
    }
  }

  private mark(): void {
    [...this.found.children].forEach((item, place) => setAttribute(item, 'aria-selected', String(place === this.at)));
    setAttribute(this.input, 'aria-activedescendant', this.at < 0 ? null : `found-${this.at}`);
  }

  private close(): void {
    clearTimeout(this.waiting);
    this.asking.abort();
    this.choices = [];
    this.at = -1;
    this.found.hidden = true;
    setAttribute(this.input, 'aria-expanded', 'false');
    setAttribute(this.input, 'aria-activedescendant', null);
  }
}
