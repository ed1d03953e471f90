import { elementAt } from './element-at.js';
import type { Interval } from './interval.js';
import { sortAscending } from './quantiles.js';
import { type BootstrapOptions, drawCounts, percentileBootstrap } from './resampling.js';

/** How far a candidate lies from its baseline, with a bootstrap interval. */
export interface Effect extends Interval {
  readonly estimate: number;
}

/** Both samples and all their differences candidate − baseline, each in ascending order. */
interface SortedSamples {
  readonly baseline: Float64Array;
  readonly candidate: Float64Array;
  readonly differences: Float64Array;
}

/** How often each value of the sorted samples was drawn. */
interface Draw {
  readonly baseline: Uint32Array;
  readonly candidate: Uint32Array;
}

/**
 * The Hodges–Lehmann shift: the median of all differences candidate − baseline, in the unit of the values, with a
 * percentile bootstrap interval in which both samples are resampled.
 * Source: Hodges & Lehmann, "Estimates of Location Based on Rank Tests", Annals of Mathematical Statistics 34 (1963).
 * Undefined when either sample has fewer than two values. Throws `RangeError` on NaN and infinities and like
 * `percentileBootstrap`. Memory grows with n·m, time with (n + m)·log(n·m)·resamples.
 */
export function hodgesLehmannShift(
  baseline: readonly number[],
  candidate: readonly number[],
  options: BootstrapOptions,
): Effect | undefined {
  if (baseline.length < 2 || candidate.length < 2) return undefined;
  const samples = sortSamples(baseline, candidate);
  const draw = {
    baseline: new Uint32Array(baseline.length).fill(1),
    candidate: new Uint32Array(candidate.length).fill(1),
  };
  const estimate = medianDifference(samples, draw);
  const interval = percentileBootstrap(options, (random) => {
    drawCounts(draw.baseline, random);
    drawCounts(draw.candidate, random);
    return medianDifference(samples, draw);
  });
  return { estimate, ...interval };
}

/**
 * The same shift of the logarithms, given as a ratio candidate / baseline: 1 means no effect, and exchanging the samples
 * gives the reciprocal. Undefined when any value is not positive, else like `hodgesLehmannShift`.
 */
export function hodgesLehmannRatio(
  baseline: readonly number[],
  candidate: readonly number[],
  options: BootstrapOptions,
): Effect | undefined {
  if ([...baseline, ...candidate].some((value) => value <= 0)) return undefined;
  const shift = hodgesLehmannShift(baseline.map(Math.log), candidate.map(Math.log), options);
  if (shift === undefined) return undefined;
  return { estimate: Math.exp(shift.estimate), low: Math.exp(shift.low), high: Math.exp(shift.high) };
}

/** Sorted once, the samples serve every resample: only the counts of a draw change. */
function sortSamples(baseline: readonly number[], candidate: readonly number[]): SortedSamples {
  const differences = new Float64Array(baseline.length * candidate.length);
  for (const [row, before] of baseline.entries()) {
    for (const [column, after] of candidate.entries()) differences[row * candidate.length + column] = after - before;
  }
  return {
    baseline: sortAscending(baseline),
    candidate: sortAscending(candidate),
    differences: sortAscending(differences),
  };
}

/** The median of the differences, each counted as often as its two values were drawn together. */
function medianDifference(samples: SortedSamples, draw: Draw): number {
  const total = samples.differences.length;
  const lower = rankedDifference(samples, draw, Math.ceil(total / 2));
  if (total % 2 === 1) return lower;
  const upper = rankedDifference(samples, draw, total / 2 + 1);
  return lower + (upper - lower) / 2;
}

/** The drawn difference of the given rank from 1, by bisection of all differences. */
function rankedDifference(samples: SortedSamples, draw: Draw, rank: number): number {
  let low = 0;
  let high = samples.differences.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (drawnUpTo(samples, draw, elementAt(samples.differences, middle)) >= rank) high = middle;
    else low = middle + 1;
  }
  return elementAt(samples.differences, low);
}

/** How many drawn differences are at most `limit`: as the baseline rises, ever more candidates come within it. */
function drawnUpTo({ baseline, candidate }: SortedSamples, draw: Draw, limit: number): number {
  let column = 0;
  let candidatesWithin = 0;
  let pairs = 0;
  for (let row = 0; row < baseline.length; row += 1) {
    const before = elementAt(baseline, row);
    while (column < candidate.length && elementAt(candidate, column) - before <= limit) {
      candidatesWithin += elementAt(draw.candidate, column);
      column += 1;
    }
    pairs += elementAt(draw.baseline, row) * candidatesWithin;
  }
  return pairs;
}
