import type { CaseRecord } from '../../journal/run-record.js';
import type { RequestRecord } from '../../protocol/sample.js';
import type { VerdictKind } from '../../protocol/verdict.js';
import { clusteredRateInterval } from '../../statistics/clustered.js';
import type { Interval } from '../../statistics/interval.js';
import { meanOf } from '../../statistics/mean-of.js';
import { passAllK, passAtK } from '../../statistics/pass-at-k.js';
import { median } from '../../statistics/quantiles.js';
import { countsAsAttempt, measuredSamples } from '../metric-values.js';
import {
  type AnswerCounts,
  countAnswers,
  countKinds,
  fatesOf,
  type GradedGroup,
  gradedGroups,
  verdictsOf,
} from './graded-group.js';

/** A share of a group's answers with its 95 % interval. */
export interface Rate extends Interval {
  readonly value: number;
}

/** How far the answers came, stage by stage: counts of those that reached each. */
export interface FunnelStage {
  readonly stage: string;
  readonly reached: number;
}

/** Passes when each item may be tried so many times. */
export interface PassAt {
  readonly k: number;
  /** Probability that at least one of k answers passes, over the items with enough answers. */
  readonly passAtK: number;
  /** Probability that all k pass. */
  readonly passAllK: number;
}

/** What one graded benchmark says of one target. */
export interface GradedSummary {
  readonly benchmark: string;
  readonly target: string;
  readonly mode?: string;
  readonly items: number;
  /** Answers planned per item. */
  readonly samples: number;
  readonly answers: AnswerCounts;
  /** Why answers were not judged by their worth, each reason once: of a missing tool chain, sandbox, or of the harness itself. */
  readonly reasons: readonly string[];
  /** Not every planned answer was asked and judged: the rates are of those that were. */
  readonly partial: boolean;
  /** Passes of all that were judged by their worth; clustered by item. Absent when none was. */
  readonly passRate?: Rate;
  /** The same by the lenient rules, where the grader has some. */
  readonly lenientRate?: Rate;
  /** Mean partial credit, where the grader knows any. */
  readonly meanScore?: number;
  /** Share of judged answers that no grader could read: no answer, code or call where one was due. Absent when none was judged. */
  readonly unparsedRate?: number;
  readonly verdicts: Readonly<Partial<Record<VerdictKind, number>>>;
  readonly funnel: readonly FunnelStage[];
  /** Sums of the grader's own counts. */
  readonly counts: Readonly<Record<string, number>>;
  /** For k = 1, 2, 5, 10, … up to the samples; empty for a single sample. */
  readonly passAt: readonly PassAt[];
  /** Output tokens of passed answers over the time all answers took, in tokens a second. */
  readonly correctTps?: number;
  /** Median time of the answers that passed, in milliseconds. */
  readonly timeToPass?: number;
  /** Median output tokens of an answer. */
  readonly medianTokens?: number;
  /** Median time of an answer, passed or not, in milliseconds. */
  readonly medianMs?: number;
  /**
   * A diagnostic, never the headline: passes among the answers that came to their end, neither cut off, nor empty, nor out of
   * time. Absent when none did.
   */
  readonly completedRate?: number;
  /** What kept programs apart from this machine, each way once. */
  readonly sandboxes: readonly string[];
}

/** Sums up every graded benchmark of a run. Pure. */
export function summariseGraded(cases: readonly CaseRecord[]): GradedSummary[] {
  return gradedGroups(cases).map((group) => summariseGroup(group));
}

function summariseGroup({ cases, ...name }: GradedGroup): GradedSummary {
  const answers = countAnswers(cases);
  const scores = cases.map((each) =>
    fatesOf(each).flatMap((fate) => (fate === 'passed' ? [1] : fate === 'failed' ? [0] : [])),
  );
  const passRate = rateOf(scores);
  const lenientRate = rateOf(lenientScores(cases));
  const verdicts = cases.flatMap(verdictsOf);
  const partial = verdicts.flatMap(({ score }) => (score === undefined ? [] : [score]));
  const samples = Math.max(1, ...cases.map(({ planned }) => planned.iterations));
  return {
    ...name,
    items: cases.length,
    samples,
    answers,
    reasons: [...new Set(verdicts.filter((each) => !countsAsAttempt(each)).map(({ why }) => why))],
    partial: answers.passed + answers.failed < answers.planned,
    ...(passRate === undefined ? {} : { passRate }),
    ...(lenientRate === undefined ? {} : { lenientRate }),
    ...(partial.length === 0 ? {} : { meanScore: meanOf(partial) }),
    ...unparsedRate(answers, countKinds(cases)),
    verdicts: countKinds(cases),
    funnel: funnelOf(verdicts.map(({ stages }) => stages ?? [])),
    counts: sumCounts(verdicts.map(({ counts }) => counts ?? {})),
    passAt: passesAt(scores, samples),
    ...completedRate(answers, countKinds(cases)),
    ...speedOf(cases),
    sandboxes: [...new Set(verdicts.flatMap(({ sandbox }) => (sandbox === undefined ? [] : [sandbox])))].sort(),
  };
}

/** What a grader looked for and did not find in any form. */
export const UNPARSED: readonly VerdictKind[] = ['unparsed', 'no-code', 'no-call'];

function unparsedRate({ passed, failed }: AnswerCounts, kinds: GradedSummary['verdicts']): { unparsedRate?: number } {
  if (passed + failed === 0) return {};
  return { unparsedRate: UNPARSED.reduce((sum, kind) => sum + (kinds[kind] ?? 0), 0) / (passed + failed) };
}

/** Answers that never came whole. */
const NOT_WHOLE: readonly VerdictKind[] = ['truncated', 'limit', 'empty'];

function completedRate({ passed, failed }: AnswerCounts, kinds: GradedSummary['verdicts']): { completedRate?: number } {
  const whole = passed + failed - NOT_WHOLE.reduce((sum, kind) => sum + (kinds[kind] ?? 0), 0);
  return whole <= 0 ? {} : { completedRate: passed / whole };
}

function rateOf(scores: readonly (readonly number[])[]): Rate | undefined {
  const interval = clusteredRateInterval(scores);
  const asked = scores.filter((each) => each.length > 0);
  return interval === undefined ? undefined : { value: meanOf(asked.map(meanOf)), ...interval };
}

/**
 * Scores by the lenient rules, where the grader has some for any of these answers: a strict pass is a lenient one, and an
 * answer that lenience cannot help stays what it is. Empty without such rules.
 */
function lenientScores(cases: readonly CaseRecord[]): number[][] {
  const isLenient = cases.some((each) => verdictsOf(each).some(({ lenient }) => lenient !== undefined));
  if (!isLenient) return [];
  return cases.map((each) =>
    verdictsOf(each)
      .filter(countsAsAttempt)
      .map(({ kind, lenient }) => (lenient === true || kind === 'pass' ? 1 : 0)),
  );
}

function funnelOf(stages: readonly (readonly string[])[]): FunnelStage[] {
  const longest = stages.toSorted((a, b) => b.length - a.length)[0] ?? [];
  return longest.map((stage) => ({ stage, reached: stages.filter((each) => each.includes(stage)).length }));
}

function sumCounts(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of counts.flatMap((each) => Object.entries(each))) sums[name] = (sums[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The usual numbers of tries. */
const TRIES: readonly number[] = [1, 2, 5, 10, 20, 50, 100];

/** Blank for a k that no item has enough answers for. */
function passesAt(scores: readonly (readonly number[])[], samples: number): PassAt[] {
  if (samples < 2) return [];
  const tries = [...new Set([...TRIES.filter((k) => k <= samples), samples])].sort((a, b) => a - b);
  const counts = scores.map((each) => ({ answers: each.length, passed: each.filter((score) => score === 1).length }));
  return tries.flatMap((k) => {
    const enough = counts.filter(({ answers }) => answers >= k);
    if (enough.length === 0) return [];
    return [
      {
        k,
        passAtK: meanOf(enough.map((count) => passAtK(count, k) ?? 0)),
        passAllK: meanOf(enough.map((count) => passAllK(count, k) ?? 0)),
      },
    ];
  });
}

/** Failed answers take their time and give nothing: they are in the denominator of the rate of correct tokens. */
function speedOf(
  cases: readonly CaseRecord[],
): Pick<GradedSummary, 'correctTps' | 'timeToPass' | 'medianTokens' | 'medianMs'> {
  const samples = cases.flatMap(measuredSamples);
  const passed = samples.filter(({ metrics }) => metrics.passed === 1);
  const requests = samples.flatMap((sample) => sample.requests);
  if (requests.length === 0) return {};
  const seconds = requests.reduce((sum, { stamps }) => sum + (stamps.endMs - stamps.sendMs), 0) / 1_000;
  const tokens = passed.flatMap((sample) => sample.requests).reduce((sum, request) => sum + tokensOf(request), 0);
  return {
    ...(seconds > 0 ? { correctTps: tokens / seconds } : {}),
    ...(passed.length === 0 ? {} : { timeToPass: median(passed.map(({ durationMs }) => durationMs)) }),
    medianMs: median(samples.map(({ durationMs }) => durationMs)),
    medianTokens: median(samples.map((sample) => sample.requests.reduce((sum, each) => sum + tokensOf(each), 0))),
  };
}

function tokensOf({ counts }: RequestRecord): number {
  return counts.outputTokens;
}
