import { holmAdjust } from './holm.js';
import { pairedDifference, type PairedDifference } from './paired-difference.js';
import type { BootstrapOptions } from './resampling.js';

/** Two of several sides on the same cases; `baseline` and `candidate` are their positions. */
export interface SidePair extends PairedDifference {
  readonly baseline: number;
  readonly candidate: number;
  /** p after Holm's adjustment over all pairs. */
  readonly adjustedP: number;
}

/** Several sides compared each with each. */
export interface AllPairs {
  readonly pairs: readonly SidePair[];
  /** For each side the best and the worst rank, from 1, that the pairs told apart leave it. */
  readonly ranks: readonly { readonly best: number; readonly worst: number }[];
}

/**
 * Every pair of sides on the same cases, Holm-adjusted over all of them; a higher score is better. `scores[side][case]`.
 * A side's rank is an interval: it stands behind those that are surely better, and before those that are surely worse, at the
 * given level of significance. Undefined for fewer than two cases. Throws `RangeError` for sides of unlike length.
 */
export function compareAllPairs(
  scores: readonly (readonly number[])[],
  options: BootstrapOptions & { readonly alpha?: number },
): AllPairs | undefined {
  const cases = scores[0]?.length ?? 0;
  if (scores.some((each) => each.length !== cases)) throw new RangeError('every side needs a score for every case');
  const found = scores.flatMap((before, baseline) =>
    scores.slice(baseline + 1).flatMap((after, offset) => {
      const pairs = before.map((score, index) => ({ baseline: score, candidate: after[index] ?? Number.NaN }));
      const compared = pairedDifference(pairs, options);
      return compared === undefined ? [] : [{ ...compared, baseline, candidate: baseline + 1 + offset }];
    }),
  );
  if (cases < 2) return undefined;
  const adjusted = holmAdjust(found.map(({ p }) => p));
  const pairs = found.map((pair, index) => ({ ...pair, adjustedP: adjusted[index] ?? 1 }));
  const told = pairs.filter(({ adjustedP }) => adjustedP <= (options.alpha ?? 0.05));
  return { pairs, ranks: scores.map((_, side) => rankOf(side, told, scores.length)) };
}

function rankOf(side: number, told: readonly SidePair[], sides: number): { best: number; worst: number } {
  const isBetter = ({ baseline, candidate, difference }: SidePair): boolean =>
    (candidate === side && difference > 0) || (baseline === side && difference < 0);
  const own = told.filter(({ baseline, candidate }) => baseline === side || candidate === side);
  const better = own.filter(isBetter).length;
  return { best: 1 + own.length - better, worst: sides - better };
}
