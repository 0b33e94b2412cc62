import type { Desk } from '../state/desk.ts';
import { h } from '../ui/dom.ts';
import type { Page } from './page.ts';

export class AnalysisPage implements Page {
  readonly element = h('main', { class: 'page' });
  constructor(_desk: Desk) {}
  show(): void {}
  hide(): void {}
}
