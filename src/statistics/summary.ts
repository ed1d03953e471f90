import { quantile, sortAscending, sortedAbsoluteDeviation } from './quantiles.js';

/** Below these counts a percentile is hardly more than the maximum: it is still given, and named `coarse`. */
const COARSE_BELOW = { p95: 20, p99: 100 } as const;

/** A percentile that a small sample may not support. */
export type CoarsePercentile = keyof typeof COARSE_BELOW;

/** The aggregates of one metric over requests; all in the metric's unit but `n`, `cv` and `coarse`. */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation with n − 1; 0 for a single value. */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
  /** Percentiles of type 7, see `quantile`. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Raw median absolute deviation about the median, not scaled. */
  readonly mad: number;
  /** Coefficient of variation, sd / mean; absent when the mean is 0. */
  readonly cv?: number;
  /** The percentiles that n cannot support: p95 below n = 20, p99 below n = 100. */
  readonly coarse: readonly CoarsePercentile[];
}

/** Summarises values in any order; undefined for none. Throws `RangeError` on NaN and infinities. */
export function summarise(values: ArrayLike<number>): Summary | undefined {
  if (values.length === 0) return undefined;
  const sorted = sortAscending(values);
  const mean = meanOf(sorted);
  const sd = standardDeviation(sorted, mean);
  const p50 = quantile(sorted, 0.5);
  return {
    n: sorted.length,
    mean,
    sd,
    min: quantile(sorted, 0),
    max: quantile(sorted, 1),
    p50,
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    mad: sortedAbsoluteDeviation(sorted, p50),
    ...(mean === 0 ? {} : { cv: sd / mean }),
    coarse: coarsePercentiles(sorted.length),
  };
}

/** The second pass takes out the rounding of the first, so that equal values have exactly their own mean and sd 0. */
function meanOf(values: Float64Array): number {
  const rough = sum(values) / values.length;
  return rough + sum(values.map((value) => value - rough)) / values.length;
}

function standardDeviation(values: Float64Array, mean: number): number {
  if (values.length < 2) return 0;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function coarsePercentiles(n: number): CoarsePercentile[] {
  const percentiles: CoarsePercentile[] = ['p95', 'p99'];
  return percentiles.filter((percentile) => n < COARSE_BELOW[percentile]);
}
