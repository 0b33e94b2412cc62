import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { brokenAtSilences, summary, type Curve, type CurvePanel } from './curveData.ts';
import { h } from './dom.ts';
import { colour, onPalette } from './palette.ts';

/** Moments that are marked on every panel. */
export interface CurveMark {
  /** Seconds since 1970. */
  readonly time: number;
  readonly label: string;
  readonly isMain: boolean;
}

/** Panels of curves one above the other over one axis of time in UTC, with one cursor. A click says which moment. */
export class Curves {
  readonly element = h('div', { class: 'curves' });
  private readonly plots: uPlot[] = [];
  private readonly sizes = new ResizeObserver(() => this.resize());
  private readonly stopPalette = onPalette(() => this.plots.forEach((plot) => plot.redraw(false, true)));

  /** @param heard seconds since 1970 of each value. */
  constructor(heard: readonly number[], said: readonly CurvePanel[], marks: readonly CurveMark[], onPick: (seconds: number) => void) {
    const broken = brokenAtSilences(heard, said);
    const { times, panels } = broken;
    const key = `curves-${Math.random()}`;
    for (const panel of panels) {
      const holder = h('figure', {}, h('figcaption', {}, `${panel.title} (${panel.unit})`), h('p', { class: 'unseen' }, summary(broken, panel, marks)));
      this.element.append(holder);
      const options: uPlot.Options = {
        width: 360,
        height: 120,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC'),
        cursor: { sync: { key }, y: false },
        legend: { show: panel.curves.length > 1 },
        scales: { x: { time: true } },
        axes: [axis(), { ...axis(), size: 44 }],
        series: [{}, ...panel.curves.map(series)],
        hooks: {
          draw: [(plot) => drawMarks(plot, marks)],
          ready: [(plot) => plot.over.addEventListener('click', () => plot.cursor.idx !== null && plot.cursor.idx !== undefined && onPick(times[plot.cursor.idx]!))],
        },
      };
      this.plots.push(new uPlot(options, [[...times], ...panel.curves.map((curve) => unrolled(curve) as number[])], holder));
    }
    this.sizes.observe(this.element);
  }

  destroy(): void {
    this.sizes.disconnect();
    this.stopPalette();
    this.plots.forEach((plot) => plot.destroy());
  }

  private resize(): void {
    const width = Math.floor(this.element.clientWidth);
    for (const plot of this.plots) {
      if (width > 50 && plot.width !== width) {
        plot.setSize({ width, height: plot.height });
      }
    }
  }
}

function series(curve: Curve): uPlot.Series {
  return { label: curve.label, stroke: () => colour(curve.colour), width: 1.5, points: { show: false }, ...(curve.isDotted ? { dash: [4, 3] } : {}), value: (_, value) => (value === null || value === undefined ? '–' : String(Math.round(value * 10) / 10)) };
}

function axis(): uPlot.Axis {
  return { stroke: () => colour('--element-neutral-color'), grid: { stroke: () => colour('--border-outline-color'), width: 0.5 }, ticks: { show: false }, font: '11px sans-serif', size: 28 };
}

/** Without the jump from 359 to 0. */
function unrolled({ values, isAngle }: Curve): (number | null)[] {
  return isAngle ? values.map((value, place) => (place > 0 && value !== null && values[place - 1] !== null && Math.abs(value - values[place - 1]!) > 180 ? null : value)) : [...values];
}

function drawMarks(plot: uPlot, marks: readonly CurveMark[]): void {
  const { ctx } = plot;
  ctx.save();
  for (const mark of marks) {
    if (mark.time < plot.scales['x']!.min! || mark.time > plot.scales['x']!.max!) {
      continue;
    }
    const x = Math.round(plot.valToPos(mark.time, 'x', true));
    ctx.strokeStyle = colour(mark.isMain ? '--alert-alarm-color' : '--element-neutral-color');
    ctx.lineWidth = devicePixelRatio * (mark.isMain ? 1.5 : 1);
    ctx.setLineDash(mark.isMain ? [] : [3 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, plot.bbox.top);
    ctx.lineTo(x, plot.bbox.top + plot.bbox.height);
    ctx.stroke();
    ctx.fillStyle = colour('--element-active-color');
    ctx.font = `${10 * devicePixelRatio}px sans-serif`;
    ctx.fillText(mark.label, x + 3 * devicePixelRatio, plot.bbox.top + 10 * devicePixelRatio);
  }
  ctx.restore();
}
