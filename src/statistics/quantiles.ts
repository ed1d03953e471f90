import { elementAt } from './element-at.js';

/**
 * An ascending copy. Throws `RangeError` on NaN and infinities: they have no place in a measurement,
 * and every order statistic computed from them would look like a number.
 */
export function sortAscending(values: ArrayLike<number>): Float64Array {
  // A typed array sorts numerically and puts NaN last, so that looking at both ends is enough.
  const sorted = Float64Array.from(values).sort();
  if (!Number.isFinite(sorted.at(0) ?? 0) || !Number.isFinite(sorted.at(-1) ?? 0)) {
    throw new RangeError('values must be finite numbers');
  }
  return sorted;
}

/**
 * The quantile at probability `p` of values in ascending order, in their unit: type 7 (linear interpolation
 * between the order statistics around `(n − 1)·p`), the default of R and NumPy.
 * Source: Hyndman & Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996).
 * Throws `RangeError` for no values and for `p` outside 0..1.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must lie in 0..1, got ${p}`);
  const position = (sorted.length - 1) * p;
  const index = Math.floor(position);
  const below = elementAt(sorted, index);
  const fraction = position - index;
  if (fraction === 0) return below;
  const above = elementAt(sorted, index + 1);
  // Rounding may carry the interpolation past its upper neighbour; the quantile must stay monotone in p.
  return Math.min(above, below + fraction * (above - below));
}

/** The median of values in any order, in their unit. Throws `RangeError` for no values and for non-finite ones. */
export function median(values: ArrayLike<number>): number {
  return quantile(sortAscending(values), 0.5);
}

/** The raw median absolute deviation about `centre`: not scaled to a standard deviation. Throws like `median`. */
export function medianAbsoluteDeviation(values: ArrayLike<number>, centre: number): number {
  return median(Float64Array.from(values, (value) => Math.abs(value - centre)));
}
