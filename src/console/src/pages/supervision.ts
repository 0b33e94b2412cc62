import { AlarmRatePanel } from '../supervision/alarmRate.ts';
import { AuditPanel } from '../supervision/audit.ts';
import { ConsolesPanel } from '../supervision/consoles.ts';
import { RulesPanel } from '../supervision/rules.ts';
import { SourcesPanel } from '../supervision/sources.ts';
import type { Panel } from '../supervision/panel.ts';
import type { Desk } from '../state/desk.ts';
import { h } from '../ui/dom.ts';
import type { Page } from './page.ts';

/** The shift lead's page: how the sources do, what the alerts ask of the desk, who sits at consoles, who did what, and by which rules. */
export class SupervisionPage implements Page {
  readonly element: HTMLElement;
  private readonly panels: readonly Panel[];
  private timers: ReturnType<typeof setInterval>[] = [];

  constructor(desk: Desk) {
    this.panels = [
      new SourcesPanel(desk),
      ...(desk.may('alerts_read') ? [new AlarmRatePanel(desk)] : []),
      ...(desk.may('rules_approve') || desk.may('audit_read') ? [new ConsolesPanel(desk)] : []),
      ...(desk.may('alerts_read') ? [new RulesPanel()] : []),
      ...(desk.may('audit_read') ? [new AuditPanel()] : []),
    ];
    this.element = h('main', { class: 'page supervision', hidden: true }, ...this.panels.map((panel) => panel.element));
  }

  show(): void {
    this.timers = this.panels.flatMap((panel) => {
      void panel.load();
      return panel.everySeconds === null ? [] : [setInterval(() => void panel.load(), panel.everySeconds * 1_000)];
    });
  }

  hide(): void {
    this.timers.forEach(clearInterval);
  }
}
