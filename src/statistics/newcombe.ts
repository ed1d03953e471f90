import type { Interval } from './interval.js';
import { wilsonInterval } from './wilson.js';

/** How often something succeeded; integers with 0 ≤ successes ≤ attempts. */
export interface SuccessCount {
  readonly successes: number;
  readonly attempts: number;
}

/** A difference of two success probabilities, candidate minus baseline, in −1..1. */
export interface ProportionDifference extends Interval {
  readonly difference: number;
}

/**
 * The difference of two independent success rates with Newcombe's hybrid score interval.
 * Source: Newcombe, "Interval Estimation for the Difference Between Independent Proportions", Statistics in Medicine 17
 * (1998), method 10. Undefined where either has no attempts. Throws like `wilsonInterval`.
 */
export function newcombeDifference(
  baseline: SuccessCount,
  candidate: SuccessCount,
  level = 0.95,
): ProportionDifference | undefined {
  const before = wilsonInterval(baseline.successes, baseline.attempts, level);
  const after = wilsonInterval(candidate.successes, candidate.attempts, level);
  if (before === undefined || after === undefined) return undefined;
  const rateBefore = baseline.successes / baseline.attempts;
  const rateAfter = candidate.successes / candidate.attempts;
  const difference = rateAfter - rateBefore;
  return {
    difference,
    low: difference - Math.hypot(rateAfter - after.low, before.high - rateBefore),
    high: difference + Math.hypot(after.high - rateAfter, rateBefore - before.low),
  };
}
