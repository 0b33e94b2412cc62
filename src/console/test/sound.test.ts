import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AlertSound, OFF, SILENCE, type SoundState } from '../src/alerts/sound.ts';

/** A browser's audio, as far as it is used: it counts what sounds, and can be kept from it. */
class Audio {
  static state = 'running';
  static one: Audio | null = null;
  readonly currentTime = 0;
  readonly destination = {};
  onstatechange: (() => void) | null = null;

  constructor() {
    Audio.one = this;
  }

  get state(): string {
    return Audio.state;
  }

  async resume(): Promise<void> {
    Audio.state = 'running';
    this.onstatechange?.();
  }

  createOscillator(): unknown {
    return { type: '', frequency: { value: 0 }, connect: () => ({ connect: () => {} }), start: () => {}, stop: () => {} };
  }

  createGain(): unknown {
    return { gain: { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} } };
  }
}

let touch: () => void = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  Audio.state = 'running';
  vi.stubGlobal('AudioContext', Audio);
  vi.stubGlobal('document', { addEventListener: (_: string, listener: () => void) => (touch = listener) });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Beeps that begin within so many milliseconds from now. */
function heard(sound: AlertSound, milliseconds: number): number {
  const before = sound.beeps;
  vi.advanceTimersByTime(milliseconds);
  return sound.beeps - before;
}

describe('the sound of alerts', () => {
  it('is repeated while it lasts, each priority in its own way, and ends with it', () => {
    const sound = new AlertSound(() => {});
    sound.sound('SEVERITY_WARNING');
    expect(heard(sound, 59_000)).toBe(2);
    expect(heard(sound, 2_000)).toBe(2);
    sound.sound('SEVERITY_ALARM');
    expect(heard(sound, 8_900)).toBe(9);
    sound.sound('SEVERITY_CRITICAL');
    expect(heard(sound, 2_900)).toBe(12);
    sound.sound(null);
    expect(heard(sound, 120_000)).toBe(0);
  });

  it('is silent for 30 s and no longer', () => {
    const told: SoundState[] = [];
    const sound = new AlertSound((state) => told.push(state));
    sound.sound('SEVERITY_ALARM');
    heard(sound, 10);
    sound.silence();
    expect(heard(sound, SILENCE - 100)).toBe(0);
    expect(heard(sound, 200)).toBe(3);
    expect(told.at(-1)).toBe('on');
    expect(told).toContain('silenced');
  });

  it('is not silent for what is worse, or new', () => {
    const sound = new AlertSound(() => {});
    sound.sound('SEVERITY_WARNING');
    heard(sound, 10);
    sound.silence();
    sound.sound('SEVERITY_ALARM');
    expect(heard(sound, 10)).toBe(3);
    sound.silence();
    sound.again();
    expect(heard(sound, 10)).toBe(3);
  });

  it('comes back by itself a quarter of an hour after it was turned off, and at once with a critical alert', () => {
    const sound = new AlertSound(() => {});
    sound.sound('SEVERITY_ALARM');
    heard(sound, 10);
    sound.setOff(true);
    expect(sound.state).toBe('off');
    expect(heard(sound, OFF - 100)).toBe(0);
    expect(heard(sound, 200)).toBe(3);
    sound.setOff(true);
    sound.sound('SEVERITY_CRITICAL');
    expect(heard(sound, 10)).toBe(6);
    expect(sound.state).toBe('on');
  });

  it('says that the browser keeps it from sounding, until somebody touches the page', async () => {
    Audio.state = 'suspended';
    const told: SoundState[] = [];
    const sound = new AlertSound((state) => told.push(state));
    sound.sound('SEVERITY_ALARM');
    expect(heard(sound, 10_000)).toBe(0);
    expect(told.at(-1)).toBe('blocked');
    touch();
    await vi.advanceTimersByTimeAsync(10);
    expect(told.at(-1)).toBe('on');
    expect(sound.beeps).toBeGreaterThan(0);
  });

  it('goes on after another program had interrupted it', async () => {
    const sound = new AlertSound(() => {});
    sound.sound('SEVERITY_ALARM');
    Audio.state = 'interrupted';
    Audio.one!.onstatechange?.();
    expect(sound.state).toBe('blocked');
    touch();
    await vi.advanceTimersByTimeAsync(10);
    expect(sound.state).toBe('on');
  });
});
