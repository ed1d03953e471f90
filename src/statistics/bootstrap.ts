import { elementAt } from './element-at.js';
import { medianBootstrapLimit } from './median-bootstrap-limit.js';
import type { Interval } from './interval.js';
import { sortAscending } from './quantiles.js';
import { type BootstrapOptions, drawCounts, percentileBootstrap } from './resampling.js';

/** From so many values on the interval is computed instead of drawn, whose time would grow with values × resamples. */
export const COMPUTED_FROM = 500;

/**
 * The percentile bootstrap interval of the median, in the unit of the values and independent of their order. Of 500 values
 * and more it is the limit of ever more resamples and needs no seed; see `medianBootstrapLimit`.
 * Undefined for fewer than two values, of which no spread can be told. Throws `RangeError` on NaN and infinities
 * and like `percentileBootstrap`.
 */
export function bootstrapMedianInterval(values: ArrayLike<number>, options: BootstrapOptions): Interval | undefined {
  if (values.length < 2) return undefined;
  const sorted = sortAscending(values);
  if (sorted.length >= COMPUTED_FROM) return medianBootstrapLimit(sorted, options.level ?? 0.95);
  const counts = new Uint32Array(sorted.length);
  return percentileBootstrap(options, (random) => {
    drawCounts(counts, random);
    return medianOfCounted(sorted, counts);
  });
}

/** The median of a resample given as counts of sorted values: the mean of its two middle order statistics. */
function medianOfCounted(sorted: Float64Array, counts: Uint32Array): number {
  const half = sorted.length / 2;
  let index = 0;
  let seen = elementAt(counts, 0);
  while (seen < half) seen += elementAt(counts, (index += 1));
  const lower = elementAt(sorted, index);
  if (seen > half) return lower;
  // Exactly half of the resample lies at or below `lower`, so the other middle value is the next one drawn.
  do index += 1;
  while (elementAt(counts, index) === 0);
  return midpoint(lower, elementAt(sorted, index));
}

function midpoint(lower: number, upper: number): number {
  return lower + (upper - lower) / 2;
}
