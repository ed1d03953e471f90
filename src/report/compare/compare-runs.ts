import type { CaseRecord } from '../../journal/run-record.js';
import { metricDefinition, type MetricDirection } from '../../metrics/registry.js';
import type { CaseParameters } from '../../protocol/messages.js';
import type { Effect } from '../../statistics/hodges-lehmann.js';
import { canonicalJson } from '../../plan/canonical-json.js';
import { holmAdjust } from '../../statistics/holm.js';
import { median } from '../../statistics/quantiles.js';
import type { ValueUnit } from '../format-value.js';
import type { PrimaryMetrics } from '../headline.js';
import { assumedSpread } from './assumed-spread.js';
import { comparableValues, type ComparisonSide, SINGLE_VALUED } from './comparison-side.js';
import { type EqualAnswers, equalAnswers } from './equal-answers.js';
import { compareGraded } from './graded-rates.js';
import { diffFingerprints, type FingerprintDifference } from './fingerprint-diff.js';
import { metricEffect } from './metric-effect.js';
import { runPairP } from './run-pair.js';
import { comparePassRates, isGraded, type PassRateComparison } from './pass-rate.js';
import { DEFAULT_THRESHOLD, type RunSpread, type Tolerance } from './evidence.js';
import { compareFailures, type FailureRow } from './failure-rates.js';
import { unmatchedCases, type UnmatchedCase } from './unmatched-cases.js';
import { judge, type Judgement, type Verdict } from './verdict.js';

/** What a comparison goes by. */
export interface ComparisonRules {
  /** The metrics judged, by benchmark. */
  readonly primaryMetrics: PrimaryMetrics;
  /** Least share that counts as a difference, for all metrics. */
  readonly threshold?: number;
  /** The same for single metrics, by id. */
  readonly thresholds?: Readonly<Record<string, number>>;
  /** The machine's A/A noise floor by metric; a metric without one has none. */
  readonly noiseFloors?: Readonly<Record<string, number>>;
  /** How far the equal runs that are kept lie from each other, by `caseMetricKey`. */
  readonly runSpreads?: Readonly<Record<string, RunSpread>>;
  /** How many such comparisons are made at once; adjusted p-values are multiplied by it (Bonferroni). 1 unless told. */
  readonly comparisons?: number;
}

/** Values of one side: how many, and their median in the metric's unit. */
export interface SideValues {
  readonly n: number;
  readonly median: number;
}

/** One metric of one case on both sides. */
export interface ComparisonRow extends Judgement {
  readonly benchmark: string;
  readonly parameters: CaseParameters;
  /** Ids of the case on both sides; unlike where the models are. */
  readonly caseIds: { readonly before: string; readonly after: string };
  readonly metric: string;
  readonly unit: ValueUnit;
  readonly better: MetricDirection;
  readonly before: SideValues;
  readonly after: SideValues;
  /** Candidate / baseline with its 95 % interval. */
  readonly effect?: Effect;
  readonly p: number;
  /** See `Evidence`. */
  readonly runP?: number;
  readonly adjustedP: number;
  readonly tolerance: Tolerance;
}

/** Pass rates of one case on both sides. */
export interface PassRateRow extends PassRateComparison {
  readonly benchmark: string;
  readonly parameters: CaseParameters;
}

/** Everything two sides say about each other. */
export interface Comparison {
  readonly before: ComparisonSide;
  readonly after: ComparisonSide;
  readonly differences: readonly FingerprintDifference[];
  readonly rows: readonly ComparisonRow[];
  readonly passRates: readonly PassRateRow[];
  readonly failures: readonly FailureRow[];
  /** Whether the answers are the same; absent where they need not be. */
  readonly answers?: EqualAnswers;
  /** Cases that only one side completed, by benchmark and parameters. */
  readonly unmatched: readonly UnmatchedCase[];
  /** One regression makes the whole a regression; see `overall`. */
  readonly verdict: Verdict;
}

/** A case that both sides completed. */
interface MatchedCase {
  readonly before: CaseRecord;
  readonly after: CaseRecord;
  /** See `Tolerance`. */
  readonly otherCpuShare: number;
  /** The spread of equal runs as long as it is not measured; undefined where none is assumed. */
  readonly assumed: RunSpread | undefined;
}

/** A metric of a matched case with the values on both sides, not yet judged. */
interface Pairing extends MatchedCase {
  readonly metric: string;
  readonly values: { readonly before: readonly number[]; readonly after: readonly number[] };
}

/** Compares two sides metric by metric (METRICS, Comparing two runs). Pure: equal records give equal comparisons. */
export function compareSides(before: ComparisonSide, after: ComparisonSide, rules: ComparisonRules): Comparison {
  const matched = [...before.cases].flatMap(([key, left]) => {
    const right = after.cases.get(key);
    const shares = [before, after].map(({ disturbances }) => disturbances.get(key) ?? 0);
    if (right === undefined) return [];
    const assumed = before.onVirtual || after.onVirtual ? assumedSpread(left, right) : undefined;
    return [{ before: left, after: right, otherCpuShare: Math.max(...shares), assumed }];
  });
  const measuring = matched.filter((pair) => pair.before.planned.grader === undefined);
  const rows = judgeAll(
    measuring.flatMap((pair) => pairingsOf(pair, rules)),
    rules,
  );
  const margin = rules.thresholds?.['passRate'] ?? rules.threshold ?? DEFAULT_THRESHOLD;
  const graded = matched.filter((pair) => pair.before.planned.grader !== undefined);
  const passRates = [
    ...passRateRows(measuring, margin),
    ...compareGraded(graded, { margin, seed: before.seed, comparisons: rules.comparisons ?? 1 }),
  ];
  const failures = compareFailures(before, after, {
    margin: rules.thresholds?.['errorRate'] ?? rules.threshold ?? DEFAULT_THRESHOLD,
    comparisons: rules.comparisons ?? 1,
  });
  const answers = equalAnswers(before, after);
  return {
    before,
    after,
    differences: diffFingerprints(before.fingerprint, after.fingerprint),
    rows,
    passRates,
    failures,
    ...(answers === undefined ? {} : { answers }),
    unmatched: unmatchedCases(before, after),
    verdict: overall(rows, [...passRates, ...failures]),
  };
}

function pairingsOf(pair: MatchedCase, { primaryMetrics }: ComparisonRules): Pairing[] {
  return primaryMetrics(pair.before.planned.benchmark).flatMap((metric) => {
    const values = {
      before: comparableValues(pair.before, metric),
      after: comparableValues(pair.after, metric),
    };
    return values.before.length === 0 || values.after.length === 0 ? [] : [{ ...pair, metric, values }];
  });
}

/** Holm's adjustment is over every primary metric that can be tested, of all cases together. */
function judgeAll(pairings: readonly Pairing[], rules: ComparisonRules): ComparisonRow[] {
  const tests = pairings.map((pairing) => testOf(pairing, toleranceOf(pairing, rules)));
  const tested = tests.filter(({ effect }) => effect !== undefined);
  const times = rules.comparisons ?? 1;
  const adjusted = holmAdjust(tested.map(({ p, runP = 0 }) => Math.max(p, runP)));
  return tests.map((test) => {
    const adjustedP = Math.min(1, (adjusted[tested.indexOf(test)] ?? 1) * times);
    return rowOf(test, { adjustedP, family: tested.length * times });
  });
}

/** What the values of a pairing say, before all others are weighed with it. */
interface Test extends Pairing {
  readonly effect: Effect | undefined;
  readonly p: number;
  readonly runP?: number;
  readonly tolerance: Tolerance;
}

/** An effect is real only if neither the values within the runs nor equal runs usually give one as large. */
function testOf(pairing: Pairing, tolerance: Tolerance): Test {
  const { effect, p } = metricEffect(pairing.values.before, pairing.values.after);
  const { runSpread } = tolerance;
  const runP = effect === undefined || runSpread === undefined ? {} : { runP: runPairP(effect.estimate, runSpread) };
  return { ...pairing, effect, p, tolerance, ...runP };
}

function rowOf(
  test: Test,
  { adjustedP, family }: { readonly adjustedP: number; readonly family: number },
): ComparisonRow {
  const { before, after, metric, values, effect, p, runP, tolerance } = test;
  const definition = metricDefinition(metric);
  const better = definition?.better ?? 'none';
  const counts = { before: values.before.length, after: values.after.length };
  const among = runP === undefined ? {} : { runP };
  const judgement: Judgement = SINGLE_VALUED.has(metric)
    ? { verdict: 'inconclusive', cause: 'single-value' }
    : judge({ effect, p, ...among, adjustedP, family, counts, better }, tolerance);
  return {
    benchmark: before.planned.benchmark,
    parameters: before.planned.parameters,
    caseIds: { before: before.planned.id, after: after.planned.id },
    metric,
    unit: definition?.unit ?? '',
    better,
    before: { n: counts.before, median: median(values.before) },
    after: { n: counts.after, median: median(values.after) },
    ...(effect === undefined ? {} : { effect }),
    p,
    ...among,
    adjustedP,
    tolerance,
    ...judgement,
  };
}

function toleranceOf({ before, metric, otherCpuShare, assumed }: Pairing, rules: ComparisonRules): Tolerance {
  const { threshold, thresholds, noiseFloors, runSpreads } = rules;
  const known = runSpreads?.[caseMetricKey(before.planned, metric)];
  const isMeasured = known !== undefined || noiseFloors?.[metric] !== undefined;
  const runSpread = isMeasured ? known : assumed;
  return {
    threshold: thresholds?.[metric] ?? threshold ?? DEFAULT_THRESHOLD,
    noiseFloor: noiseFloors?.[metric] ?? 0,
    ...(runSpread === undefined ? {} : { runSpread }),
    otherCpuShare,
  };
}

/** Names a metric of a case whatever the model and the run. */
export function caseMetricKey(
  { benchmark, parameters }: { readonly benchmark: string; readonly parameters: CaseParameters },
  metric: string,
): string {
  return canonicalJson([benchmark, parameters, metric]);
}

/** The graded cases share one level of significance, as the metrics do. */
function passRateRows(matched: readonly MatchedCase[], margin: number): PassRateRow[] {
  const graded = matched.filter(({ before, after }) => isGraded(before) && isGraded(after));
  return graded.flatMap(({ before, after }) => {
    const compared = comparePassRates(before, after, { margin, family: graded.length });
    const { benchmark, parameters } = before.planned;
    return compared === undefined ? [] : [{ benchmark, parameters, ...compared }];
  });
}

/** A regression anywhere outweighs all else; unchanged needs every test to say so, and a metric that cannot be tested is none. */
function overall(rows: readonly ComparisonRow[], rates: readonly { readonly verdict: Verdict }[]): Verdict {
  const verdicts = [...rows.filter(({ effect }) => effect !== undefined), ...rates].map(({ verdict }) => verdict);
  const found = (['regressed', 'improved'] as const).find((verdict) => verdicts.includes(verdict));
  if (found !== undefined) return found;
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'unchanged') ? 'unchanged' : 'inconclusive';
}
