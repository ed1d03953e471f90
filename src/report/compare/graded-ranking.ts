import type { CaseParameters } from '../../protocol/messages.js';
import { compareAllPairs } from '../../statistics/all-pairs.js';
import { scoreOfItem } from '../graded/graded-group.js';
import { modeOf } from '../../plan/mode-of.js';
import type { ComparisonSide } from './comparison-side.js';

/** One graded benchmark over three and more sides, on the items that all of them answered. */
export interface GradedRanking {
  readonly benchmark: string;
  /** The way of asking, of a benchmark that has several. */
  readonly parameters: CaseParameters;
  readonly items: number;
  /** Share of passes, by side. */
  readonly rates: readonly number[];
  /** The best and the worst place, from 1, that the pairs told apart leave each side. */
  readonly ranks: readonly { readonly best: number; readonly worst: number }[];
  /** Whether any two sides are told apart, after Holm's adjustment over all pairs. */
  readonly toldApart: boolean;
}

/** Ranks sides by each graded benchmark (GRADING S4): pairs on the same items, Holm-adjusted, ranks as intervals. */
export function rankGraded(sides: readonly ComparisonSide[], seed: number): GradedRanking[] {
  const groups = new Map<
    string,
    { readonly benchmark: string; readonly mode: string | undefined; readonly keys: string[] }
  >();
  for (const [key, { planned }] of sides[0]?.cases ?? []) {
    if (planned.grader === undefined) continue;
    const mode = modeOf(planned.parameters);
    const name = JSON.stringify([planned.benchmark, mode]);
    const known = groups.get(name);
    if (known === undefined) groups.set(name, { benchmark: planned.benchmark, mode, keys: [key] });
    else known.keys.push(key);
  }
  return [...groups.values()].flatMap(({ benchmark, mode, keys }) => {
    const scores = commonScores(sides, keys);
    const compared = compareAllPairs(scores, { seed });
    if (compared === undefined) return [];
    const { pairs, ranks } = compared;
    return [
      {
        benchmark,
        parameters: mode === undefined ? {} : { mode },
        items: scores[0]?.length ?? 0,
        rates: scores.map((each) => each.reduce((sum, score) => sum + score, 0) / each.length),
        ranks,
        toldApart: pairs.some(({ adjustedP }) => adjustedP <= 0.05),
      },
    ];
  });
}

/** Scores by side and item, of the items that were judged by their worth on every side. */
function commonScores(sides: readonly ComparisonSide[], keys: readonly string[]): number[][] {
  const columns = keys.flatMap((key) => {
    const scores = sides.flatMap(({ cases }) => {
      const found = cases.get(key);
      return (found === undefined ? undefined : scoreOfItem(found)) ?? [];
    });
    return scores.length === sides.length ? [scores] : [];
  });
  return sides.map((_, side) => columns.map((column) => column[side] ?? 0));
}
