import { get } from '../api/client.ts';
import type { Desk } from '../state/desk.ts';
import { h, type Child } from '../ui/dom.ts';
import { clockTime, span } from '../ui/time.ts';
import { Panel, table } from './panel.ts';

export interface Source {
  readonly id: string;
  readonly kind: string;
  readonly station?: string;
  readonly state: string;
  readonly reason?: string;
  readonly since?: string;
  readonly lastMessage?: string | null;
  readonly silenceSeconds?: number;
  readonly messagesPerSecond1m?: number;
  readonly messagesPerSecond10m?: number;
  readonly badShare1m?: number;
  readonly vessels10m?: number;
  readonly lagSeconds?: number;
  readonly balance?: { readonly received: number; readonly stored: number; readonly duplicate: number; readonly rejected: number; readonly shed: number };
}

interface Sources {
  readonly sources?: readonly Source[];
  readonly total?: Source['balance'];
  /** Milliseconds by which the traffic is behind the clock; null before there is any. */
  readonly lag: number | null;
}

/** Marks beside the word, so that no colour stands alone. */
const MARKS: Readonly<Record<string, string>> = { live: '●', degraded: '◆', silent: '▲', refused: '▲', connecting: '○', disabled: '○', stopping: '○' };

/** Feeds: rate, lag, last message, share of bad sentences, with the reason of each state. */
export class SourcesPanel extends Panel<Sources> {
  constructor(desk: Desk) {
    super(desk, 'Sources', 5);
  }

  protected async ask(signal: AbortSignal): Promise<Sources> {
    const answer = await get<Omit<Sources, 'lag'>>('/api/v1/sources', {}, signal);
    return { ...answer, lag: this.desk.clock.eventTime === null ? null : this.desk.clock.now() - this.desk.clock.eventTime };
  }

  protected write({ sources = [], total, lag }: Sources): Child[] {
    return [
      h('p', {}, lag === null ? 'No traffic heard yet.' : this.desk.facts.exerciseBecause === 'REPLAYED' ? 'Traffic is replayed.' : `Traffic is analysed up to ${span(lag)} ago.`),
      table(
        ['Source', 'State', 'Last message', '/s 1 min', '/s 10 min', 'Bad', 'Lag', 'Vessels'],
        sources.map((one) => [
          h('span', { title: one.kind }, one.station && one.station !== one.id ? `${one.id} (${one.station})` : one.id),
          h('span', { class: 'source-state', 'data-state': one.state.toLowerCase(), title: `since ${clockTime(one.since)}` }, `${MARKS[one.state.toLowerCase()] ?? '◆'} ${one.state}${one.reason ? `: ${one.reason}` : ''}`),
          one.lastMessage ? `${clockTime(one.lastMessage, true)}, ${span((one.silenceSeconds ?? 0) * 1_000)} ago` : 'never',
          (one.messagesPerSecond1m ?? 0).toFixed(1),
          (one.messagesPerSecond10m ?? 0).toFixed(1),
          `${((one.badShare1m ?? 0) * 100).toFixed(1)} %`,
          one.lagSeconds === undefined ? '–' : `${one.lagSeconds} s`,
          String(one.vessels10m ?? 0),
        ]),
        'No source is configured.',
      ),
      total === undefined ? null : h('p', { class: 'hint' }, `In all: ${total.received.toLocaleString('en')} received, ${total.stored.toLocaleString('en')} stored, ${total.duplicate.toLocaleString('en')} heard twice, ${total.rejected.toLocaleString('en')} rejected, ${total.shed.toLocaleString('en')} shed.`),
    ];
  }
}
