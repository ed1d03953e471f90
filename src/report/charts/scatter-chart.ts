import { AXIS_HEIGHT, horizontalAxis, verticalAxis } from './axis.js';
import { linearScale } from './scale.js';
import { drawing, element, label } from './svg.js';

/** A thing with two values. */
export interface ScatterPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Whether it is one of those that matter. */
  readonly marked: boolean;
}

/** Things by two of their values. */
export interface ScatterChart {
  readonly title: string;
  readonly points: readonly ScatterPoint[];
  /** Names of the axes, with units and with which end is better. */
  readonly x: string;
  readonly y: string;
}

const WIDTH = 480;
const HEIGHT = 230;
const LEFT = 74;
const RIGHT = 460;
const TOP = 30;

/** Points by two values from 0 on, each with its name; the marked ones are filled. */
export function scatterChart({ title, points, x, y }: ScatterChart): string {
  const across = linearScale([0, ...points.map((point) => point.x * 1.05)], { from: LEFT, to: RIGHT, ticks: 5 });
  const up = linearScale([0, ...points.map((point) => point.y * 1.05)], { from: HEIGHT, to: TOP, ticks: 5 });
  return drawing(
    { width: WIDTH, height: HEIGHT + AXIS_HEIGHT, title },
    verticalAxis({ scale: up, left: LEFT, right: RIGHT }),
    horizontalAxis({ scale: across, top: TOP, bottom: HEIGHT, name: x }),
    label(LEFT, 14, { content: y, kind: 'axis' }),
    ...points.map((point) => spot(point, across.at(point.x), up.at(point.y))),
  );
}

/** A point with its name, which stands left of it where there is no room to the right. */
function spot({ name, marked }: ScatterPoint, x: number, y: number): string {
  const leans = x > LEFT + (RIGHT - LEFT) * 0.8;
  return (
    element('circle', { cx: x, cy: y, r: 5, class: marked ? 'spot' : 'spot off' }) +
    label(x + (leans ? -9 : 9), y + 4, { content: name, anchor: leans ? 'end' : 'start', kind: 'name' })
  );
}
