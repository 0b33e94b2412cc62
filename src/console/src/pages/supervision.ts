import { AlarmRatePanel } from '../supervision/alarmRate.ts';
import { AuditPanel } from '../supervision/audit.ts';
import { ConsolesPanel } from '../supervision/consoles.ts';
import { HeldBackPanel } from '../supervision/heldBack.ts';
import { RulesPanel } from '../supervision/rules.ts';
import { ShiftReport } from '../supervision/shiftReport.ts';
import { SourcesPanel } from '../supervision/sources.ts';
import type { Panel } from '../supervision/panel.ts';
import type { Desk } from '../state/desk.ts';
import { h } from '../ui/dom.ts';
import type { Page } from './page.ts';

/** What the service asks of a caller for each part of the page (docs/access.md). */
const PARTS: readonly (readonly [string, (desk: Desk) => Panel<unknown>])[] = [
  ['tracks_read', (desk) => new SourcesPanel(desk)],
  ['alerts_read', (desk) => new AlarmRatePanel(desk)],
  ['alerts_read', (desk) => new HeldBackPanel(desk)],
  ['audit_read', (desk) => new ConsolesPanel(desk)],
  ['alerts_read', (desk) => new RulesPanel(desk)],
  ['audit_read', (desk) => new AuditPanel(desk)],
];

/** Whether a person would find anything on the page: alerts alone, as partners have them, are not enough. */
export function hasSupervision(desk: Desk): boolean {
  return desk.may('tracks_read') || desk.may('audit_read');
}

/** The shift lead's page: how the sources do, what the alerts ask of the desk, what was held back, who sits at consoles, who did what, by which rules; and the report of a shift. */
export class SupervisionPage implements Page {
  readonly element: HTMLElement;
  private readonly panels: readonly Panel<unknown>[];
  private readonly report: ShiftReport | null;
  private timers: ReturnType<typeof setInterval>[] = [];

  constructor(desk: Desk) {
    this.panels = PARTS.filter(([scope]) => desk.may(scope)).map(([, make]) => make(desk));
    // Partners read alerts that are shared with them and no tracks; they hold no watch, and the load of the desk is not theirs to see.
    this.report = desk.may('alerts_read') && desk.may('tracks_read') ? new ShiftReport(desk) : null;
    const nothing = h('p', { class: 'hint', hidden: this.panels.length > 0 }, 'Your role may see nothing of this.');
    this.panels.forEach((panel) => {
      panel.onRefused = () => {
        nothing.hidden = this.panels.some(({ element }) => !element.hidden);
      };
    });
    this.element = h('main', { class: 'page supervision', hidden: true }, this.report?.element, ...this.panels.map((panel) => panel.element), nothing);
  }

  show(): void {
    this.timers = this.panels.flatMap((panel) => {
      void panel.load();
      return panel.everySeconds === null ? [] : [setInterval(() => void panel.load(), panel.everySeconds * 1_000)];
    });
  }

  hide(): void {
    this.timers.forEach(clearInterval);
    this.panels.forEach((panel) => panel.rest());
    this.report?.rest();
  }
}
