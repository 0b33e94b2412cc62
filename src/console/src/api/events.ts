/** One event of a stream. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
  /** Null where it has none: the one before stays. */
  readonly id: string | null;
}

/** Takes the text of a stream apart into events (WHATWG HTML, section 9.2.6), however it was cut on the way. */
export class EventParser {
  private rest = '';
  private event = '';
  private data: string[] = [];
  private id: string | null = null;

  /** Milliseconds after which the service wants to be asked again; null where it has not said. */
  retry: number | null = null;

  /** The events that are whole now. */
  *take(text: string): Generator<StreamEvent> {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop()!;
    for (const raw of lines) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (line === '') {
        if (this.data.length > 0) {
          yield { event: this.event === '' ? 'message' : this.event, data: this.data.join('\n'), id: this.id };
        }
        this.event = '';
        this.data = [];
        this.id = null;
        continue;
      }
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
      if (field === 'event') {
        this.event = value;
      } else if (field === 'data') {
        this.data.push(value);
      } else if (field === 'id') {
        this.id = value;
      } else if (field === 'retry' && /^\d{1,7}$/.test(value)) {
        this.retry = Number(value);
      }
    }
  }
}
