import type { CaseRecord } from '../../journal/run-record.js';
import type { CaseParameters } from '../../protocol/messages.js';
import { newcombeDifference, type ProportionDifference } from '../../statistics/newcombe.js';
import { caseStatus } from '../case-summary.js';
import { measuredSamples } from '../metric-values.js';
import type { ComparisonSide } from './comparison-side.js';
import { ALPHA } from './evidence.js';
import { excludesZero, rateVerdict } from './rate-verdict.js';
import type { Verdict } from './verdict.js';

/** How many requests of a case failed on both sides; told only where some did. */
export interface FailureRow {
  readonly benchmark: string;
  readonly parameters: CaseParameters;
  readonly before: FailureCount;
  readonly after: FailureCount;
  /** Candidate − baseline of the failed share, with Newcombe's 95 % interval. */
  readonly difference: ProportionDifference;
  readonly verdict: Verdict;
}

/** Requests that failed, or were never made because the case ended early. */
export interface FailureCount {
  readonly failures: number;
  readonly attempts: number;
  /** Why the case ended without completing; absent for one that did. */
  readonly ending?: string;
}

/** A case of one side of which requests failed. */
export interface FailedCase extends FailureCount {
  readonly benchmark: string;
  readonly parameters: CaseParameters;
}

/** What the comparison of failures goes by. */
export interface FailureRules {
  /** Change of the failed share that is put up with. */
  readonly margin: number;
  /** How many such comparisons are made at once beside those of the other cases. */
  readonly comparisons: number;
}

/**
 * Compares how often requests failed, case by case: what is slower for the requests that went well says nothing of those
 * that did not. A case that failed or timed out on one side counts with the requests that it still had to make. The cases
 * share one level of significance (Bonferroni), as pass rates do. Pure.
 */
export function compareFailures(
  before: ComparisonSide,
  after: ComparisonSide,
  { margin, comparisons }: FailureRules,
): FailureRow[] {
  const pairs = pairsOf(before, after);
  const level = 1 - ALPHA / Math.max(1, pairs.length * comparisons);
  return pairs.flatMap(([left, right]) => {
    const counts = { before: failureCount(left), after: failureCount(right) };
    if (counts.before.failures + counts.after.failures === 0) return [];
    const [was, is] = [asSuccesses(counts.before), asSuccesses(counts.after)];
    const difference = newcombeDifference(was, is);
    if (difference === undefined) return [];
    const { benchmark, parameters } = left.planned;
    const significant = excludesZero(newcombeDifference(was, is, level));
    const verdict = rateVerdict(difference, { significant, margin, better: 'lower' });
    return [{ benchmark, parameters, ...counts, difference, verdict }];
  });
}

/** The cases of a side of which requests failed, whatever another side did. */
export function failedCases(side: ComparisonSide): FailedCase[] {
  return [...side.cases.keys(), ...side.incomplete.keys()].flatMap((key) => {
    const subject = triedOf(side, key);
    if (subject === undefined || subject.planned.grader !== undefined) return [];
    const count = failureCount(subject);
    const { benchmark, parameters } = subject.planned;
    return count.failures === 0 ? [] : [{ benchmark, parameters, ...count }];
  });
}

/** Cases that at least one side completed, and that both at least tried. Graded items have their own rates. */
function pairsOf(before: ComparisonSide, after: ComparisonSide): (readonly [CaseRecord, CaseRecord])[] {
  const keys = new Set([...before.cases.keys(), ...after.cases.keys()]);
  return [...keys].flatMap((key) => {
    const [left, right] = [triedOf(before, key), triedOf(after, key)];
    return left === undefined || right === undefined || left.planned.grader !== undefined
      ? []
      : [[left, right] as const];
  });
}

/** A case that was skipped, stopped or never begun says nothing of its requests. */
function triedOf({ cases, incomplete }: ComparisonSide, key: string): CaseRecord | undefined {
  const subject = cases.get(key) ?? incomplete.get(key);
  if (subject === undefined) return undefined;
  return ['completed', 'failed', 'timed-out'].includes(caseStatus(subject)) ? subject : undefined;
}

function failureCount(subject: CaseRecord): FailureCount {
  const { state, planned } = subject;
  const samples = measuredSamples(subject);
  const requests = samples.flatMap((sample) => sample.requests);
  const failures = requests.filter(({ outcome }) => outcome.status === 'failed').length;
  if (state.status !== 'failed' && state.status !== 'timed-out') return { failures, attempts: requests.length };
  const missing = Math.max(0, planned.iterations - samples.length);
  return {
    failures: failures + missing,
    attempts: requests.length + missing,
    ending: state.reason.message.replace(/\.$/, ''),
  };
}

function asSuccesses({ failures, attempts }: FailureCount): { readonly successes: number; readonly attempts: number } {
  return { successes: failures, attempts };
}
