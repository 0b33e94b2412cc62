import { isClosed, priorityOf } from '../alerts/book.ts';
import { facts, section } from '../alerts/detail.ts';
import { kindWords, severityWord, vesselName } from '../alerts/words.ts';
import type { ChartedAsset } from '../geo/chart.ts';
import { distanceBetween } from '../geo/geodesy.ts';
import type { Desk } from '../state/desk.ts';
import { fill, h } from '../ui/dom.ts';
import { clockTime, utc } from '../ui/time.ts';

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
    this.element.hidden = false;
    const head = (name: string): HTMLElement => h('header', {}, h('h2', {}, name), h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close asset', onclick: this.calls.close }, '✕'));
    if (asset === undefined) {
      fill(this.element, head(assetId), h('p', { class: 'hint' }, 'No asset of that id is charted.'));
      return;
    }
    const alerts = this.desk.book.all.filter((alert) => alert.latestEvent.asset?.id === assetId && !isClosed(alert));
    fill(
      this.element,
      head(asset.name ?? asset.id),
      h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: () => this.calls.fit(asset) }, 'Show all of it'), h('button', { type: 'button', onclick: () => this.desk.view.change({ page: 'analysis', question: { ask: 'suspects', assetId } }) }, 'Who was there?')),
      section(
        'As charted',
        facts([
          ['Category', (asset.category ?? '').replaceAll('_', ' ')],
          ['Status', (asset.status ?? '').replaceAll('_', ' ')],
          ['Operator', asset.operator],
          ['Contact', asset.contact],
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
          : h('ul', {}, ...alerts.map((alert) => h('li', {}, h('button', { type: 'button', class: 'link', onclick: () => this.desk.view.change({ alertId: alert.alertId }) }, `${severityWord(priorityOf(alert))}: ${kindWords(alert.latestEvent.kind)}`), ` ${vesselName(alert.latestEvent.vessel)}, since ${clockTime(alert.latestEvent.since)}`))),
      ),
    );
  }
}

function length(asset: ChartedAsset): number {
  return asset.lines.reduce((sum, line) => sum + line.slice(1).reduce((metres, point, place) => metres + distanceBetween(line[place]!, point), 0), 0);
}
