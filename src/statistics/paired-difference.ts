import { elementAt } from './element-at.js';
import type { Interval } from './interval.js';
import { type DiscordantPairs, mcnemarExact } from './mcnemar.js';
import { meanOf } from './mean-of.js';
import { createRandom } from './random.js';
import { type BootstrapOptions, drawCounts, percentileBootstrap } from './resampling.js';

/** The scores of one case on both sides; of several answers, their mean. */
export interface ScorePair {
  readonly baseline: number;
  readonly candidate: number;
}

/** How much better the candidate did on the same cases; in the unit of the scores. */
export interface PairedDifference extends Interval {
  /** The mean of candidate − baseline over the cases. */
  readonly difference: number;
  /** Standard error of the mean difference with the cases as units. */
  readonly standardError: number;
  readonly cases: number;
  /** Cases that one side scored higher on than the other. */
  readonly discordant: DiscordantPairs;
  /** Two-sided p of no difference: McNemar's exact test where all scores are 0 or 1, else the sign-flip test. */
  readonly p: number;
  readonly test: 'mcnemar' | 'sign-flip';
}

const SIGN_FLIPS = 10_000;

/**
 * Compares two sides on the same cases: the mean difference with a percentile bootstrap interval in which cases are drawn,
 * so that what makes a case hard takes no part in the spread, and an exact test. Where no case differs the interval is a
 * point, which says nothing of cases that were not asked.
 * Sources: Miller, arXiv 2411.00640 (2024), section 4.2 (paired differences); Efron & Tibshirani, "An Introduction to the
 * Bootstrap" (1993), 13.3 and 15.2. Undefined for fewer than two cases. Throws `RangeError` for scores that are not finite.
 */
export function pairedDifference(pairs: readonly ScorePair[], options: BootstrapOptions): PairedDifference | undefined {
  if (pairs.length < 2) return undefined;
  const changes = Float64Array.from(pairs, ({ baseline, candidate }) => candidate - baseline);
  if (!changes.every(Number.isFinite)) throw new RangeError('scores must be finite numbers');
  const cases = changes.length;
  const difference = meanOf(changes);
  const squares = changes.reduce((total, change) => total + (change - difference) ** 2, 0);
  return {
    difference,
    standardError: Math.sqrt(squares / (cases * (cases - 1))),
    ...bootstrapMean(changes, options),
    cases,
    discordant: {
      onlyBaseline: changes.filter((change) => change < 0).length,
      onlyCandidate: changes.filter((change) => change > 0).length,
    },
    ...testOf(pairs, changes, options.seed),
  };
}

/** What a regression gate says. */
export type GateVerdict = 'fail' | 'warn' | 'pass';

/**
 * The regression gate: fails only where even the upper end of the interval is a loss of more than `margin`, and warns where
 * the interval shows a loss of any size. `margin` is not negative and in the unit of the difference.
 */
export function regressionGate({ high }: Interval, margin: number): GateVerdict {
  if (!(margin >= 0)) throw new RangeError(`margin must not be negative, got ${margin}`);
  if (high < -margin) return 'fail';
  return high < 0 ? 'warn' : 'pass';
}

function bootstrapMean(changes: Float64Array, options: BootstrapOptions): Interval {
  const counts = new Uint32Array(changes.length);
  return percentileBootstrap(options, (random) => {
    drawCounts(counts, random);
    let total = 0;
    for (let index = 0; index < counts.length; index += 1) {
      total += elementAt(counts, index) * elementAt(changes, index);
    }
    return total / changes.length;
  });
}

function testOf(
  pairs: readonly ScorePair[],
  changes: Float64Array,
  seed: number,
): Pick<PairedDifference, 'p' | 'test'> {
  const binary = pairs.every((pair) => [pair.baseline, pair.candidate].every((score) => score === 0 || score === 1));
  if (!binary) return { p: signFlipP(changes, seed), test: 'sign-flip' };
  const onlyBaseline = changes.filter((change) => change < 0).length;
  const onlyCandidate = changes.filter((change) => change > 0).length;
  return { p: mcnemarExact({ onlyBaseline, onlyCandidate }), test: 'mcnemar' };
}

/**
 * Without a difference every change could as well have had the other sign. The share of drawn signs whose sum is at least as
 * far out, the observed ones counted among them so that p is never 0; of binary scores it is McNemar's p but for the drawing.
 * Source: Fisher, "The Design of Experiments" (1935), section 21; Phipson & Smyth, SAGMB 9 (2010), for counting the observed.
 */
function signFlipP(changes: Float64Array, seed: number): number {
  const random = createRandom(seed);
  const sizes = changes.map(Math.abs);
  const scale = sizes.reduce((total, size) => total + size, 0);
  // Sums of the same terms in another sign may differ by rounding alone.
  const observed = Math.abs(changes.reduce((total, change) => total + change, 0)) - 1e-12 * scale;
  let asFar = 1;
  for (let draw = 0; draw < SIGN_FLIPS; draw += 1) {
    let total = 0;
    for (const size of sizes) total += random.nextUint32() >= 2 ** 31 ? size : -size;
    if (Math.abs(total) >= observed) asFar += 1;
  }
  return asFar / (SIGN_FLIPS + 1);
}
