/** Maps values of a domain to coordinates. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly at: (value: number) => number;
  /** Round values inside the domain, ascending. */
  readonly ticks: readonly number[];
}

/** Where a scale lies: the coordinate of its low and of its high end. */
export interface ScaleRange {
  readonly from: number;
  readonly to: number;
  /** About how many ticks are wanted. */
  readonly ticks: number;
}

/**
 * A linear scale over all of `values`, widened to round ends. Equal values get some room around them, so that a
 * distribution of one value is a mark in the middle and no division by zero.
 */
export function linearScale(values: readonly number[], range: ScaleRange): Scale {
  const [least, most] = extent(values);
  const room = roomAround(least, most);
  const step = niceStep((most - least + 2 * room) / range.ticks);
  const low = Math.floor((least - room) / step) * step;
  const high = Math.ceil((most + room) / step) * step;
  const count = Math.round((high - low) / step);
  return {
    low,
    high,
    at: (value) => range.from + ((value - low) / (high - low)) * (range.to - range.from),
    // Multiples of the step carry its rounding error, which would show as 0.30000000000000004.
    ticks: Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toPrecision(12))),
  };
}

/** Values that hardly differ need room on both sides: a twentieth of their size, or 1 around 0. */
function roomAround(least: number, most: number): number {
  const size = Math.max(Math.abs(least), Math.abs(most));
  if (most - least > Math.max(size * 1e-9, 1e-12)) return 0;
  return size > 1e-9 ? size * 0.05 : 1;
}

/** A tick as text: its value without the dust of binary fractions. */
export function tickText(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** Least and greatest value; 0 and 1 for none. A loop, since spreading a hundred thousand values overflows the stack. */
export function extent(values: readonly number[]): readonly [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least > most ? [0, 1] : [least, most];
}

/** The round number (1, 2 or 5 times a power of ten) at or above a rough step. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}
