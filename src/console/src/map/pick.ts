import { kindWords, severityWord, vesselName } from '../alerts/words.ts';
import { priorityOf } from '../alerts/book.ts';
import type { Desk } from '../state/desk.ts';
import { openMenu } from '../ui/menu.ts';
import { place } from '../ui/time.ts';
import { plain } from '../ui/plain.ts';
import { targets, type Hit, type Target } from './hits.ts';

export interface PickCalls {
  readonly alert: (alertId: string) => void;
  readonly vessel: (mmsi: number) => void;
  readonly asset: (assetId: string) => void;
  /** Says something in words, where there is no card of it. */
  readonly tell: (sentence: string) => void;
  readonly nameOf: (mmsi: number) => string;
}

/** Opens what was clicked; where several things lie there, asks which. */
export class Pick {
  constructor(
    private readonly desk: Desk,
    private readonly calls: PickCalls,
  ) {}

  click(hit: Hit): void {
    const found = targets(hit, (alertId) => this.desk.book.get(alertId)?.latestEvent.vessel?.mmsi);
    if (found.length === 1) {
      this.open(found[0]!);
    } else if (found.length > 1) {
      openMenu(hit.x, hit.y, place(hit.latitude, hit.longitude), found.map((one) => ({ text: this.words(one), act: () => this.open(one) })));
    }
  }

  private open(target: Target): void {
    switch (target.is) {
      case 'alert':
        this.calls.alert(target.id);
        break;
      case 'vessel':
        this.calls.vessel(target.mmsi);
        break;
      case 'asset':
        this.calls.asset(target.id);
        break;
      case 'area':
        this.calls.tell(this.area(target.id));
    }
  }

  private words(target: Target): string {
    switch (target.is) {
      case 'alert': {
        const alert = this.desk.book.get(target.id);
        return alert === undefined ? 'An alert of that time' : `${severityWord(priorityOf(alert))}: ${kindWords(alert.latestEvent.kind)}, ${plain(vesselName(alert.latestEvent.vessel))}`;
      }
      case 'vessel':
        return `Vessel ${this.calls.nameOf(target.mmsi)}`;
      case 'asset':
        return `Asset ${plain(this.desk.chart.assets.find(({ id }) => id === target.id)?.name ?? target.id)}`;
      case 'area':
        return `Area ${this.area(target.id)}`;
    }
  }

  private area(areaId: string): string {
    const area = this.desk.chart.areas.find(({ id }) => id === areaId);
    const direction = area?.directionDegrees === undefined ? '' : `, direction ${Math.round(area.directionDegrees)}°`;
    return `${plain(area?.name ?? areaId)}: ${(area?.category ?? 'area').replaceAll('_', ' ')}${direction}${area?.source ? ` (source: ${plain(area.source)})` : ''}`;
  }
}
