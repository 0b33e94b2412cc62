import { isClosed, priorityOf } from '../alerts/book.ts';
import { facts, section } from '../alerts/detail.ts';
import { kindWords, severityWord, vesselName } from '../alerts/words.ts';
import type { Alert } from '../api/types.ts';
import type { ChartedAsset } from '../geo/chart.ts';
import { distanceBetween } from '../geo/geodesy.ts';
import type { Desk } from '../state/desk.ts';
import { h, refill } from '../ui/dom.ts';
import { clockTime, utc } from '../ui/time.ts';
import { actionOf, named } from '../vessels/names.ts';

/** What is charted of one asset, whom to call, and its alerts. */
export class AssetCard {
  readonly element = h('section', { class: 'asset-card panel', 'aria-label': 'Asset', hidden: true });

  constructor(
    private readonly desk: Desk,
    private readonly calls: { readonly close: () => void; readonly fit: (asset: ChartedAsset) => void },
  ) {}

  hide(): void {
    this.element.hidden = true;
  }

  show(assetId: string): void {
    const asset = this.desk.chart.assets.find((one) => one.id === assetId);
    const alerts = this.desk.book.all.filter((alert) => alert.latestEvent.asset?.id === assetId && !isClosed(alert));
    this.element.hidden = false;
    // Only where it says something else: a contact that is being copied must not vanish under the hand.
    refill(this.element, [assetId, asset !== undefined, alerts.map((alert) => [alert.alertId, priorityOf(alert), alert.latestEvent.vessel, alert.latestEvent.since])], () => this.card(assetId, asset, alerts));
  }

  private card(assetId: string, asset: ChartedAsset | undefined, alerts: readonly Alert[]): HTMLElement {
    const head = (name: string): HTMLElement => h('header', {}, h('h2', {}, named(name)), h('button', { type: 'button', class: 'quiet', 'data-action': 'close', 'aria-label': 'Close asset', onclick: this.calls.close }, '✕'));
    if (asset === undefined) {
      return h('div', {}, head(assetId), h('p', { class: 'hint' }, 'No asset of that id is charted.'));
    }
    return h(
      'div',
      {},
      head(asset.name ?? asset.id),
      h('div', { class: 'buttons' }, h('button', { type: 'button', 'data-action': 'fit', onclick: () => this.calls.fit(asset) }, 'Show all of it'), h('button', { type: 'button', 'data-action': 'suspects', onclick: () => this.desk.view.change({ page: 'analysis', question: { ask: 'suspects', assetId } }) }, 'Who was there?')),
      section(
        'As charted',
        facts([
          ['Category', (asset.category ?? '').replaceAll('_', ' ')],
          ['Status', (asset.status ?? '').replaceAll('_', ' ')],
          ['Operator', asset.operator === undefined ? null : named(asset.operator)],
          ['Contact', asset.contact === undefined ? null : named(asset.contact)],
          ['Length', asset.isArea ? null : `${(length(asset) / 1_000).toFixed(1)} km`],
          ['Burial depth', asset.buriedDepthMetres === undefined ? null : `${asset.buriedDepthMetres} m`],
          ['Doubt of its place', asset.positionalSigmaMetres === undefined ? null : `${asset.positionalSigmaMetres} m (one standard deviation)`],
          ['Valid', [asset.validFrom === undefined ? '' : `from ${utc(asset.validFrom, false)}`, asset.validTo === undefined ? '' : `until ${utc(asset.validTo, false)}`].filter((part) => part !== '').join(' ')],
          ['Source', asset.source],
          ['Label', this.desk.facts.marking],
          ['Id', asset.id],
        ]),
      ),
      section(
        'Alerts',
        alerts.length === 0
          ? h('p', { class: 'hint' }, 'None open.')
          : h('ul', {}, ...alerts.map((alert) => h('li', {}, h('button', { type: 'button', class: 'link', 'data-action': actionOf('alert', alert.alertId), onclick: () => this.desk.view.change({ alertId: alert.alertId }) }, `${severityWord(priorityOf(alert))}: ${kindWords(alert.latestEvent.kind)}`), ' ', named(vesselName(alert.latestEvent.vessel)), `, since ${clockTime(alert.latestEvent.since)}`))),
      ),
    );
  }
}

function length(asset: ChartedAsset): number {
  return asset.lines.reduce((sum, line) => sum + line.slice(1).reduce((metres, point, place) => metres + distanceBetween(line[place]!, point), 0), 0);
}
