import { median } from '../../statistics/quantiles.js';
import { AXIS_HEIGHT, horizontalAxis } from './axis.js';
import { linearScale, type Scale } from './scale.js';
import { coordinate, drawing, element, label } from './svg.js';

/** When the tokens of one request came. */
export interface TokenRow {
  /** Short name of the request, such as `#3`. */
  readonly name: string;
  /** Milliseconds from sending to the first token. */
  readonly firstTokenMs: number;
  /** Milliseconds between successive token-bearing events. */
  readonly gaps: readonly number[];
}

/** Requests side by side. */
export interface TokenTimeline {
  readonly title: string;
  readonly rows: readonly TokenRow[];
}

const WIDTH = 480;
const LEFT = 40;
const RIGHT = 466;
const ROW = 15;

/** A gap this many times the median of its request is a stall. */
const STALL_FACTOR = 3;

/** Shorter gaps are no stall whatever the median: a timer tick, or the garbage collector of either side. */
const LEAST_STALL_MS = 5;

/** From here on milliseconds are read more easily as seconds. */
const SECONDS_FROM_MS = 10_000;

/** More marks than pixels are one bar. */
const MAX_MARKS = 600;

/**
 * One row per request: the wait for the first token as a thin line, a mark for each token when it came, and gaps of at
 * least three times the median as bars. An even row is a steady stream.
 */
export function tokenTimeline({ title, rows }: TokenTimeline): string {
  const bottom = 8 + rows.length * ROW;
  const ends = rows.map(({ firstTokenMs, gaps }) => gaps.reduce((sum, gap) => sum + gap, firstTokenMs));
  const inSeconds = Math.max(...ends) >= SECONDS_FROM_MS;
  const scale = inMilliseconds([0, ...ends], inSeconds ? 1_000 : 1);
  return drawing(
    { width: WIDTH, height: bottom + AXIS_HEIGHT, title },
    horizontalAxis({ scale: scale.shown, top: 4, bottom, name: `time since sending, ${inSeconds ? 's' : 'ms'}` }),
    ...rows.map((row, index) => timelineRow(row, { top: 8 + index * ROW, scale })),
  );
}

/** A scale that takes milliseconds, and the scale in the unit of its ticks. */
interface TimeScale {
  readonly shown: Scale;
  readonly at: (milliseconds: number) => number;
}

function inMilliseconds(ends: readonly number[], divisor: number): TimeScale {
  const shown = linearScale(
    ends.map((end) => end / divisor),
    { from: LEFT, to: RIGHT, ticks: 5 },
  );
  return { shown, at: (milliseconds) => shown.at(milliseconds / divisor) };
}

/** Positions in `gaps` that are stalls. */
export function stallIndices(gaps: readonly number[]): number[] {
  const longest = gaps.reduce((a, b) => Math.max(a, b), 0);
  const shortest = gaps.reduce((a, b) => Math.min(a, b), longest);
  // The median is at least the shortest gap: of an even stream it need not be looked for, which takes sorting.
  if (longest < Math.max(LEAST_STALL_MS, STALL_FACTOR * shortest)) return [];
  const limit = Math.max(LEAST_STALL_MS, STALL_FACTOR * median(gaps));
  return gaps.flatMap((gap, index) => (gap >= limit ? [index] : []));
}

function timelineRow(
  { name, firstTokenMs, gaps }: TokenRow,
  { top, scale }: { readonly top: number; readonly scale: TimeScale },
): string {
  const moments = arrivals(firstTokenMs, gaps);
  const middle = top + ROW / 2 - 1;
  const stalls = stallIndices(gaps).map((index) => {
    const [from, to] = [scale.at(moments[index] ?? 0), scale.at(moments[index + 1] ?? 0)];
    return element('rect', { x: from, y: middle - 2, width: Math.max(1.5, to - from), height: 4, class: 'stall' });
  });
  return (
    label(LEFT - 6, middle + 4, { content: name, anchor: 'end' }) +
    element('line', { x1: scale.at(0), x2: scale.at(firstTokenMs), y1: middle, y2: middle, class: 'wait' }) +
    element('path', { d: marks(moments, { top, scale }), class: 'token' }) +
    stalls.join('')
  );
}

function arrivals(firstTokenMs: number, gaps: readonly number[]): number[] {
  const moments = [firstTokenMs];
  for (const gap of gaps) moments.push((moments.at(-1) ?? 0) + gap);
  return moments;
}

function marks(
  moments: readonly number[],
  { top, scale }: { readonly top: number; readonly scale: TimeScale },
): string {
  const stride = Math.max(1, Math.ceil(moments.length / MAX_MARKS));
  const shown = moments.filter((_, index) => index % stride === 0);
  return shown.map((moment) => `M${coordinate(scale.at(moment))} ${coordinate(top + 1)}v${ROW - 4}`).join('');
}
