import { elementAt } from './element-at.js';
import { midranks } from './midranks.js';
import { createRandom } from './random.js';

/** Where a sequence most likely changes its level. */
export interface ChangePoint {
  /** Index of the first value behind the change. */
  readonly at: number;
  /** Pettitt's K: how far the ranks before lie from those of a sequence without change, summed. */
  readonly k: number;
}

/**
 * The likeliest change of level after Pettitt: K = max |U_t|, where U_t sums sign(x_i − x_j) over all i ≤ t < j, which the
 * ranks give as 2·R_t − t·(n + 1).
 * Source: Pettitt, "A Non-Parametric Approach to the Change-Point Problem", Applied Statistics 28 (1979).
 * Undefined for fewer than two values and where all are equal. Throws `RangeError` on NaN.
 */
export function changePoint(values: readonly number[]): ChangePoint | undefined {
  const found = furthest(midranks(values).doubled);
  return found.k === 0 ? undefined : found;
}

/** Orders drawn; a p of 0.02 is then known within 0.003. */
const SHUFFLES = 1_999;

/**
 * How often the values in an order of chance reach this K: a permutation test with a fixed seed, since the usual formula
 * 2·exp(−6·K² / (n³ + n²)) is far too large below thirty values.
 */
export function changePointP(values: readonly number[], { k }: Pick<ChangePoint, 'k'>): number {
  const ranks = Float64Array.from(midranks(values).doubled);
  const random = createRandom(values.length);
  let reached = 1;
  for (let draw = 0; draw < SHUFFLES; draw += 1) {
    for (let last = ranks.length - 1; last > 0; last -= 1) {
      const other = random.nextBelow(last + 1);
      const rank = elementAt(ranks, last);
      ranks[last] = elementAt(ranks, other);
      ranks[other] = rank;
    }
    if (furthest(ranks).k >= k) reached += 1;
  }
  return reached / (SHUFFLES + 1);
}

/** `doubled` are twice the ranks, so that every sum is exact. */
function furthest(doubled: ArrayLike<number>): ChangePoint {
  const n = doubled.length;
  let [sum, at, k] = [0, 0, 0];
  for (let t = 1; t < n; t += 1) {
    sum += elementAt(doubled, t - 1);
    const u = Math.abs(sum - t * (n + 1));
    if (u > k) [at, k] = [t, u];
  }
  return { at, k };
}
