import { clockTime } from './time.ts';

/** Seconds of silence across which no line is drawn: nobody knows what she did in it. Where a long track was thinned, so many usual steps of it. */
const SILENCE = 600;
const USUAL_STEPS = 3;

/** A curve over time. */
export interface Curve {
  readonly label: string;
  /** Name of the CSS colour it is drawn with. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
  readonly isDotted?: boolean;
  /** Values come round at 360, and no line belongs across that. */
  readonly isAngle?: boolean;
}

export interface CurvePanel {
  readonly title: string;
  readonly unit: string;
  readonly curves: readonly Curve[];
}

/** Curves that no line leads across a silence, and how many silences there are. */
export interface Broken {
  readonly times: readonly number[];
  readonly panels: readonly CurvePanel[];
  readonly silences: number;
}

/** The values with nothing in each silence. @param times seconds since 1970, oldest first. */
export function brokenAtSilences(times: readonly number[], panels: readonly CurvePanel[]): Broken {
  const steps = times.slice(1).map((time, place) => time - times[place]!);
  const most = Math.max(SILENCE, USUAL_STEPS * (steps.toSorted((one, other) => one - other)[Math.floor((steps.length - 1) / 2)] ?? 0));
  const silent = times.flatMap((time, place) => (place > 0 && time - times[place - 1]! > most ? [place] : []));
  if (silent.length === 0) {
    return { times, panels, silences: 0 };
  }
  const isBefore = new Set(silent);
  const broken = <T>(values: readonly T[], nothing: (place: number) => T): T[] => values.flatMap((value, place) => (isBefore.has(place) ? [nothing(place), value] : [value]));
  return {
    times: broken(times, (place) => times[place - 1]! + 1),
    panels: panels.map((panel) => ({ ...panel, curves: panel.curves.map((curve) => ({ ...curve, values: broken<number | null>(curve.values, () => null) })) })),
    silences: silent.length,
  };
}

/** What the curves of a panel show, in words, for whoever does not see them. */
export function summary({ times, silences }: Broken, { title, unit, curves }: CurvePanel, marks: readonly { readonly time: number; readonly label: string }[]): string {
  const parts = curves.map(({ label, values, isAngle }) => {
    const known = values.filter((value): value is number => value !== null);
    const last = known.at(-1);
    if (last === undefined) {
      return `${label}: no values`;
    }
    const [least, most] = known.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [last, last]);
    const at = marks.map((mark) => ({ label: mark.label, value: valueAt(times, values, mark.time) })).filter(({ value }) => value !== null);
    return `${label}: ${isAngle ? '' : `${round(least)} to ${round(most)} ${unit}, `}${at.map((one) => `${round(one.value!)} ${unit} at ${one.label}, `).join('')}${round(last)} ${unit} at the end`;
  });
  return `${title} from ${clockTime(times[0]! * 1_000)} to ${clockTime(times.at(-1)! * 1_000)}. ${parts.join('. ')}.${silences === 0 ? '' : ` Silent ${silences === 1 ? 'once' : `${silences} times`} for more than ten minutes.`}`;
}

/** The last known value at or before a moment. */
function valueAt(times: readonly number[], values: readonly (number | null)[], moment: number): number | null {
  let found: number | null = null;
  for (let place = 0; place < times.length && times[place]! <= moment; place++) {
    found = values[place] ?? found;
  }
  return found;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
