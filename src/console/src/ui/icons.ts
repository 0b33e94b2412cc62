import '@oicl/openbridge-webcomponents/dist/components/alert-icon/alert-icon.js';
import { AlertType } from '@oicl/openbridge-webcomponents/dist/types.js';
import { isActive, isUnacknowledged, priorityOf } from '../alerts/book.ts';
import { severityWord } from '../alerts/words.ts';
import type { Alert, Severity } from '../api/types.ts';
import { h, setAttribute } from './dom.ts';

/** The symbols of alerts, after OpenBridge: triangle, circle, square; what is critical has a frame of its own as well, and says so. */
const TYPES: Readonly<Record<Severity, AlertType>> = {
  SEVERITY_CRITICAL: AlertType.Alarm,
  SEVERITY_ALARM: AlertType.Alarm,
  SEVERITY_WARNING: AlertType.Warning,
  SEVERITY_NOTICE: AlertType.Caution,
};

export function severityIcon(severity: Severity): HTMLElement {
  const icon = h('obc-alert-icon' as 'span', { 'aria-hidden': 'true', class: 'symbol' });
  showSeverity(icon, severity, true, false);
  return icon;
}

export function showSeverity(icon: HTMLElement, severity: Severity, isHolding: boolean, isSeen: boolean): void {
  Object.assign(icon, { type: TYPES[severity], active: isHolding, acknowledged: isSeen });
  setAttribute(icon, 'data-severity', severityWord(severity).toLowerCase());
}

export function showAlertIcon(icon: HTMLElement, alert: Alert): void {
  showSeverity(icon, priorityOf(alert), isActive(alert), !isUnacknowledged(alert));
}
