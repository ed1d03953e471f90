import { type Interval, requireLevel } from './interval.js';
import { quantile, sortAscending } from './quantiles.js';
import { type Random, createRandom } from './random.js';

/** How to bootstrap. The same seed, counts and values give the same interval. */
export interface BootstrapOptions {
  /** An integer, see `createRandom`. */
  readonly seed: number;
  /** How many resamples are drawn; 10 000 unless told, which leaves the ends a Monte Carlo error far below their width. */
  readonly resamples?: number;
  /** The confidence level between 0 and 1; 0.95 unless told. */
  readonly level?: number;
}

/** What holds unless told otherwise; see `BootstrapOptions`. */
export const BOOTSTRAP_DEFAULTS = Object.freeze({ resamples: 10_000, level: 0.95 });

/**
 * The percentile bootstrap interval of whatever `estimate` computes from one resample.
 * Source: Efron & Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
 * Throws `RangeError` for a level outside 0..1 and for resamples that are not a positive integer.
 */
export function percentileBootstrap(options: BootstrapOptions, estimate: (random: Random) => number): Interval {
  const { seed, resamples, level } = { ...BOOTSTRAP_DEFAULTS, ...options };
  requireLevel(level);
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new RangeError(`resamples must be a positive integer, got ${resamples}`);
  }
  const random = createRandom(seed);
  const estimates = sortAscending(new Float64Array(resamples).map(() => estimate(random)));
  const tail = (1 - level) / 2;
  return { low: quantile(estimates, tail), high: quantile(estimates, 1 - tail) };
}

/**
 * Draws one resample with replacement and leaves in `counts[i]` how often value `i` was drawn. Counts instead of
 * copied values let a statistic of sorted values be read off without sorting every resample.
 */
export function drawCounts(counts: Uint32Array, random: Random): void {
  counts.fill(0);
  for (let draw = 0; draw < counts.length; draw += 1) {
    const index = random.nextBelow(counts.length);
    counts[index] = (counts[index] ?? 0) + 1;
  }
}
