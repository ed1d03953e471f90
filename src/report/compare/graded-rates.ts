import type { CaseRecord } from '../../journal/run-record.js';
import type { CaseParameters } from '../../protocol/messages.js';
import { pairedDifference, regressionGate, type PairedDifference } from '../../statistics/paired-difference.js';
import { countAnswers, scoreOfItem } from '../graded/graded-group.js';
import { modeOf } from '../../plan/mode-of.js';
import { ALPHA } from './evidence.js';
import type { PassRateComparison } from './pass-rate.js';
import type { Verdict } from './verdict.js';

/** A graded benchmark on both sides, over the items that both answered. */
export interface GradedRateRow extends PassRateComparison {
  readonly benchmark: string;
  /** The way of asking, of a benchmark that has several. */
  readonly parameters: CaseParameters;
  /** Items that both sides answered and that were judged on both. */
  readonly items: number;
}

/** What a comparison of graded benchmarks goes by. */
export interface GradedRules {
  /** Loss, as a share of all items, that is put up with. */
  readonly margin: number;
  /** Of the resampling. */
  readonly seed: number;
  /** How many such comparisons are made at once; the interval is made wider for them (Bonferroni). */
  readonly comparisons: number;
}

/** The same item on both sides. */
interface GradedPair {
  readonly before: CaseRecord;
  readonly after: CaseRecord;
}

/**
 * Compares graded benchmarks as wholes, item by item (GRADING S3, S8). The verdict goes by the regression gate: `regressed`
 * only when even the better end of the paired interval is a loss of more than `margin`, `improved` likewise, `unchanged` when
 * all of the interval lies within the margin. Everything else is not decided by so many items.
 */
export function compareGraded(pairs: readonly GradedPair[], options: GradedRules): GradedRateRow[] {
  const groups = new Map<string, GradedPair[]>();
  for (const pair of pairs) {
    const { benchmark, parameters } = pair.before.planned;
    const key = JSON.stringify([benchmark, modeOf(parameters)]);
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups.values()].flatMap((group) => compareGroup(group, options));
}

function compareGroup(group: readonly GradedPair[], { margin, seed, comparisons }: GradedRules): GradedRateRow[] {
  const judged = group.filter(
    ({ before, after }) => scoreOfItem(before) !== undefined && scoreOfItem(after) !== undefined,
  );
  const [first] = judged;
  const scores = judged.map(({ before, after }) => ({
    baseline: scoreOfItem(before) ?? 0,
    candidate: scoreOfItem(after) ?? 0,
  }));
  const paired = pairedDifference(scores, { seed, level: 1 - ALPHA / comparisons });
  if (first === undefined || paired === undefined) return [];
  const { benchmark, parameters } = first.before.planned;
  const mode = modeOf(parameters);
  return [
    {
      benchmark,
      parameters: mode === undefined ? {} : { mode },
      items: judged.length,
      before: countOf(judged.map(({ before }) => before)),
      after: countOf(judged.map(({ after }) => after)),
      difference: { difference: paired.difference, low: paired.low, high: paired.high },
      paired: {
        onlyBefore: paired.discordant.onlyBaseline,
        onlyAfter: paired.discordant.onlyCandidate,
        p: paired.p,
      },
      verdict: verdictOf(paired, margin),
    },
  ];
}

function countOf(cases: readonly CaseRecord[]): PassRateComparison['before'] {
  const { passed, failed } = countAnswers(cases);
  return { successes: passed, attempts: passed + failed };
}

function verdictOf(paired: PairedDifference, margin: number): Verdict {
  const { low, high } = paired;
  if (low >= -margin && high <= margin && paired.cases * margin >= RULE_OF_THREE) return 'unchanged';
  if (regressionGate({ low, high }, margin) === 'fail') return 'regressed';
  return regressionGate({ low: -high, high: -low }, margin) === 'fail' ? 'improved' : 'inconclusive';
}

/**
 * Where no item differs the interval is a point, which says nothing of items that were not asked: what happens in a share
 * of `margin` of all items is missed by 3 / margin of them one time in twenty. Source: Hanley & Lippman-Hand, JAMA 249 (1983).
 */
const RULE_OF_THREE = 3;
