import { elementAt } from './element-at.js';
import { normalUpperTail } from './normal.js';

/** From here on, and with ties, the normal approximation is used. */
const EXACT_BELOW = 34;

/**
 * Two-sided p of the Mann–Kendall test for a monotone trend of values in their order: how often so many pairs would agree in
 * direction by chance. Exact without ties below 34 values, from the number of permutations by their inversions; else the
 * normal approximation with the variance for ties and without continuity correction, as R and SciPy do. 1 for fewer than two values.
 * Source: Kendall, "Rank Correlation Methods" (1948); Mann, "Nonparametric Tests Against Trend", Econometrica 13 (1945).
 */
export function mannKendall(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 1;
  const s = score(values);
  const ties = tieSizes(values);
  if (ties.length === 0 && n < EXACT_BELOW) return exact(s, n);
  const term = (t: number): number => t * (t - 1) * (2 * t + 5);
  const variance = (term(n) - ties.reduce((sum, size) => sum + term(size), 0)) / 18;
  if (variance === 0) return 1;
  return Math.min(1, 2 * normalUpperTail(Math.abs(s) / Math.sqrt(variance)));
}

/** Rising pairs minus falling pairs. */
function score(values: readonly number[]): number {
  let s = 0;
  for (let j = 1; j < values.length; j += 1) {
    for (let i = 0; i < j; i += 1) s += Math.sign(elementAt(values, j) - elementAt(values, i));
  }
  return s;
}

function tieSizes(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((size) => size > 1);
}

/** Share of all permutations of n values whose score is at least as far from 0. */
function exact(s: number, n: number): number {
  const pairs = (n * (n - 1)) / 2;
  // Share of permutations by their number of inversions: the k-th value stands before 0 to k of the earlier ones, equally often.
  let shares = [1];
  for (let size = 2; size <= n; size += 1) {
    const grown = Array.from({ length: shares.length + size - 1 }, () => 0);
    for (const [inversions, share] of shares.entries()) {
      for (let more = 0; more < size; more += 1)
        grown[inversions + more] = elementAt(grown, inversions + more) + share / size;
    }
    shares = grown;
  }
  const fewest = (pairs - Math.abs(s)) / 2;
  const tail = shares.slice(0, fewest + 1).reduce((sum, share) => sum + share, 0);
  return Math.min(1, 2 * tail);
}
