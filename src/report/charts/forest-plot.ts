import { cutText } from '../wrap-text.js';
import { extent } from './scale.js';
import { drawing, element, label } from './svg.js';

/** One effect with its interval, as ratios candidate / baseline. */
export interface ForestRow {
  /** Stands above the row, shortened where it is too long. */
  readonly name: string;
  /** What changed, behind the name and always whole. */
  readonly metric: string;
  /** The change in words, at the end of the name's line. */
  readonly value: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Class that colours it, such as `regressed`. */
  readonly kind: string;
}

/** Effects below each other on one axis. */
export interface ForestPlot {
  readonly title: string;
  readonly rows: readonly ForestRow[];
  /** Share inside which a change does not count; drawn as a band. */
  readonly threshold: number;
  /** Name of the axis. */
  readonly axis: string;
}

const WIDTH = 480;
const LEFT = 10;
const RIGHT = 470;
const ROW = 38;
/** Height of the line with the name. */
const NAME = 18;
const TOP = 6;
const AXIS = 36;

/** Changes that are round numbers for people, as ratios. */
const TICKS: readonly number[] = [
  0.1, 0.25, 0.5, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 1, 1.02, 1.05, 1.1, 1.15, 1.2, 1.25, 1.5, 2, 3, 5, 10, 20,
];

/** Labels need so many units between them, on a phone too. */
const TICK_GAP = 60;

/** Characters of a name that fit beside the change, on a phone too; the table has the whole name. */
const MAX_NAME = 46;

/** An interval that reaches farther than this is cut off there, and shown so: one wild row shall not flatten the others. */
const FARTHEST = { low: 0.1, high: 10 };

/**
 * A forest plot on a logarithmic axis, so that twice as much and half as much are equally far: each row a line for the
 * interval and a mark for the estimate, the band of changes that do not count, and a line at no change.
 */
export function forestPlot({ title, rows, threshold, axis }: ForestPlot): string {
  const bottom = TOP + rows.length * ROW;
  const at = scaleOf(rows, threshold);
  const ticks = ticksOf(at);
  return drawing(
    { width: WIDTH, height: bottom + AXIS, title },
    ...rows.map((row, index) => {
      const top = TOP + index * ROW;
      return background({ top: top + NAME, at, ticks, threshold }) + rowMarks(row, top, at);
    }),
    ...ticks.map((tick) => label(at(tick), bottom + 15, { content: changeText(tick), anchor: 'middle' })),
    label(RIGHT, bottom + 31, { content: axis, anchor: 'end', kind: 'axis' }),
  );
}

interface Background {
  readonly top: number;
  readonly at: At;
  readonly ticks: readonly number[];
  readonly threshold: number;
}

/** Band and grid of a row, below its name only, which stays readable so. */
function background({ top, at, ticks, threshold }: Background): string {
  const height = ROW - NAME;
  const [left, right] = [at(1 / (1 + threshold)), at(1 + threshold)];
  const lines = ticks.map((tick) =>
    element('line', { x1: at(tick), x2: at(tick), y1: top, y2: top + height, class: tick === 1 ? 'none' : 'grid' }),
  );
  return element('rect', { x: left, y: top, width: right - left, height, class: 'band' }) + lines.join('');
}

type At = (ratio: number) => number;

function scaleOf(rows: readonly ForestRow[], threshold: number): At {
  const ends = rows.flatMap(({ low, high }) => [low, high]).map((ratio) => Math.log(clamp(ratio)));
  const room = Math.log1p(threshold) * 1.5;
  const [least, most] = extent([...ends, -room, room]);
  const margin = (most - least) * 0.04;
  const [from, to] = [least - margin, most + margin];
  return (ratio) => LEFT + ((Math.log(clamp(ratio)) - from) / (to - from)) * (RIGHT - LEFT);
}

function clamp(ratio: number): number {
  return Math.min(FARTHEST.high, Math.max(FARTHEST.low, ratio));
}

/** Round changes that fit side by side, no change first. */
function ticksOf(at: At): number[] {
  const shown: number[] = [1];
  for (const tick of TICKS.toSorted((a, b) => Math.abs(Math.log(a)) - Math.abs(Math.log(b)))) {
    const inside = at(tick) >= LEFT + 14 && at(tick) <= RIGHT - 14 && tick >= FARTHEST.low && tick <= FARTHEST.high;
    if (inside && shown.every((other) => Math.abs(at(other) - at(tick)) >= TICK_GAP)) shown.push(tick);
  }
  return shown;
}

function changeText(ratio: number): string {
  if (ratio >= 3) return `× ${ratio}`;
  const percent = Math.round((ratio - 1) * 100);
  return percent === 0 ? '0' : `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
}

function rowMarks({ name, metric, value, estimate, low, high, kind }: ForestRow, top: number, at: At): string {
  const middle = top + NAME + (ROW - NAME) / 2;
  const [left, right, centre] = [at(low), at(high), at(estimate)];
  const end = (x: number, cut: boolean): string =>
    cut ? '' : element('line', { x1: x, x2: x, y1: middle - 4, y2: middle + 4, class: `effect ${kind}` });
  return (
    label(LEFT, top + 13, { content: headOf(name, metric), kind: 'name' }) +
    label(RIGHT, top + 13, { content: value, anchor: 'end', kind: 'name' }) +
    element('line', { x1: left, x2: Math.max(right, left + 1), y1: middle, y2: middle, class: `effect ${kind}` }) +
    end(left, low < FARTHEST.low) +
    end(right, high > FARTHEST.high) +
    element('circle', { cx: centre, cy: middle, r: 4.2, class: `estimate ${kind}` })
  );
}

function headOf(name: string, metric: string): string {
  const behind = ` · ${metric}`;
  return `${cutText(name, MAX_NAME - behind.length)}${behind}`;
}
