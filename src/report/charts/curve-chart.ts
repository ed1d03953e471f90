import { AXIS_HEIGHT, horizontalAxis, verticalAxis } from './axis.js';
import { linearScale, type Scale } from './scale.js';
import { coordinate, drawing, element, label } from './svg.js';
import { thinOutCurve, type Point } from './thin-out.js';

/** A point with the interval of its value. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly interval?: { readonly low: number; readonly high: number };
}

/** A stretch of x with a meaning, such as the warm-up. */
export interface Phase {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A value over another one. */
export interface Curve {
  readonly title: string;
  /** In order of x. */
  readonly points: readonly CurvePoint[];
  readonly phases?: readonly Phase[];
  /** A place on x with a meaning, such as the knee. */
  readonly mark?: { readonly x: number; readonly name: string };
  /** Names of the axes, with their units. */
  readonly x: string;
  readonly y: string;
  /** A curve of few points shows them; one of many is a line. */
  readonly dots: boolean;
  /** Whether the axis of values begins at 0, so that heights can be compared; else where the values begin. */
  readonly fromZero?: boolean;
}

const WIDTH = 480;
const HEIGHT = 166;
const LEFT = 74;
const RIGHT = 466;
/** Names of phases stand in a line of their own above the plot. */
const TOP = { plain: 24, withPhases: 42 };
const MAX_POINTS = 400;

/** A line over its axis, with intervals where points have them and phases shaded behind. */
export function curveChart({ title, points, phases = [], mark, x, y, dots, fromZero = false }: Curve): string {
  const ends = [
    ...(fromZero ? [0] : []),
    ...points.flatMap((point) => [
      point.y,
      ...(point.interval === undefined ? [] : [point.interval.low, point.interval.high]),
    ]),
  ];
  const across = linearScale(
    points.map((point) => point.x),
    { from: LEFT, to: RIGHT, ticks: 5 },
  );
  const up = linearScale(ends, { from: HEIGHT, to: phases.length === 0 ? TOP.plain : TOP.withPhases, ticks: 4 });
  const scales = { across, up };
  return drawing(
    { width: WIDTH, height: HEIGHT + AXIS_HEIGHT, title },
    ...phases.map((phase, index) => phaseMark(phase, { across, index })),
    verticalAxis({ scale: up, left: LEFT, right: RIGHT }),
    horizontalAxis({ scale: across, top: HEIGHT, bottom: HEIGHT, name: x }),
    label(LEFT, 14, { content: y, kind: 'axis' }),
    mark === undefined ? '' : placeMark(mark, across),
    element('path', { d: linePath(points, scales), class: 'line' }),
    ...(dots ? points.map((point) => pointMark(point, scales)) : []),
  );
}

interface Scales {
  readonly across: Scale;
  readonly up: Scale;
}

function linePath(points: readonly CurvePoint[], { across, up }: Scales): string {
  const all = points.map(({ x, y }): Point => [across.at(x), up.at(y)]);
  return thinOutCurve(all, MAX_POINTS)
    .map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${coordinate(x)} ${coordinate(y)}`)
    .join('');
}

function pointMark({ x, y, interval }: CurvePoint, { across, up }: Scales): string {
  const bar =
    interval === undefined
      ? ''
      : element('line', {
          x1: across.at(x),
          x2: across.at(x),
          y1: up.at(interval.low),
          y2: up.at(interval.high),
          class: 'whisker',
        });
  return bar + element('circle', { cx: across.at(x), cy: up.at(y), r: 3.4, class: 'dot' });
}

function placeMark({ x, name }: { readonly x: number; readonly name: string }, across: Scale): string {
  const at = across.at(x);
  const leans = at > (LEFT + RIGHT) / 2;
  return (
    element('line', { x1: at, x2: at, y1: TOP.plain, y2: HEIGHT, class: 'change' }) +
    label(at + (leans ? -5 : 5), HEIGHT - 6, { content: name, anchor: leans ? 'end' : 'start', kind: 'change' })
  );
}

function phaseMark(
  { name, from, to }: Phase,
  { across, index }: { readonly across: Scale; readonly index: number },
): string {
  const [left, right] = [Math.max(LEFT, across.at(from)), Math.min(RIGHT, across.at(to))];
  if (right <= left) return '';
  const shade = element('rect', {
    x: left,
    y: TOP.withPhases,
    width: right - left,
    height: HEIGHT - TOP.withPhases,
    class: `phase p${index % 2}`,
  });
  // A name needs up to nine units per letter, on a phone; a narrower phase goes without.
  const fits = right - left > name.length * 9;
  return fits ? shade + label((left + right) / 2, TOP.withPhases - 6, { content: name, anchor: 'middle' }) : shade;
}
