import { verticalAxis } from './axis.js';
import { linearScale, type Scale } from './scale.js';
import { coordinate, drawing, element, label } from './svg.js';

/** One run. */
export interface TrendMark {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  readonly y: number;
  /** Number of the change that came with it; absent where nothing changed. */
  readonly change?: number;
}

/** A value over runs. */
export interface TrendChart {
  readonly title: string;
  /** At least one, in order of time. */
  readonly points: readonly TrendMark[];
  /** Name of the value, with its unit. */
  readonly y: string;
  /** The trend: value at the first and at the last point. */
  readonly line?: { readonly first: number; readonly last: number };
}

const WIDTH = 480;
const HEIGHT = 170;
const LEFT = 74;
const RIGHT = 466;
const TOP = 42;
const AXIS = 22;
const DAY_MS = 86_400_000;

/** Dates need so many units, on a phone too. */
const DATE_WIDTH = 130;

/** Runs over their dates, or in their order where all are of one day; the changes between them as numbered lines. */
export function trendChart({ title, points, y, line }: TrendChart): string {
  const across = placesOf(points);
  const ends = line === undefined ? [] : [line.first, line.last];
  const up = linearScale([...points.map((point) => point.y), ...ends], { from: HEIGHT, to: TOP, ticks: 4 });
  const [first, last] = [across.places.at(0) ?? LEFT, across.places.at(-1) ?? LEFT];
  return drawing(
    { width: WIDTH, height: HEIGHT + AXIS, title },
    verticalAxis({ scale: up, left: LEFT, right: RIGHT }),
    label(LEFT, 14, { content: y, kind: 'axis' }),
    ...across.ticks.map(({ at, text, anchor }) => label(at, HEIGHT + 17, { content: text, anchor })),
    ...points.map((point, index) => changeMark(point, across.places[index] ?? LEFT)),
    line === undefined
      ? ''
      : element('line', { x1: first, x2: last, y1: up.at(line.first), y2: up.at(line.last), class: 'trend' }),
    element('path', { d: pathOf(points, across.places, up), class: 'line' }),
    ...points.map((point, index) =>
      element('circle', { cx: across.places[index] ?? LEFT, cy: up.at(point.y), r: 3, class: 'dot' }),
    ),
  );
}

interface Places {
  readonly places: readonly number[];
  readonly ticks: readonly {
    readonly at: number;
    readonly text: string;
    readonly anchor: 'start' | 'middle' | 'end';
  }[];
}

function placesOf(points: readonly TrendMark[]): Places {
  const [first, last] = [points.at(0)?.atMs ?? 0, points.at(-1)?.atMs ?? 0];
  const span = last - first;
  const byDate = span >= DAY_MS;
  const share = (atMs: number, index: number): number =>
    byDate ? (atMs - first) / span : points.length < 2 ? 0.5 : index / (points.length - 1);
  const inset = 8;
  const at = (part: number): number => LEFT + inset + part * (RIGHT - LEFT - 2 * inset);
  const places = points.map(({ atMs }, index) => at(share(atMs, index)));
  if (points.length < 2) return { places, ticks: [{ at: at(0.5), text: dateText(first), anchor: 'middle' }] };
  if (!byDate) {
    return {
      places,
      ticks: [
        { at: LEFT, text: `${dateText(first)} ${timeText(first)}`, anchor: 'start' },
        {
          at: RIGHT,
          text: dateText(last) === dateText(first) ? timeText(last) : `${dateText(last)} ${timeText(last)}`,
          anchor: 'end',
        },
      ],
    };
  }
  const count = Math.max(2, Math.min(Math.floor((RIGHT - LEFT) / DATE_WIDTH), Math.floor(span / DAY_MS) + 1));
  const ticks = Array.from({ length: count }, (_, index) => {
    const part = index / (count - 1);
    const anchor = index === 0 ? 'start' : index === count - 1 ? 'end' : 'middle';
    return {
      at: index === 0 ? LEFT : index === count - 1 ? RIGHT : at(part),
      text: dateText(first + part * span),
      anchor,
    } as const;
  });
  return { places, ticks };
}

/** Dates are those of run ids: UTC. */
function dateText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function timeText(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}

function changeMark({ change }: TrendMark, x: number): string {
  if (change === undefined) return '';
  return (
    element('line', { x1: x, x2: x, y1: TOP - 10, y2: HEIGHT, class: 'change' }) +
    label(x, TOP - 14, { content: String(change), anchor: 'middle', kind: 'change' })
  );
}

function pathOf(points: readonly TrendMark[], places: readonly number[], up: Scale): string {
  return points
    .map(({ y }, index) => `${index === 0 ? 'M' : 'L'}${coordinate(places[index] ?? LEFT)} ${coordinate(up.at(y))}`)
    .join('');
}
