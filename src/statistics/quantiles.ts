import { elementAt } from './element-at.js';

/**
 * An ascending copy. Throws `RangeError` on NaN and infinities: they have no place in a measurement,
 * and every order statistic computed from them would look like a number.
 */
export function sortAscending(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values);
  // A typed array sorts numerically and puts NaN last, so that looking at both ends is enough.
  if (!ascends(sorted)) sorted.sort();
  if (!Number.isFinite(sorted.at(0) ?? 0) || !Number.isFinite(sorted.at(-1) ?? 0)) {
    throw new RangeError('values must be finite numbers');
  }
  return sorted;
}

/** To look through values that were sorted before takes a tenth of the time of sorting them. NaN beside another value never ascends. */
function ascends(values: Float64Array): boolean {
  for (let index = 1; index < values.length; index += 1) {
    if (!(elementAt(values, index - 1) <= elementAt(values, index))) return false;
  }
  return true;
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

/**
 * The raw median absolute deviation of ascending values about one of their quantiles: on both sides of it the deviations
 * ascend outwards, so that nothing has to be sorted again. Throws `RangeError` for no values.
 */
export function sortedAbsoluteDeviation(sorted: ArrayLike<number>, centre: number): number {
  if (sorted.length === 0) throw new RangeError('no values have no deviation');
  let above = 0;
  while (above < sorted.length && elementAt(sorted, above) < centre) above += 1;
  let below = above - 1;
  const next = (): number => {
    const down = below < 0 ? Number.POSITIVE_INFINITY : centre - elementAt(sorted, below);
    const up = above >= sorted.length ? Number.POSITIVE_INFINITY : elementAt(sorted, above) - centre;
    if (down <= up) below -= 1;
    else above += 1;
    return Math.min(down, up);
  };
  const position = (sorted.length - 1) * 0.5;
  let lower = next();
  for (let rank = 1; rank <= Math.floor(position); rank += 1) lower = next();
  return Number.isInteger(position) ? lower : quantile([lower, next()], 0.5);
}

/** The raw median absolute deviation about `centre`: not scaled to a standard deviation. Throws like `median`. */
export function medianAbsoluteDeviation(values: ArrayLike<number>, centre: number): number {
  return median(Float64Array.from(values, (value) => Math.abs(value - centre)));
}
