import type { ProportionDifference } from '../../statistics/newcombe.js';
import type { Verdict } from './verdict.js';

/** What a difference of two rates is weighed by. */
export interface RateRules {
  readonly significant: boolean;
  /** Change, as a share of all attempts, inside which rates count as unchanged. */
  readonly margin: number;
  readonly better: 'lower' | 'higher';
}

/** Rule 4 of METRICS, "Comparing two runs", of candidate − baseline with its 95 % interval. */
export function rateVerdict(
  { difference, low, high }: ProportionDifference,
  { significant, margin, better }: RateRules,
): Verdict {
  if (significant && Math.abs(difference) >= margin) {
    return difference > 0 === (better === 'higher') ? 'improved' : 'regressed';
  }
  return low >= -margin && high <= margin ? 'unchanged' : 'inconclusive';
}

/** Whether an interval leaves no room for rates that are the same. */
export function excludesZero(difference: ProportionDifference | undefined): boolean {
  return difference !== undefined && (difference.low > 0 || difference.high < 0);
}
