import { AXIS_HEIGHT, horizontalAxis, verticalAxis } from './axis.js';
import { extent, linearScale } from './scale.js';
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

/** Radius of a point. */
const SPOT = 5;

/** Width of a letter and height of a line at most, on a phone too. */
const LETTER = { width: 10, height: 15 };

/** Values that differ by more than this factor are shown from 0 on; closer ones would be one blot there. */
const CLOSE = 2;

/** Points by two values, each with its name; the marked ones are filled. No name covers a point or another name as far as there is room. */
export function scatterChart({ title, points, x, y }: ScatterChart): string {
  const across = linearScale(domainOf(points.map((point) => point.x)), { from: LEFT, to: RIGHT, ticks: 5 });
  const up = linearScale(domainOf(points.map((point) => point.y)), { from: HEIGHT, to: TOP, ticks: 5 });
  const places = points.map((point) => ({ ...point, left: across.at(point.x), top: up.at(point.y) }));
  return drawing(
    { width: WIDTH, height: HEIGHT + AXIS_HEIGHT, title },
    verticalAxis({ scale: up, left: LEFT, right: RIGHT }),
    horizontalAxis({ scale: across, top: TOP, bottom: HEIGHT, name: x }),
    label(LEFT, 14, { content: y, kind: 'axis' }),
    ...places.map(({ left, top, marked }) =>
      element('circle', { cx: left, cy: top, r: SPOT, class: marked ? 'spot' : 'spot off' }),
    ),
    ...namesOf(places),
  );
}

/** The values with a tenth of room around them, so that none lies on the frame. */
function domainOf(values: readonly number[]): number[] {
  const [least, most] = extent(values);
  if (least * CLOSE < most || least <= 0) return [Math.min(0, least), most * 1.05];
  const room = (most - least) * 0.1;
  return [least - room, most + room];
}

/** A point with its place in the drawing. */
interface Place {
  readonly name: string;
  readonly left: number;
  readonly top: number;
}

/** A rectangle of the drawing. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Each name at the first side of its point where it is free: right, left, above, below; right where none is. */
function namesOf(places: readonly Place[]): string[] {
  const taken = places.map(({ left, top }): Box => around(left, top, SPOT + 1));
  return places.map(({ name, left, top }, own) => {
    const beside = SPOT + 4;
    const sides = [
      { x: left + beside, y: top + 4, anchor: 'start' },
      { x: left - beside, y: top + 4, anchor: 'end' },
      { x: left, y: top - beside, anchor: 'middle' },
      { x: left, y: top + beside + 10, anchor: 'middle' },
    ] as const;
    const boxes = sides.map((side) => ({ side, box: boxOf(name, side) }));
    const free = boxes.find(({ box }) => inside(box) && taken.every((other, at) => at === own || !overlap(box, other)));
    const { side, box } = free ?? { side: sides[0], box: boxOf(name, sides[0]) };
    taken.push(box);
    return label(side.x, side.y, { content: name, anchor: side.anchor, kind: 'name' });
  });
}

function around(x: number, y: number, reach: number): Box {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

function boxOf(
  name: string,
  { x, y, anchor }: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' },
): Box {
  const width = name.length * LETTER.width;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, top: y - LETTER.height + 4, right: left + width, bottom: y + 4 };
}

function inside({ left, right, top, bottom }: Box): boolean {
  return left >= LEFT && right <= RIGHT && top >= TOP - LETTER.height && bottom <= HEIGHT;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
