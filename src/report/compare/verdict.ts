import type { Interval } from '../../statistics/interval.js';
import { ALPHA, type Evidence, type Tolerance } from './evidence.js';
import { resolvingSampleSize } from './sample-size.js';

/** What a comparison says of one metric. */
export type Verdict = 'regressed' | 'improved' | 'unchanged' | 'inconclusive';

/** Whether a verdict tells both sides apart. */
export function isDecided({ verdict }: { readonly verdict: Verdict }): boolean {
  return verdict === 'regressed' || verdict === 'improved';
}

/** Why a verdict is what it is. */
export type VerdictCause =
  | 'beyond-threshold'
  | 'within-threshold'
  | 'no-values'
  | 'single-value'
  | 'no-direction'
  | 'not-significant'
  | 'below-threshold'
  | 'below-noise'
  | 'disturbed';

/** A verdict with its cause; `needed` is the number of values on each side that would probably decide. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly cause: VerdictCause;
  readonly needed?: number;
}

/**
 * Rule 3 of METRICS, "Comparing two runs": regressed or improved only if significant, within the runs and among equal runs
 * where these are kept, the interval excludes no effect, and the effect reaches max(threshold, 2 × noise floor) and what other
 * programs may have done; unchanged only if the interval lies inside ± threshold; otherwise inconclusive. Ratios are weighed
 * as logarithms, so that exchanging the runs exchanges the verdict.
 */
export function judge(evidence: Evidence, tolerance: Tolerance): Judgement {
  const { effect, better, adjustedP } = evidence;
  if (better === 'none') return { verdict: 'inconclusive', cause: 'no-direction' };
  if (effect === undefined) return undecided(evidence, { tolerance, cause: 'no-values' });
  const bound = Math.log1p(tolerance.threshold);
  const noise = Math.log1p(2 * tolerance.noiseFloor);
  const disturbance = disturbanceOf(tolerance);
  const size = Math.abs(Math.log(effect.estimate));
  const significant = adjustedP <= ALPHA && excludesOne(effect);
  if (significant && size >= Math.max(bound, noise, disturbance)) {
    return { verdict: isWorse(effect.estimate, better) ? 'regressed' : 'improved', cause: 'beyond-threshold' };
  }
  if (liesWithin(effect, bound)) return { verdict: 'unchanged', cause: 'within-threshold' };
  // No number of values helps against what differs between runs.
  if (size >= bound && (size < noise || isUsual(evidence))) return { verdict: 'inconclusive', cause: 'below-noise' };
  if (size >= bound && size < disturbance) return { verdict: 'inconclusive', cause: 'disturbed' };
  return undecided(evidence, { tolerance, cause: significant ? 'below-threshold' : 'not-significant' });
}

/** Whether it is the equal runs that keep an effect from being significant. */
function isUsual({ p, runP, adjustedP }: Evidence): boolean {
  return runP !== undefined && adjustedP > ALPHA && (runP > ALPHA || runP >= p);
}

/** Whether a ratio candidate / baseline is for the worse. */
export function isWorse(ratio: number, better: 'lower' | 'higher'): boolean {
  return better === 'lower' ? ratio > 1 : ratio < 1;
}

/**
 * Logarithm of the largest effect that other programs can have had: work that lacks the share s of the CPU time takes up to
 * 1 / (1 − s) times as long.
 */
function disturbanceOf({ otherCpuShare }: Tolerance): number {
  return -Math.log1p(-Math.min(otherCpuShare, LARGEST_SHARE));
}

/** Keeps the bound of a machine that others had all to themselves finite. */
const LARGEST_SHARE = 0.999;

function undecided(
  evidence: Evidence,
  { tolerance, cause }: { readonly tolerance: Tolerance; readonly cause: VerdictCause },
): Judgement {
  return { verdict: 'inconclusive', cause, needed: resolvingSampleSize(evidence, tolerance.threshold) };
}

function excludesOne({ low, high }: Interval): boolean {
  return low > 1 || high < 1;
}

function liesWithin({ low, high }: Interval, bound: number): boolean {
  return Math.log(low) >= -bound && Math.log(high) <= bound;
}
