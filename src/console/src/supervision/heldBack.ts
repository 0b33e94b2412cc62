import { heldBack, type HeldBackList } from '../alerts/heldBack.ts';
import { KIND_NAMES, kindWords, mmsiText } from '../alerts/words.ts';
import type { Desk } from '../state/desk.ts';
import { h, say, type Child } from '../ui/dom.ts';
import { utc } from '../ui/time.ts';
import { Panel, table } from './panel.ts';

/** Situations that are shown at most. */
const MOST = 100;

/** An MMSI as a filter has it; a text is what is wrong with it, null is none. */
export function readMmsi(text: string): number | string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : /^\d{1,9}$/.test(trimmed) && Number(trimmed) > 0 ? Number(trimmed) : 'An MMSI has up to nine digits.';
}

/** What the rules saw and did not raise, each with its reason: nothing is hidden by being held back. */
export class HeldBackPanel extends Panel<HeldBackList> {
  private readonly kind = h('select', { 'aria-label': 'Kind', onchange: () => void this.load(true) }, h('option', { value: '' }, 'Every kind'), ...KIND_NAMES.map((name) => h('option', { value: name }, kindWords(name))));
  private readonly mmsi = h('input', { placeholder: 'MMSI', 'aria-label': 'MMSI', inputMode: 'numeric', size: 10, maxLength: 9 });
  private readonly said = h('p', { class: 'wrong', role: 'alert' });

  constructor(desk: Desk) {
    super(desk, 'Held back', 60);
    const form = h('form', { class: 'buttons', noValidate: true }, this.kind, this.mmsi, h('button', { type: 'submit' }, 'Filter'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const read = readMmsi(this.mmsi.value);
      say(this.said, typeof read === 'string' ? read : '');
      if (typeof read !== 'string') {
        void this.load(true);
      }
    });
    this.tools.append(form, this.said);
  }

  protected async ask(signal: AbortSignal): Promise<HeldBackList> {
    const mmsi = readMmsi(this.mmsi.value);
    return heldBack(MOST, this.kind.value, typeof mmsi === 'number' ? mmsi : null, signal);
  }

  protected write({ total, heldBack }: HeldBackList): Child[] {
    const assets = new Map(this.desk.chart.assets.map((asset) => [asset.id, asset.name ?? asset.id]));
    return [
      h('p', { class: 'hint' }, `Situations that fitted a rule and were explained: ${total.toLocaleString('en')} since the service began${heldBack.length === MOST ? `; the newest ${MOST} are shown` : ''}.`),
      table(
        ['Since', 'Judged', 'Would have been', 'Vessel', 'Asset', 'Held back because'],
        heldBack.map((one, place) => [
          utc(one.since, false),
          utc(one.eventTime, false),
          kindWords(one.kind),
          h('button', { type: 'button', class: 'link', 'data-action': `held-${place}`, onclick: () => this.desk.view.change({ page: 'watch', mmsi: one.mmsi, alertId: null, assetId: null }) }, mmsiText(one.mmsi)),
          one.assetId === undefined ? '–' : (assets.get(one.assetId) ?? one.assetId),
          one.reason,
        ]),
        'Nothing of that kind.',
      ),
    ];
  }
}
