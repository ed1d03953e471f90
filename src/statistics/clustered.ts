import { type Interval, requireLevel } from './interval.js';
import { meanOf } from './mean-of.js';
import { normalQuantile } from './normal.js';
import { drawCounts, type BootstrapOptions, percentileBootstrap } from './resampling.js';
import { scoreInterval } from './wilson.js';

/** The mean over cases that were each answered several times; in the unit of the scores. */
export interface ClusteredMean {
  /** The mean of the cases' means: every case weighs the same, however often it was answered. */
  readonly mean: number;
  /** Standard error with the cases as clusters; absent for fewer than two cases. */
  readonly standardError?: number;
  readonly cases: number;
  readonly answers: number;
}

/**
 * The mean score of a suite whose cases were answered several times each, with the standard error √(C/(C−1) · Σ(m − mean)²) / C
 * over the C means m: answers to one case resemble each other, so that n·k answers say less than n·k cases.
 * Source: Miller, "Adding Error Bars to Evals", arXiv 2411.00640 (2024), section 2.2 and appendix A; for equal numbers of
 * answers it is the clustered error there with the small-sample factor C/(C−1). Cases without answers are left out;
 * undefined where none is left. Throws `RangeError` for scores that are not finite.
 */
export function clusteredMean(cases: readonly (readonly number[])[]): ClusteredMean | undefined {
  const means = caseMeans(cases);
  if (means.length === 0) return undefined;
  const answers = cases.reduce((total, each) => total + each.length, 0);
  const mean = meanOf(means);
  const counts = { mean, cases: means.length, answers };
  if (means.length < 2) return counts;
  const squares = means.reduce((total, each) => total + (each - mean) ** 2, 0);
  return { ...counts, standardError: Math.sqrt(squares / (means.length * (means.length - 1))) };
}

/**
 * The percentile bootstrap interval of `clusteredMean`: whole cases are drawn, with all their answers. Undefined for fewer
 * than two cases. Throws like `clusteredMean` and `percentileBootstrap`.
 */
export function clusteredBootstrap(
  cases: readonly (readonly number[])[],
  options: BootstrapOptions,
): Interval | undefined {
  const means = caseMeans(cases);
  if (means.length < 2) return undefined;
  const counts = new Uint32Array(means.length);
  return percentileBootstrap(options, (random) => {
    drawCounts(counts, random);
    return means.reduce((total, mean, index) => total + mean * (counts[index] ?? 0), 0) / means.length;
  });
}

/**
 * The interval of a pass rate over cases with several answers each, scored 0 to 1: Wilson's, for as many independent
 * attempts as would have the clustered standard error, rate·(1 − rate) / error², but never fewer than there are cases nor
 * more than there are answers. Unlike rate ± z·error it stays inside 0..1, and has a width where every answer passed. With
 * one answer per case it is Wilson's interval.
 * Source of the effective size: Kish, "Survey Sampling" (1965), design effect; its use in Wilson's interval after Korn &
 * Graubard, Survey Methodology 24 (1998). Undefined without answers. Throws `RangeError` for scores outside 0..1.
 */
export function clusteredRateInterval(cases: readonly (readonly number[])[], level = 0.95): Interval | undefined {
  requireLevel(level);
  if (cases.some((scores) => scores.some((score) => !(score >= 0 && score <= 1)))) {
    throw new RangeError('scores of a rate must lie in 0..1');
  }
  const clustered = clusteredMean(cases);
  if (clustered === undefined) return undefined;
  return scoreInterval(clustered.mean, effectiveSize(clustered), normalQuantile(0.5 + level / 2));
}

function effectiveSize({ mean, standardError, cases, answers }: ClusteredMean): number {
  if (standardError === undefined || standardError === 0) return cases;
  return Math.min(answers, Math.max(cases, (mean * (1 - mean)) / standardError ** 2));
}

function caseMeans(cases: readonly (readonly number[])[]): number[] {
  if (cases.some((scores) => !scores.every(Number.isFinite))) throw new RangeError('scores must be finite numbers');
  return cases.filter((scores) => scores.length > 0).map(meanOf);
}
