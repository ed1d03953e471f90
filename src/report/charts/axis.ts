import { tickText, type Scale } from './scale.js';
import { element, label } from './svg.js';

/** A horizontal axis below a plot, with grid lines through it. */
export interface HorizontalAxis {
  readonly scale: Scale;
  readonly top: number;
  readonly bottom: number;
  /** What the axis shows, with its unit. */
  readonly name: string;
}

/** Space that {@link horizontalAxis} takes below `bottom`. */
export const AXIS_HEIGHT = 36;

/** Grid, tick labels and name of a horizontal axis. Labels at the ends lean inwards, so that none is cut off. */
export function horizontalAxis({ scale, top, bottom, name }: HorizontalAxis): string {
  const last = scale.ticks.length - 1;
  const ticks = scale.ticks.map((tick, index) => {
    const x = scale.at(tick);
    return (
      element('line', { x1: x, x2: x, y1: top, y2: bottom, class: 'grid' }) +
      label(x, bottom + 15, { content: tickText(tick), anchor: index === last ? 'end' : 'middle' })
    );
  });
  return ticks.join('') + label(scale.at(scale.high), bottom + 31, { content: name, anchor: 'end', kind: 'axis' });
}

/** A vertical axis left of a plot, with grid lines through it. */
export interface VerticalAxis {
  readonly scale: Scale;
  readonly left: number;
  readonly right: number;
}

/** Grid and tick labels of a vertical axis. */
export function verticalAxis({ scale, left, right }: VerticalAxis): string {
  return scale.ticks
    .map((tick) => {
      const y = scale.at(tick);
      return (
        element('line', { x1: left, x2: right, y1: y, y2: y, class: 'grid' }) +
        label(left - 6, y + 4, { content: tickText(tick), anchor: 'end' })
      );
    })
    .join('');
}
