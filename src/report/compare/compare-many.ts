import type { MetricDirection } from '../../metrics/registry.js';
import type { CaseParameters } from '../../protocol/messages.js';
import type { ValueUnit } from '../format-value.js';
import { type Comparison, type ComparisonRow, type ComparisonRules, compareSides } from './compare-runs.js';
import type { ComparisonSide } from './comparison-side.js';
import { type GradedRanking, rankGraded } from './graded-ranking.js';
import { DEFAULT_THRESHOLD } from './evidence.js';
import { type FailedCase, failedCases } from './failure-rates.js';
import { type ParetoFront, paretoFront } from './pareto-front.js';
import { isDecided } from './verdict.js';

/** One metric of one case over several sides. */
export interface RankingRow {
  readonly benchmark: string;
  readonly parameters: CaseParameters;
  readonly metric: string;
  readonly unit: ValueUnit;
  readonly better: MetricDirection;
  /** Medians in the order of the sides; absent where a side has no such value. */
  readonly medians: readonly (number | undefined)[];
  /** Index of the side with the best median; absent where neither direction is better. */
  readonly best?: number;
  /** Sides whose values are not judged worse than the best one's, in their order. The best alone is a clear winner. */
  readonly level: readonly number[];
}

/** Three and more sides, each compared with each. */
export interface Ranking {
  readonly sides: readonly ComparisonSide[];
  readonly rows: readonly RankingRow[];
  /** Every pair, the earlier side as the baseline. */
  readonly pairs: readonly Comparison[];
  /** The graded benchmarks, each over all sides. */
  readonly graded: readonly GradedRanking[];
  /** What failed on each side, in their order. */
  readonly failures: readonly (readonly FailedCase[])[];
  /** The same sides by speed, memory and quality together. */
  readonly front: ParetoFront;
}

/** A row of a pair, and which sides it is of. */
interface PairRow {
  readonly row: ComparisonRow;
  readonly before: number;
  readonly after: number;
}

/** Compares every pair and names a winner per metric; the level of significance is shared by all pairs. */
export function rankSides(sides: readonly ComparisonSide[], rules: ComparisonRules): Ranking {
  const indices = sides.flatMap((_, before) =>
    sides.slice(before + 1).map((__, offset) => [before, before + 1 + offset]),
  );
  const pairs: Comparison[] = [];
  const found = new Map<string, PairRow[]>();
  for (const [before = 0, after = 0] of indices) {
    const [left, right] = [sides[before], sides[after]];
    if (left === undefined || right === undefined) continue;
    const pair = compareSides(left, right, { ...rules, comparisons: indices.length });
    pairs.push(pair);
    for (const row of pair.rows) {
      const key = JSON.stringify([row.benchmark, row.parameters, row.metric]);
      found.set(key, [...(found.get(key) ?? []), { row, before, after }]);
    }
  }
  const graded = rankGraded(sides, sides[0]?.seed ?? 0);
  const qualityTold =
    graded.some(({ toldApart }) => toldApart) || pairs.some(({ passRates }) => passRates.some(isDecided));
  const rows = [...found.values()].flatMap((each) => rankingRow(each, sides.length));
  return {
    sides,
    pairs,
    rows,
    failures: sides.map((side) => failedCases(side)),
    graded,
    front: paretoFront(sides, rows, { threshold: rules.threshold ?? DEFAULT_THRESHOLD, qualityTold }),
  };
}

function rankingRow(pairRows: readonly PairRow[], count: number): RankingRow[] {
  const [first] = pairRows;
  if (first === undefined) return [];
  const { benchmark, parameters, metric, unit, better } = first.row;
  const medians = Array.from({ length: count }, (_, side) => medianOf(pairRows, side));
  const best = better === 'none' ? undefined : bestIndex(medians, better);
  const level = medians.flatMap((value, side) =>
    value === undefined || (best !== undefined && isWorseThan(pairRows, side, best)) ? [] : [side],
  );
  return [{ benchmark, parameters, metric, unit, better, medians, ...(best === undefined ? {} : { best }), level }];
}

function medianOf(pairRows: readonly PairRow[], side: number): number | undefined {
  for (const { row, before, after } of pairRows) {
    if (before === side) return row.before.median;
    if (after === side) return row.after.median;
  }
  return undefined;
}

function bestIndex(medians: readonly (number | undefined)[], better: 'lower' | 'higher'): number | undefined {
  let best: number | undefined;
  for (const [side, value] of medians.entries()) {
    const leader = best === undefined ? undefined : medians[best];
    if (value === undefined) continue;
    if (leader === undefined || (better === 'lower' ? value < leader : value > leader)) best = side;
  }
  return best;
}

function isWorseThan(pairRows: readonly PairRow[], side: number, best: number): boolean {
  return pairRows.some(
    ({ row, before, after }) =>
      (before === best && after === side && row.verdict === 'regressed') ||
      (before === side && after === best && row.verdict === 'improved'),
  );
}
