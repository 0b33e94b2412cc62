import type { Alert, Severity } from '../api/types.ts';
import { isActive, isShelved, priorityOf } from './book.ts';
import { rank } from './order.ts';

/** How the sound stands: whether it can be heard, and if not, why. */
export type SoundState = 'on' | 'blocked' | 'silenced' | 'off';

/** Milliseconds for which silence lasts (IMO MSC.302(87), 8.7: at most 30 s, then it sounds again). */
export const SILENCE = 30_000;

/** Milliseconds for which the sound can be off at most; it comes back by itself, and with the next emergency alarm. */
export const OFF = 15 * 60_000;

/** A pattern: beeps of so many hertz and seconds, then a rest; null sounds but once until the next warning, which comes after a minute. */
interface Pattern {
  readonly beeps: readonly { readonly hertz: number; readonly seconds: number }[];
  readonly everySeconds: number;
}

/** Emergency alarm without a pause until it is acknowledged; alarm repeated; warning once a minute; caution not at all. */
const PATTERNS: Readonly<Record<Severity, Pattern | null>> = {
  SEVERITY_CRITICAL: { beeps: Array.from({ length: 6 }, (_, place) => ({ hertz: place % 2 === 0 ? 880 : 660, seconds: 0.25 })), everySeconds: 1.5 },
  SEVERITY_ALARM: { beeps: [880, 880, 880].map((hertz) => ({ hertz, seconds: 0.18 })), everySeconds: 3 },
  SEVERITY_WARNING: { beeps: [{ hertz: 660, seconds: 0.2 }, { hertz: 660, seconds: 0.2 }], everySeconds: 60 },
  SEVERITY_NOTICE: null,
};

/** The alert that sounds: the worst that nobody has seen, holds, and is in sight. */
export function sounding(alerts: readonly Alert[], now: number): Severity | null {
  let worst: Severity | null = null;
  for (const alert of alerts) {
    const severity = priorityOf(alert);
    if (alert.operatorStatus.state === 'OPERATOR_STATE_UNACKNOWLEDGED' && isActive(alert) && !isShelved(alert, now) && PATTERNS[severity] !== null && (worst === null || rank(severity) > rank(worst))) {
      worst = severity;
    }
  }
  return worst;
}

/** Sounds alerts through the browser, on unless the officer turned it off, and says when the browser does not let it. */
export class AlertSound {
  private context: AudioContext | null = null;
  private offUntil = 0;
  private silentUntil = 0;
  private severity: Severity | null = null;
  private next: ReturnType<typeof setTimeout> | undefined;
  private ending: ReturnType<typeof setTimeout> | undefined;
  private offEnding: ReturnType<typeof setTimeout> | undefined;
  private nextAt = 0;

  /** Beeps begun since the page was opened; what tests hear by. */
  beeps = 0;

  constructor(private readonly onState: (state: SoundState) => void) {
    // Browsers let a page sound only after somebody has touched it.
    for (const kind of ['pointerdown', 'keydown'] as const) {
      document.addEventListener(kind, () => void this.unlock(), { capture: true });
    }
    this.open();
  }

  get state(): SoundState {
    return Date.now() < this.offUntil ? 'off' : this.context === null || this.context.state !== 'running' ? 'blocked' : Date.now() < this.silentUntil ? 'silenced' : 'on';
  }

  /** What is to sound now; null for nothing. A worse one sounds at once, and ends a silence. */
  sound(severity: Severity | null): void {
    const before = this.severity;
    this.severity = severity;
    if (severity === null) {
      clearTimeout(this.next);
      this.nextAt = 0;
      return;
    }
    if (before === null || rank(severity) > rank(before)) {
      this.silentUntil = 0;
      if (severity === 'SEVERITY_CRITICAL') {
        this.offUntil = 0;
      }
      this.repeat(0);
    } else if (severity !== before) {
      this.repeat(Math.max(0, this.nextAt - Date.now()));
    }
    this.tell();
  }

  /** Something new of the severity that sounds already: heard at once all the same. */
  again(): void {
    if (this.severity !== null) {
      this.silentUntil = 0;
      this.repeat(0);
    }
  }

  /** Quiet for half a minute; what is not acknowledged by then sounds again. */
  silence(): void {
    this.silentUntil = Date.now() + SILENCE;
    clearTimeout(this.ending);
    this.ending = setTimeout(() => {
      this.repeat(0);
      this.tell();
    }, SILENCE);
    this.tell();
  }

  /** Off for a quarter of an hour at most, or on again. */
  setOff(isOff: boolean): void {
    this.offUntil = isOff ? Date.now() + OFF : 0;
    clearTimeout(this.offEnding);
    if (isOff) {
      this.offEnding = setTimeout(() => this.setOff(false), OFF);
    }
    this.repeat(0);
    this.tell();
  }

  /** The sound of an alarm, once. */
  async test(): Promise<void> {
    await this.unlock();
    this.play(PATTERNS.SEVERITY_ALARM!);
  }

  private open(): void {
    try {
      this.context = new AudioContext();
      this.context.onstatechange = () => {
        this.tell();
        this.repeat(0);
      };
    } catch {
      this.context = null;
    }
    this.tell();
  }

  private async unlock(): Promise<void> {
    if (this.context === null || this.context.state === 'closed') {
      this.open();
    }
    // Suspended before the first touch; interrupted by another program where the system has that.
    if (this.context !== null && this.context.state !== 'running') {
      await this.context.resume();
    }
  }

  private repeat(after: number): void {
    clearTimeout(this.next);
    const pattern = this.severity === null ? null : PATTERNS[this.severity];
    if (pattern === null) {
      return;
    }
    this.nextAt = Date.now() + after;
    this.next = setTimeout(() => {
      if (this.state === 'on') {
        this.play(pattern);
      }
      this.repeat(pattern.everySeconds * 1_000);
    }, after);
  }

  private play({ beeps }: Pattern): void {
    const context = this.context;
    if (context?.state !== 'running') {
      return;
    }
    let at = context.currentTime;
    for (const { hertz, seconds } of beeps) {
      const [oscillator, gain] = [context.createOscillator(), context.createGain()];
      oscillator.type = 'square';
      oscillator.frequency.value = hertz;
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(0.15, at + 0.01);
      gain.gain.setValueAtTime(0.15, at + seconds * 0.8);
      gain.gain.linearRampToValueAtTime(0, at + seconds);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(at);
      oscillator.stop(at + seconds);
      at += seconds;
      this.beeps++;
    }
  }

  private tell(): void {
    this.onState(this.state);
  }
}
