import { isActive, isClosed, isShelved, priorityOf } from '../alerts/book.ts';
import { AlertDetail } from '../alerts/detail.ts';
import { AlertList } from '../alerts/list.ts';
import type { AlertActions } from '../alerts/actions.ts';
import type { Alert } from '../api/types.ts';
import { alertFeatures, areaFeatures, assetFeatures, collection, evidenceFeatures, interferenceFeatures, tailFeatures, trackFeatures } from '../map/features.ts';
import type { Hit } from '../map/hits.ts';
import { HoverLabel } from '../map/hoverLabel.ts';
import { LayerPanel } from '../map/layerPanel.ts';
import { MapView } from '../map/mapView.ts';
import { Pick } from '../map/pick.ts';
import { Ruler, type RulerEnd } from '../map/ruler.ts';
import { AssetCard } from '../map/assetCard.ts';
import type { Desk } from '../state/desk.ts';
import { onPulse } from '../state/pulse.ts';
import { TimeBar } from '../time/timebar.ts';
import { Traffic } from '../time/traffic.ts';
import { h, say } from '../ui/dom.ts';
import { openMenu } from '../ui/menu.ts';
import { place, setToday, utc } from '../ui/time.ts';
import { note } from '../ui/toast.ts';
import { VesselCard } from '../vessels/card.ts';
import { Guards, type GuardSound } from '../vessels/guards.ts';
import { Search } from '../vessels/search.ts';
import type { View } from '../state/view.ts';
import type { Page } from './page.ts';

/** Milliseconds between two drawings at least: a flood of evidence must not keep the map busy. */
const REST = 300;

/** Milliseconds for which a result stays over the map. */
const STAYS = 30_000;

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
  private readonly guards: Guards;
  private readonly pick: Pick;
  private readonly timebar: TimeBar | null;
  private readonly told = h('span', { role: 'status' });
  private readonly tells = h('p', { class: 'map-tells', hidden: true }, this.told, h('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', onclick: () => this.tell('') }, '✕'));
  private readonly past = h('p', { class: 'map-past', role: 'status', hidden: true });
  private telling: ReturnType<typeof setTimeout> | undefined;
  private minute = 0;
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
    this.list = new AlertList(desk, actions, (alert) => desk.choose(alert));
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
      showTail: (way) => this.map.set('tail', tailFeatures(way)),
      where: (mmsi) => this.traffic.where(mmsi),
      measure: (mmsi) => this.measure(mmsi),
      guard: (mmsi, name) => void this.guards.ask(mmsi, name),
      guardWords: (mmsi) => this.guards.words(mmsi),
    });
    this.assetCard = new AssetCard(desk, { close: () => view.change({ assetId: null }), fit: (asset) => this.map.fit(asset.lines.flat()) });
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
        this.map.fit(desk.chart.assets.find((asset) => asset.id === assetId)?.lines.flat() ?? []);
      },
    );
    right.append(this.detail.element, this.card.element, this.assetCard.element);
    this.timebar = desk.may('tracks_read') ? new TimeBar(desk) : null;
    const layers = new LayerPanel({ showGroup: (group, isShown) => this.map.showGroup(group, isShown), hideClasses: (hidden) => this.traffic.hide(hidden) });
    const middle = h('div', { class: 'middle' }, h('div', { class: 'map-tools' }, this.search.element, layers.element, h('button', { type: 'button', onclick: () => (this.ruler.isOn ? this.ruler.stop() : this.ruler.start()) }, 'Measure')), holder);
    this.element.append(this.list.element, middle, right);
    this.map = new MapView(holder, view.view.centre, (centre) => {
      view.change({ centre });
      this.lookAround();
    });
    this.ruler = new Ruler(this.map, (sentence, isDone) => this.tell(sentence, isDone));
    this.traffic = new Traffic(desk, this.map, () => {
      this.timebar?.showPast();
      this.drawSoon();
    });
    this.timebar?.follow(this.traffic);
    this.traffic.pace = () => this.timebar?.pace ?? 1;
    this.guards = new Guards(desk, (circles) => this.map.set('watch', collection(circles)), (mmsi) => view.change({ mmsi, alertId: null, assetId: null }));
    this.pick = new Pick(desk, {
      alert: (alertId) => this.openById(alertId),
      vessel: (mmsi) => view.change({ mmsi, alertId: null, assetId: null }),
      asset: (assetId) => view.change({ assetId, alertId: null, mmsi: null }),
      tell: (sentence) => this.tell(sentence, true),
      nameOf: (mmsi) => this.traffic.name(mmsi),
    });
    const label = new HoverLabel(this.map, (mmsi) => {
      const here = this.traffic.where(mmsi);
      return here === undefined ? undefined : { name: this.traffic.name(mmsi), class: here.class, age: (view.view.at ?? desk.clock.trafficNow) - here.time * 1_000 };
    });
    holder.append(h('div', { class: 'map-says' }, this.past, this.guards.element, this.tells), label.element);
    middle.append(...(this.timebar === null ? [] : [this.timebar.element]));
    desk.onChart((chart) => {
      this.map.set('areas', areaFeatures(chart.areas));
      this.map.set('assets', assetFeatures(chart.assets));
      this.drawSoon();
    });
    layers.restore();
    this.map.onClick((hit) => this.click(hit));
    this.map.onMenu((hit, event) => this.menu(hit, event));
    this.map.onPointer((at) => at !== null && this.ruler.move(at));
    this.list.setInView((alert) => this.isOnMap(alert));
    desk.book.onChange((alert, before) => {
      if (before === undefined || alert.alertId === view.view.alertId) {
        this.drawSoon();
      } else {
        this.isDirty = true;
      }
    });
    onPulse(() => this.pulse());
    desk.book.onReset(() => this.drawSoon());
    view.onChange((now, before) => {
      this.turnTo(now);
      if (now.alertId !== before.alertId || now.mmsi !== before.mmsi || now.assetId !== before.assetId || now.at !== before.at || now.trackHours !== before.trackHours) {
        this.drawSoon();
      }
    });
  }

  show(): void {
    this.isShown = true;
    this.map.resize();
    this.turnTo(this.desk.view.view);
    this.lookAround();
    this.drawSoon();
  }

  hide(): void {
    this.isShown = false;
    this.timebar?.stop();
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
  pickChosen(): void {
    this.list.pick();
  }

  /** What sounds when a guarded vessel leaves her circle. */
  set guardSound(sound: GuardSound) {
    this.guards.sound = sound;
  }

  private openById(alertId: string): void {
    const alert = this.desk.book.get(alertId);
    if (alert === undefined) {
      // The desk brings it, or says that it cannot.
      this.desk.view.change({ alertId, assetId: null });
    } else {
      this.desk.choose(alert);
    }
  }

  /** Shows the place that the view names, where it is not the map itself that went there. */
  private turnTo({ centre, page }: View): void {
    if (this.isShown && page === 'watch') {
      this.map.jumpTo(centre);
    }
  }

  /** A sentence over the map. @param isDone whether it tells a result, which goes by itself after a while. */
  private tell(sentence: string, isDone = false): void {
    clearTimeout(this.telling);
    say(this.told, sentence);
    this.tells.hidden = sentence === '';
    if (isDone) {
      this.telling = setTimeout(() => this.tell(''), STAYS);
    }
  }

  private pulse(): void {
    const now = this.desk.clock.trafficNow;
    const minute = Math.floor(now / 60_000);
    setToday(now);
    // What is told in minutes goes on also where nobody says anything.
    if (this.isDirty || (minute !== this.minute && this.desk.view.view.alertId !== null)) {
      this.drawSoon();
    }
    this.minute = minute;
  }

  /** Without a hand on the map: from one vessel, and to the next one that is chosen. */
  private measure(mmsi: number): void {
    const here = this.traffic.where(mmsi);
    if (here === undefined) {
      this.tell('She is not in the picture: there is no place to measure from.', true);
    } else {
      const end = { ...here, name: this.traffic.name(mmsi) };
      if (this.ruler.hasBegun) {
        this.ruler.click(end);
      } else {
        this.ruler.start(end);
      }
    }
  }

  private close(): void {
    this.map.clear('ruler');
    this.flown = null;
    this.tell('');
    this.desk.view.change({ alertId: null, mmsi: null, assetId: null });
  }

  private flyTo(alert: Alert): void {
    const { position } = alert.latestEvent;
    if (position !== undefined) {
      this.map.flyTo(position.longitude ?? 0, position.latitude ?? 0);
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
    const { alertId, mmsi, assetId, at } = this.desk.view.view;
    const now = this.desk.clock.now();
    // Of a past moment those that held then, whatever has become of them since; live, those that are open.
    const alerts = this.traffic.alerts();
    const open = alerts.filter((alert) => at !== null || alert.alertId === alertId || (!isClosed(alert) && !isShelved(alert, now)));
    this.past.hidden = at === null;
    say(this.past, at === null ? '' : `PAST: ships and alerts of ${utc(at)}. The list of alerts is of now.`);
    this.map.set('alerts', alertFeatures(open, alertId));
    // Also where somebody has shelved or closed it: positions there are as false as they were.
    this.map.set('interference', interferenceFeatures(alerts.filter((alert) => at !== null || isActive(alert))));
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
      this.map.clear('track', 'tail');
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
    this.pick.click(hit);
  }

  private menu(hit: Hit, event: MouseEvent): void {
    event.preventDefault();
    const mmsi = hit.mmsis[0] ?? null;
    const entries = [
      { text: 'Measure from here', act: () => this.ruler.start(this.end(hit)) },
      { text: `Copy position`, act: () => void navigator.clipboard?.writeText(place(hit.latitude, hit.longitude)).then(() => note('Position copied')) },
    ];
    if (mmsi !== null) {
      const name = this.traffic.name(mmsi);
      const isWatched = this.desk.watched.has(mmsi);
      entries.unshift(
        { text: isWatched ? `Watch ${name} no more` : `Watch this vessel: ${name}`, act: () => this.desk.watch(mmsi, !isWatched) },
        { text: 'Alarm when she leaves a radius …', act: () => void this.guards.ask(mmsi, name) },
        { text: `Show ${name}`, act: () => this.desk.view.change({ mmsi, alertId: null, assetId: null }) },
      );
    }
    openMenu(event.clientX, event.clientY, place(hit.latitude, hit.longitude), entries);
  }

  private end(hit: Hit): RulerEnd {
    const mmsi = hit.mmsis[0];
    const here = mmsi === undefined ? undefined : this.traffic.where(mmsi);
    return mmsi === undefined || here === undefined ? hit : { ...here, name: this.traffic.name(mmsi) };
  }

  private isOnMap(alert: Alert): boolean {
    const { position } = alert.latestEvent;
    const [west, south, east, north] = this.map.bounds(0);
    return position !== undefined && (position.longitude ?? 0) >= west && (position.longitude ?? 0) <= east && (position.latitude ?? 0) >= south && (position.latitude ?? 0) <= north;
  }
}
