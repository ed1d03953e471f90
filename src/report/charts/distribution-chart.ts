import { AXIS_HEIGHT, horizontalAxis } from './axis.js';
import type { Box, DistributionShape } from './distribution-shape.js';
import { extent, linearScale, type Scale } from './scale.js';
import { drawing, element } from './svg.js';

/** The values of one metric in one case. */
export interface Distribution {
  /** What is shown, for those who cannot see it. */
  readonly title: string;
  /** In the unit that `axis` names. */
  readonly shape: DistributionShape;
  /** Confidence interval of the median. */
  readonly interval?: { readonly low: number; readonly high: number };
  /** Name of the axis, with the unit. */
  readonly axis: string;
}

const WIDTH = 480;
const MARGIN = 14;
const BOX = { top: 10, height: 18 };
const STRIP = { top: 34, height: 26 };

/** Values from here on have their median and quartiles drawn as a box; fewer are dots alone. */
const BOX_FROM = 4;

/**
 * A box plot over a strip of every value: quartiles and median, whiskers to the farthest values that are no outliers by the
 * rule of all other places, the interval of the median as a bar, and each value as a dot, outliers ringed.
 */
export function distributionChart({ title, shape, interval, axis }: Distribution): string {
  const bottom = STRIP.top + STRIP.height;
  const ends = interval === undefined ? [] : [interval.low, interval.high];
  const scale = linearScale([...extent(shape.dots), ...ends], { from: MARGIN, to: WIDTH - MARGIN, ticks: 5 });
  const { box, dots } = shape;
  return drawing(
    { width: WIDTH, height: bottom + AXIS_HEIGHT, title },
    horizontalAxis({ scale, top: 4, bottom, name: axis }),
    dots.length < BOX_FROM ? '' : boxMarks(box, scale),
    interval === undefined ? '' : intervalMark(interval, scale),
    element('line', {
      x1: scale.at(box.median),
      x2: scale.at(box.median),
      y1: BOX.top - 3,
      y2: BOX.top + BOX.height + 3,
      class: 'median',
    }),
    ...dotMarks(dots, { box, scale }),
  );
}

function boxMarks({ low, q1, q3, high }: Box, scale: Scale): string {
  const middle = BOX.top + BOX.height / 2;
  const whisker = (from: number, to: number): string =>
    element('line', { x1: scale.at(from), x2: scale.at(to), y1: middle, y2: middle, class: 'whisker' });
  const width = Math.max(1, scale.at(q3) - scale.at(q1));
  return (
    whisker(low, q1) +
    whisker(q3, high) +
    element('rect', { x: scale.at(q1), y: BOX.top, width, height: BOX.height, rx: 2, class: 'box' })
  );
}

function intervalMark({ low, high }: { readonly low: number; readonly high: number }, scale: Scale): string {
  const width = Math.max(2, scale.at(high) - scale.at(low));
  return element('rect', {
    x: scale.at(low),
    y: BOX.top + BOX.height / 2 - 3,
    width,
    height: 6,
    rx: 3,
    class: 'interval',
  });
}

function dotMarks(values: readonly number[], { box, scale }: { readonly box: Box; readonly scale: Scale }): string[] {
  return values.map((value, index) => {
    const beyond = value < box.low || value > box.high;
    return element('circle', {
      cx: scale.at(value),
      cy: STRIP.top + 5 + spread(index) * (STRIP.height - 10),
      r: beyond ? 3.2 : 2.6,
      class: beyond ? 'dot beyond' : 'dot',
    });
  });
}

/** Heights from 0 to 1 without neighbours at the same one, the same each time: multiples of the golden ratio. */
function spread(index: number): number {
  return (index * 0.618_033_988_75) % 1;
}
