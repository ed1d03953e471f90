import type { CaseRecord } from '../../journal/run-record.js';
import { mcnemarExact } from '../../statistics/mcnemar.js';
import { newcombeDifference, type ProportionDifference } from '../../statistics/newcombe.js';
import { measuredSamples } from '../metric-values.js';
import { ALPHA } from './evidence.js';
import { excludesZero, rateVerdict } from './rate-verdict.js';
import type { Verdict } from './verdict.js';

/** Metric of an iteration that a grader judged: 1 for a pass, 0 for none. */
const PASSED = 'passed';

/** Pass rates of two cases and what they say about each other. */
export interface PassRateComparison {
  readonly before: { readonly successes: number; readonly attempts: number };
  readonly after: { readonly successes: number; readonly attempts: number };
  /** Candidate − baseline with Newcombe's 95 % interval. */
  readonly difference: ProportionDifference;
  /** Items both sides answered: how many only one of them passed, and McNemar's exact p; absent without such items. */
  readonly paired?: { readonly onlyBefore: number; readonly onlyAfter: number; readonly p: number };
  readonly verdict: Verdict;
}

/**
 * Compares how often two cases passed, where graders judged both; undefined otherwise. Paired items decide by McNemar's
 * test, unpaired ones by Newcombe's interval (METRICS, Comparing two runs, 4), at the level that is left to each of `family`
 * such comparisons (Bonferroni). `margin` is the change, as a share of all attempts, inside which rates count as unchanged.
 */
export function comparePassRates(
  before: CaseRecord,
  after: CaseRecord,
  { margin, family }: { readonly margin: number; readonly family: number },
): PassRateComparison | undefined {
  const [left, right] = [passesByItem(before), passesByItem(after)];
  const counts = { before: countOf(left), after: countOf(right) };
  const difference = newcombeDifference(counts.before, counts.after);
  if (difference === undefined) return undefined;
  const paired = pairUp(left, right);
  const alpha = ALPHA / Math.max(1, family);
  return {
    ...counts,
    difference,
    ...(paired === undefined ? {} : { paired }),
    verdict: rateVerdict(difference, {
      significant:
        paired === undefined
          ? excludesZero(newcombeDifference(counts.before, counts.after, 1 - alpha))
          : paired.p <= alpha,
      margin,
      better: 'higher',
    }),
  };
}

/** Whether a grader judged any iteration of a case. */
export function isGraded(subject: CaseRecord): boolean {
  return passesByItem(subject).size > 0;
}

/** How many answers of a case a grader passed, of how many it judged; 0 of 0 for a case that nobody grades. */
export function passCount(subject: CaseRecord): { successes: number; attempts: number } {
  return countOf(passesByItem(subject));
}

function passesByItem(subject: CaseRecord): Map<number, boolean> {
  const judged = measuredSamples(subject).flatMap(({ iteration, metrics }) => {
    const passed = metrics[PASSED];
    return passed === undefined ? [] : [[iteration, passed >= 0.5] as const];
  });
  return new Map(judged);
}

function countOf(passes: ReadonlyMap<number, boolean>): { successes: number; attempts: number } {
  return { successes: [...passes.values()].filter(Boolean).length, attempts: passes.size };
}

function pairUp(
  left: ReadonlyMap<number, boolean>,
  right: ReadonlyMap<number, boolean>,
): PassRateComparison['paired'] | undefined {
  const both = [...left.keys()].filter((item) => right.has(item));
  if (both.length === 0) return undefined;
  const onlyBefore = both.filter((item) => left.get(item) === true && right.get(item) === false).length;
  const onlyAfter = both.filter((item) => left.get(item) === false && right.get(item) === true).length;
  return { onlyBefore, onlyAfter, p: mcnemarExact({ onlyBaseline: onlyBefore, onlyCandidate: onlyAfter }) };
}
