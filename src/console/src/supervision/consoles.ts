import { get } from '../api/client.ts';
import type { Desk } from '../state/desk.ts';
import type { Child } from '../ui/dom.ts';
import { utc } from '../ui/time.ts';
import { Panel, table } from './panel.ts';

interface Console {
  readonly name: string;
  readonly credential: string;
  readonly roles: readonly string[];
  readonly grants: readonly string[];
  readonly address: string;
  readonly since: string;
  readonly streams: readonly string[];
  readonly reachedSequence: string | null;
  readonly agent: string;
  readonly isOverHttp: boolean;
}

interface Consoles {
  readonly consoles: readonly Console[];
  /** The newest sequence of the alerts. */
  readonly newest: number;
}

/** Who follows the alerts at this moment, and how far each has got. */
export class ConsolesPanel extends Panel<Consoles> {
  constructor(desk: Desk) {
    super(desk, 'Connected consoles', 10);
  }

  protected async ask(signal: AbortSignal): Promise<Consoles> {
    const { consoles = [] } = await get<{ consoles?: Console[] }>('/api/v1/consoles', {}, signal);
    return { consoles, newest: this.desk.book.sequence };
  }

  protected write({ consoles, newest }: Consoles): Child[] {
    return [
      table(
        ['Who', 'From', 'Since', 'Follows', 'Behind', 'With'],
        consoles.map((one) => [
          [one.name, [...one.roles, ...one.grants].join(', ')].filter((part) => part !== '').join(': '),
          one.address,
          utc(one.since),
          one.streams.join(', '),
          one.reachedSequence === null ? '–' : String(Math.max(0, newest - Number(one.reachedSequence))),
          one.isOverHttp ? shortAgent(one.agent) : 'gRPC client',
        ]),
        'Nobody.',
      ),
    ];
  }
}

function shortAgent(agent: string): string {
  return /(Firefox|Edg|Chrome|Chromium|Safari)\/[\d.]+/.exec(agent)?.[0] ?? agent.slice(0, 40);
}
