import { normalQuantile } from '../../statistics/normal.js';
import { ALPHA, type Evidence } from './evidence.js';

/** More than anybody will measure; the answer is then no advice but a sign that the effect sits on the threshold. */
const MOST = 10_000;

/** An effect that sits on the threshold could never be told from it; a quarter of the threshold is near enough. */
const NEAREST_SHARE = 0.25;

/**
 * How many values on each side would probably turn an inconclusive comparison into a verdict, if spread and effect stay:
 * intervals shrink with √n. Always more than there are, and never fewer than with which the test can be significant at
 * all.
 */
export function resolvingSampleSize(evidence: Evidence, threshold: number): number {
  const { effect, counts, family } = evidence;
  const least = Math.max(leastTestable(family), Math.min(counts.before, counts.after) + 1);
  if (effect === undefined) return least;
  const n = harmonicMean(counts.before, counts.after);
  const bound = Math.log1p(threshold);
  const size = Math.abs(Math.log(effect.estimate));
  const halfWidth = (Math.log(effect.high) - Math.log(effect.low)) / 2;
  const factor =
    size >= bound ? significanceFactor(evidence, { size, halfWidth }) : (halfWidth / room(size, bound)) ** 2;
  return Math.min(MOST, Math.max(least, Math.ceil(n * factor)));
}

/** The smallest n = m whose most extreme ranking is significant: 2 / C(2n, n) ≤ α / family. */
function leastTestable(family: number): number {
  let n = 1;
  for (let arrangements = 2; 2 / arrangements > ALPHA / Math.max(1, family); n += 1) {
    arrangements *= ((2 * n + 1) * (2 * n + 2)) / (n + 1) ** 2;
  }
  return n;
}

/** How far the interval may reach without leaving ± the threshold. */
function room(size: number, bound: number): number {
  return Math.max(bound - size, bound * NEAREST_SHARE);
}

/** An effect beyond the threshold needs an interval off zero and a p below α / family; z grows with √n. */
function significanceFactor(
  { p, family }: Evidence,
  { size, halfWidth }: { readonly size: number; readonly halfWidth: number },
): number {
  const wanted = normalQuantile(1 - ALPHA / Math.max(1, family) / 2);
  const seen = Math.max(normalQuantile(1 - Math.min(p, 0.99) / 2), 0.01);
  return Math.max((halfWidth / size) ** 2, (wanted / seen) ** 2, 1);
}

function harmonicMean(a: number, b: number): number {
  return (2 * a * b) / (a + b);
}
