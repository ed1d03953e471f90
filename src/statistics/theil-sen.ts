import { elementAt } from './element-at.js';
import { median } from './quantiles.js';

/** A straight line y = slope·x + intercept. */
export interface Line {
  /** In units of y per unit of x. */
  readonly slope: number;
  /** In units of y. */
  readonly intercept: number;
}

/**
 * The Theil–Sen line through (xs[i], ys[i]): the median of the slopes between all pairs of points with unlike x, and the
 * median of y − slope·x. Up to 29 % of wild points leave it in place. Time and memory grow with the square of the points.
 * Source: Sen, "Estimates of the Regression Coefficient Based on Kendall's Tau", JASA 63 (1968).
 * Undefined without two unlike xs. Throws `RangeError` for unequal lengths and for NaN and infinities.
 */
export function theilSen(xs: readonly number[], ys: readonly number[]): Line | undefined {
  if (xs.length !== ys.length) throw new RangeError(`${xs.length} xs do not pair with ${ys.length} ys`);
  const slopes = pairwiseSlopes(xs, ys);
  if (slopes.length === 0) return undefined;
  const slope = median(slopes);
  return { slope, intercept: median(ys.map((y, index) => y - slope * elementAt(xs, index))) };
}

function pairwiseSlopes(xs: readonly number[], ys: readonly number[]): Float64Array {
  const slopes = new Float64Array((xs.length * (xs.length - 1)) / 2);
  let count = 0;
  for (let j = 1; j < xs.length; j += 1) {
    for (let i = 0; i < j; i += 1) {
      const run = elementAt(xs, j) - elementAt(xs, i);
      if (run === 0) continue;
      slopes[count] = (elementAt(ys, j) - elementAt(ys, i)) / run;
      count += 1;
    }
  }
  return slopes.subarray(0, count);
}
