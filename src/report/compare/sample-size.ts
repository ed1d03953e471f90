import { normalQuantile } from '../../statistics/normal.js';
import { ALPHA, type Evidence } from './evidence.js';

/** More than anybody will measure; the answer is then no advice but a sign that the effect sits on the threshold. */
const MOST = 10_000;

/** An effect that sits on the threshold could never be told from it; a quarter of the threshold is near enough. */
const NEAREST_SHARE = 0.25;

/** How often the promised number of values is to bring a verdict, if spread and effect are as they were seen. */
export const PROMISED_POWER = 0.8;

/** Standard errors from the estimate to either end of its 95 % interval. */
const HALF_WIDTH = normalQuantile(0.975);

/**
 * How many values on each side would turn an inconclusive comparison into a verdict four times out of five, if spread and
 * effect are as they were seen: standard errors shrink with √n, and a test that has to learn the spread from few values needs
 * z²/4 of them more (Guenther, The American Statistician 35, 1981). Always more than there are, and never fewer than with which
 * the test can be significant at all. `bench/compare-power.mjs` prints how often it comes true.
 */
export function resolvingSampleSize(evidence: Evidence, threshold: number): number {
  const { effect, counts, family } = evidence;
  const least = Math.max(leastTestable(family), Math.min(counts.before, counts.after) + 1);
  if (effect === undefined) return least;
  const n = harmonicMean(counts.before, counts.after);
  const bound = Math.log1p(threshold);
  const size = Math.abs(Math.log(effect.estimate));
  const error = (Math.log(effect.high) - Math.log(effect.low)) / (2 * HALF_WIDTH);
  const z = normalQuantile(1 - ALPHA / Math.max(1, family) / 2);
  const values =
    size >= bound
      ? n * (error / errorToDiffer({ size, bound, z })) ** 2 + (z * z) / 4
      : n * (error / errorToBeUnchanged({ size, bound })) ** 2;
  return Math.min(MOST, Math.max(least, Math.ceil(values)));
}

/** The smallest n = m whose most extreme ranking is significant: 2 / C(2n, n) ≤ α / family. */
function leastTestable(family: number): number {
  let n = 1;
  for (let arrangements = 2; 2 / arrangements > ALPHA / Math.max(1, family); n += 1) {
    arrangements *= ((2 * n + 1) * (2 * n + 2)) / (n + 1) ** 2;
  }
  return n;
}

/** The standard error at which an effect beyond the threshold is both significant and estimated beyond it. */
function errorToDiffer({ size, bound, z }: { size: number; bound: number; z: number }): number {
  const significant = size / (z + normalQuantile(PROMISED_POWER));
  const beyond = Math.max(size - bound, bound * NEAREST_SHARE) / normalQuantile(PROMISED_POWER);
  return Math.min(significant, beyond);
}

/** The standard error at which the interval lies inside ± the threshold; it may be left at either end. */
function errorToBeUnchanged({ size, bound }: { size: number; bound: number }): number {
  const room = Math.max(bound - size, bound * NEAREST_SHARE);
  return room / (HALF_WIDTH + normalQuantile((1 + PROMISED_POWER) / 2));
}

function harmonicMean(a: number, b: number): number {
  return (2 * a * b) / (a + b);
}
