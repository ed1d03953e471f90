import { elementAt } from './element-at.js';
import { type Midranks, midranks } from './midranks.js';
import { normalUpperTail } from './normal.js';
import { subsetSumCounts } from './rank-sum-distribution.js';

/** Largest sample of each side for which the exact distribution is used, without and with ties. */
const EXACT_LIMIT = Object.freeze({ untied: 20, tied: 12 });

/** What a Mann–Whitney U test found. */
export interface MannWhitney {
  /** U of the first sample: pairs in which its value is the larger, equal ones counted half. */
  readonly u: number;
  /** Two-sided probability of a U at least this far out, if both samples come from one distribution. */
  readonly p: number;
  /** `exact` counts permutations; `normal` approximates, corrected for ties and continuity. */
  readonly method: 'exact' | 'normal';
}

/** The pooled ranks of two samples, the first `n` of them the first sample's. */
interface Ranked extends Midranks {
  readonly n: number;
  readonly m: number;
  readonly u: number;
}

/**
 * The two-sided Mann–Whitney U test of two independent samples. Exact by enumeration of the (tied) ranks when both have
 * at most 20 values, or at most 12 where values are equal; the two-sided p is twice the smaller tail, as in R and SciPy.
 * Sources: Mann & Whitney, Annals of Mathematical Statistics 18 (1947); Lehmann, "Nonparametrics" (1975), 1.4 for ties.
 * Undefined when either sample is empty. Throws `RangeError` on NaN.
 */
export function mannWhitney(first: readonly number[], second: readonly number[]): MannWhitney | undefined {
  if (first.length === 0 || second.length === 0) return undefined;
  const ranked = rankBoth(first, second);
  const limit = ranked.tieSizes.length === 0 ? EXACT_LIMIT.untied : EXACT_LIMIT.tied;
  return Math.max(ranked.n, ranked.m) <= limit
    ? { u: ranked.u, p: exactP(ranked), method: 'exact' }
    : { u: ranked.u, p: normalP(ranked), method: 'normal' };
}

function rankBoth(first: readonly number[], second: readonly number[]): Ranked {
  const ranks = midranks([...first, ...second]);
  const n = first.length;
  const rankSum = doubledRankSum(ranks.doubled, n) / 2;
  return { ...ranks, n, m: second.length, u: rankSum - (n * (n + 1)) / 2 };
}

function doubledRankSum(doubled: readonly number[], n: number): number {
  return doubled.slice(0, n).reduce((total, rank) => total + rank, 0);
}

function exactP({ doubled, n }: Ranked): number {
  const counts = subsetSumCounts(doubled, n);
  const observed = doubledRankSum(doubled, n);
  let below = 0;
  let above = 0;
  for (const [sum, count] of counts.entries()) {
    if (sum < observed) below += count;
    if (sum > observed) above += count;
  }
  const same = elementAt(counts, observed);
  return Math.min(1, (2 * (Math.min(below, above) + same)) / (below + same + above));
}

function normalP({ n, m, u, tieSizes }: Ranked): number {
  const total = n + m;
  const ties = tieSizes.reduce((sum, size) => sum + (size ** 3 - size), 0);
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  const distance = Math.abs(u - (n * m) / 2) - 0.5;
  // A U at its mean says nothing against chance, and values that are all equal leave no variance to divide by.
  if (distance <= 0 || variance <= 0) return 1;
  return 2 * normalUpperTail(distance / Math.sqrt(variance));
}
