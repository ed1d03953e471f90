import { elementAt } from './element-at.js';

/** The ranks of pooled values; equal values share the mean of their ranks. */
export interface Midranks {
  /** Twice the midrank of each value, in the order given: doubled, so that every rank is an integer. */
  readonly doubled: readonly number[];
  /** Sizes of the groups of equal values, of those with more than one. */
  readonly tieSizes: readonly number[];
}

/** Ranks values from 1. Throws `RangeError` on NaN, which has no rank. */
export function midranks(values: readonly number[]): Midranks {
  if (values.some(Number.isNaN)) throw new RangeError('NaN has no rank');
  const order = values.map((_, index) => index).sort((a, b) => elementAt(values, a) - elementAt(values, b));
  const doubled = Array.from(values, () => 0);
  const tieSizes: number[] = [];
  for (let start = 0; start < order.length;) {
    const end = endOfTie(values, order, start);
    // Ranks start + 1 to end: twice their mean is their first plus their last.
    for (const index of order.slice(start, end)) doubled[index] = start + 1 + end;
    if (end - start > 1) tieSizes.push(end - start);
    start = end;
  }
  return { doubled, tieSizes };
}

function endOfTie(values: readonly number[], order: readonly number[], start: number): number {
  const value = elementAt(values, elementAt(order, start));
  let end = start + 1;
  while (end < order.length && elementAt(values, elementAt(order, end)) === value) end += 1;
  return end;
}
