import { isClosed, isShelved } from '../alerts/book.ts';
import { AlertDetail } from '../alerts/detail.ts';
import { AlertList } from '../alerts/list.ts';
import { priorityOf } from '../alerts/book.ts';
import type { AlertActions } from '../alerts/actions.ts';
import type { Alert } from '../api/types.ts';
import { alertFeatures, areaFeatures, assetFeatures, evidenceFeatures, trackFeatures } from '../map/features.ts';
import { MapView, type Hit } from '../map/mapView.ts';
import { Ruler, type RulerEnd } from '../map/ruler.ts';
import type { LayerGroup } from '../map/style.ts';
import { AssetCard } from '../map/assetCard.ts';
import type { Desk } from '../state/desk.ts';
import { onPulse } from '../state/pulse.ts';
import { TimeBar } from '../time/timebar.ts';
import { Traffic } from '../time/traffic.ts';
import { h, say } from '../ui/dom.ts';
import { openMenu } from '../ui/menu.ts';
import { place } from '../ui/time.ts';
import { note } from '../ui/toast.ts';
import { VesselCard } from '../vessels/card.ts';
import { Search } from '../vessels/search.ts';
import { vesselName } from '../alerts/words.ts';
import type { Page } from './page.ts';

const GROUPS: readonly (readonly [LayerGroup, string])[] = [
  ['assets', 'Assets'],
  ['corridors', 'Corridors'],
  ['areas', 'Areas'],
  ['names', 'Names'],
];

/** Milliseconds between two drawings at least: a flood of evidence must not keep the map busy. */
const REST = 300;

/** What the watch officer looks at: alerts on the left, the map, and why on the right. */
export class WatchPage implements Page {
  readonly element: HTMLElement;
  private readonly map: MapView;
  private readonly list: AlertList;
  private readonly detail: AlertDetail;
  private readonly card: VesselCard;
  private readonly assetCard: AssetCard;
  private readonly search: Search;
  private readonly ruler: Ruler;
  private readonly traffic: Traffic;
  private readonly told = h('p', { class: 'map-tells', role: 'status' });
  private isShown = false;
  private isDirty = false;
  private drawnAt = 0;
  private isWaiting = false;
  private flown: string | null = null;

  constructor(
    private readonly desk: Desk,
    actions: AlertActions,
    station: () => string,
  ) {
    const { view } = desk;
    const holder = h('div', { class: 'map' });
    const right = h('div', { class: 'right' });
    this.element = h('main', { class: 'page watch' });
    this.list = new AlertList(desk, actions, (alert) => this.open(alert));
    this.detail = new AlertDetail(
      desk,
      actions,
      {
        flyTo: (alert) => this.flyTo(alert),
        jumpTo: (at) => view.change({ at: Math.min(at, desk.clock.trafficNow) }),
        showVessel: (mmsi) => view.change({ mmsi, alertId: null, assetId: null }),
        showAsset: (assetId) => view.change({ assetId, alertId: null, mmsi: null }),
        close: () => this.close(),
      },
      station,
    );
    this.card = new VesselCard(desk, {
      close: () => view.change({ mmsi: null }),
      flyTo: (longitude, latitude) => this.map.flyTo(longitude, latitude),
      showAsset: (assetId) => view.change({ assetId, mmsi: null, alertId: null }),
      showAlert: (alertId) => view.change({ alertId }),
      showTrack: (points) => this.map.set('track', trackFeatures(points)),
    });
    this.assetCard = new AssetCard(desk, { close: () => view.change({ assetId: null }), fit: (asset) => this.fit(asset.lines.flat()) });
    this.search = new Search(
      desk,
      (vessel) => {
        view.change({ mmsi: vessel.mmsi, alertId: null, assetId: null });
        const at = vessel.lastPosition?.position;
        if (at !== undefined) {
          this.map.flyTo(at.longitude ?? 0, at.latitude ?? 0, 11);
        }
      },
      (assetId) => {
        view.change({ assetId, alertId: null, mmsi: null });
        this.fit(desk.chart.assets.find((asset) => asset.id === assetId)?.lines.flat() ?? []);
      },
    );
    right.append(this.detail.element, this.card.element, this.assetCard.element);
    const timebar = desk.may('tracks_read') ? new TimeBar(desk) : null;
    this.element.append(
      this.list.element,
      h('div', { class: 'middle' }, h('div', { class: 'map-tools' }, this.search.element, this.layerChoice(), h('button', { type: 'button', onclick: () => (this.ruler.isOn ? this.ruler.stop() : this.ruler.start()) }, 'Measure')), holder, this.told, timebar?.element ?? null),
      right,
    );
    this.map = new MapView(holder, view.view.centre, (centre) => {
      view.change({ centre });
      this.lookAround();
    });
    this.ruler = new Ruler(this.map, (sentence) => say(this.told, sentence));
    this.traffic = new Traffic(desk, this.map);
    desk.onChart((chart) => {
      this.map.set('areas', areaFeatures(chart.areas));
      this.map.set('assets', assetFeatures(chart.assets));
      this.drawSoon();
    });
    this.map.map.on('click', (event) => this.click(this.map.hit(event)));
    this.map.map.on('contextmenu', (event) => this.menu(this.map.hit(event), event.originalEvent));
    this.map.map.on('mousemove', (event) => this.ruler.move({ longitude: event.lngLat.lng, latitude: event.lngLat.lat }));
    this.list.setInView((alert) => this.isOnMap(alert));
    desk.book.onChange((alert, before) => {
      if (before === undefined || alert.alertId === view.view.alertId) {
        this.drawSoon();
      } else {
        this.isDirty = true;
      }
    });
    onPulse(() => this.isDirty && this.drawSoon());
    desk.book.onReset(() => this.drawSoon());
    view.onChange((now, before) => {
      if (now.alertId !== before.alertId || now.mmsi !== before.mmsi || now.assetId !== before.assetId || now.at !== before.at || now.trackHours !== before.trackHours) {
        this.drawSoon();
      }
    });
  }

  show(): void {
    this.isShown = true;
    this.map.map.resize();
    this.lookAround();
    this.drawSoon();
  }

  hide(): void {
    this.isShown = false;
    this.desk.lookAway();
  }

  key(event: KeyboardEvent): boolean {
    switch (event.key) {
      case 'j':
      case 'J':
        this.list.step(1);
        return true;
      case 'k':
      case 'K':
        this.list.step(-1);
        return true;
      case 'Enter': {
        const { chosen } = this.list;
        if (chosen === undefined || (event.target as HTMLElement).closest('button, a, input, select, textarea, summary') !== null) {
          return false;
        }
        if (this.flown === chosen.alertId) {
          // A second time: on to why, and all that can be done.
          this.detail.element.focus();
        }
        this.flown = chosen.alertId;
        this.flyTo(chosen);
        return true;
      }
      case 'Escape':
        if (this.ruler.isOn) {
          this.ruler.stop();
        } else if (this.detail.element.contains(document.activeElement)) {
          this.list.focus();
        } else {
          this.close();
        }
        return true;
      case '/':
        this.search.focus();
        return true;
      default:
        return false;
    }
  }

  /** The alert that keys act on. */
  get chosen(): Alert | undefined {
    return this.list.chosen;
  }

  /** Picks the chosen alert, to act on several together. */
  pick(): void {
    this.list.pick();
  }

  open(alert: Alert): void {
    this.desk.view.change({ alertId: alert.alertId, mmsi: alert.latestEvent.vessel?.mmsi ?? null, assetId: null });
  }

  private close(): void {
    this.map.clear('ruler');
    this.flown = null;
    this.desk.view.change({ alertId: null, mmsi: null, assetId: null });
  }

  private flyTo(alert: Alert): void {
    const { position } = alert.latestEvent;
    if (position !== undefined) {
      this.map.flyTo(position.longitude ?? 0, position.latitude ?? 0);
    }
  }

  private fit(places: readonly { readonly longitude: number; readonly latitude: number }[]): void {
    if (places.length > 0) {
      const [x, y] = [places.map((one) => one.longitude), places.map((one) => one.latitude)];
      this.map.map.fitBounds([Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)], { padding: 60, duration: 0, maxZoom: 11 });
    }
  }

  private lookAround(): void {
    if (this.isShown) {
      this.desk.lookAt(this.map.bounds());
      this.traffic.lookAround();
    }
  }

  private drawSoon(): void {
    if (!this.isWaiting && this.isShown) {
      this.isWaiting = true;
      setTimeout(() => {
        this.isWaiting = false;
        this.isDirty = false;
        this.drawnAt = performance.now();
        this.draw();
      }, Math.max(0, this.drawnAt + REST - performance.now()));
    }
  }

  private draw(): void {
    const { alertId, mmsi, assetId } = this.desk.view.view;
    const now = this.desk.clock.now();
    const open = this.desk.book.all.filter((alert) => alert.alertId === alertId || (!isClosed(alert) && !isShelved(alert, now)));
    this.map.set('alerts', alertFeatures(open, alertId));
    const alert = alertId === null ? undefined : this.desk.book.get(alertId);
    const chosenAsset = this.desk.chart.assets.findIndex(({ id }) => id === (assetId ?? alert?.latestEvent.asset?.id));
    this.map.chooseAsset(chosenAsset < 0 ? null : chosenAsset);
    if (alert === undefined) {
      this.detail.hide();
      this.map.clear('evidence');
    } else {
      this.detail.show(alert);
      this.map.set('evidence', evidenceFeatures(alert.latestEvent, priorityOf(alert)));
    }
    if (mmsi === null) {
      this.card.hide();
      this.map.clear('track');
    } else {
      this.card.show(mmsi);
      // Why comes first; who is a click away, and her track is drawn all the same.
      this.card.element.hidden = alert !== undefined;
    }
    if (assetId === null) {
      this.assetCard.hide();
    } else {
      this.assetCard.show(assetId);
    }
    this.traffic.draw();
  }

  private click(hit: Hit): void {
    if (this.ruler.isOn) {
      this.ruler.click(this.end(hit));
      return;
    }
    const { view } = this.desk;
    if (hit.alertId !== null) {
      const alert = this.desk.book.get(hit.alertId);
      if (alert !== undefined) {
        this.open(alert);
      }
    } else if (hit.mmsi !== null) {
      view.change({ mmsi: hit.mmsi, alertId: null, assetId: null });
    } else if (hit.assetId !== null) {
      view.change({ assetId: hit.assetId, alertId: null, mmsi: null });
    }
  }

  private menu(hit: Hit, event: MouseEvent): void {
    event.preventDefault();
    const { mmsi } = hit;
    const entries = [
      { text: 'Measure from here', act: () => this.ruler.start(this.end(hit)) },
      { text: `Copy position`, act: () => void navigator.clipboard?.writeText(place(hit.latitude, hit.longitude)).then(() => note('Position copied')) },
    ];
    if (mmsi !== null) {
      const name = this.traffic.name(mmsi);
      const isWatched = this.desk.watched.has(mmsi);
      entries.unshift(
        { text: isWatched ? `Watch ${name} no more` : `Watch this vessel: ${name}`, act: () => this.desk.watch(mmsi, !isWatched) },
        { text: 'Alarm when she leaves a radius …', act: () => void this.traffic.guards.ask(mmsi, name, hit) },
        { text: `Show ${name}`, act: () => this.desk.view.change({ mmsi, alertId: null, assetId: null }) },
      );
    }
    openMenu(event.clientX, event.clientY, place(hit.latitude, hit.longitude), entries);
  }

  private end(hit: Hit): RulerEnd {
    const vessel = hit.mmsi === null ? undefined : this.desk.picture.get(hit.mmsi);
    return vessel === undefined ? hit : { longitude: vessel.longitude, latitude: vessel.latitude, course: vessel.course, speed: vessel.speed, name: vesselName({ mmsi: vessel.mmsi, ...(vessel.said.name === null ? {} : { name: vessel.said.name }) }) };
  }

  private isOnMap(alert: Alert): boolean {
    const { position } = alert.latestEvent;
    const [west, south, east, north] = this.map.bounds(0);
    return position !== undefined && (position.longitude ?? 0) >= west && (position.longitude ?? 0) <= east && (position.latitude ?? 0) >= south && (position.latitude ?? 0) <= north;
  }

  private layerChoice(): HTMLElement {
    const hidden = new Set(JSON.parse(localStorage.getItem('maritimewatch.hidden') ?? '[]') as LayerGroup[]);
    const boxes = GROUPS.map(([group, name]) => {
      const box = h('input', {
        type: 'checkbox',
        checked: !hidden.has(group),
        onchange: () => {
          this.map.showGroup(group, box.checked);
          if (box.checked) {
            hidden.delete(group);
          } else {
            hidden.add(group);
          }
          localStorage.setItem('maritimewatch.hidden', JSON.stringify([...hidden]));
        },
      });
      return h('label', { class: 'check' }, box, name);
    });
    queueMicrotask(() => hidden.forEach((group) => this.map.showGroup(group, false)));
    return h('details', { class: 'layers' }, h('summary', {}, 'Layers'), h('div', { class: 'panel' }, ...boxes));
  }
}

