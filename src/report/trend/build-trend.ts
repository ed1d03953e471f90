import { mannKendall } from '../../statistics/mann-kendall.js';
import { median } from '../../statistics/quantiles.js';
import { theilSen } from '../../statistics/theil-sen.js';
import type { CaseParameters } from '../../protocol/messages.js';
import { canonicalJson } from '../../plan/canonical-json.js';
import { metricDefinition, type MetricDirection } from '../../metrics/registry.js';
import { isMeasuring, type CaseSummary } from '../case-summary.js';
import { diffFingerprints, fingerprintFacts, type FingerprintDifference } from '../compare/fingerprint-diff.js';
import type { ValueUnit } from '../format-value.js';
import type { GradedSummary } from '../graded/graded-summary.js';
import type { PrimaryMetrics } from '../headline.js';
import type { RunSummary } from '../run-summary.js';
import { trendSteps } from './trend-steps.js';

/** One run of one case in a trend. */
export interface TrendPoint {
  readonly runId: string;
  /** Start of the run in milliseconds since the epoch. */
  readonly atMs: number;
  /** Median over the requests, or the one number of the whole case. */
  readonly value: number;
  /** What differs from the run before, beside notes; empty for the first. */
  readonly changes: readonly FingerprintDifference[];
  /** Levels before and from this run on, where the values step here. */
  readonly step?: { readonly before: number; readonly after: number };
}

/** One metric of one case over runs, oldest first. */
export interface TrendSeries {
  readonly target: string;
  readonly benchmark: string;
  readonly parameters: CaseParameters;
  readonly metric: string;
  readonly unit: ValueUnit;
  readonly better: MetricDirection;
  readonly points: readonly TrendPoint[];
  /** Absent for fewer than three points. */
  readonly slope?: TrendSlope;
}

/** Theil–Sen slope as a share of the median value: per day, or per run where all runs lie within a day. */
export interface TrendSlope {
  readonly share: number;
  readonly per: 'day' | 'run';
  /** Two-sided p of the Mann–Kendall test: how easily runs without any trend would line up so. */
  readonly p: number;
  /** Values of the line at the first and at the last run. */
  readonly line: { readonly first: number; readonly last: number };
}

/** What to follow. */
export interface TrendRules {
  readonly primaryMetrics: PrimaryMetrics;
  /** Follow this metric instead of each benchmark's first primary one. */
  readonly metric?: string;
  /** Only targets with this in their name or in that of their model, whatever its case. */
  readonly model?: string;
}

const DAY_MS = 86_400_000;

/** Fewer points have a line through them, and no trend. */
const MIN_POINTS = 3;

/** A series while it grows. */
interface OpenSeries extends Omit<TrendSeries, 'points' | 'slope'> {
  readonly points: TrendPoint[];
  summary: RunSummary;
}

/** Series of every case that completed, from summaries in the order of their runs. Pure. */
export function buildTrend(summaries: readonly RunSummary[], rules: TrendRules): TrendSeries[] {
  const series = new Map<string, OpenSeries>();
  for (const summary of summaries) {
    for (const found of valuesOf(summary, rules)) {
      const key = canonicalJson([found.target, found.benchmark, found.parameters, found.metric]);
      const known = series.get(key) ?? { ...found, points: [], summary };
      known.points.push({
        runId: summary.runId,
        atMs: Date.parse(summary.createdAt),
        value: found.value,
        changes: known.points.length === 0 ? [] : changesBetween(known.summary, summary, found.target),
      });
      known.summary = summary;
      series.set(key, known);
    }
  }
  return [...series.values()].map(({ target, benchmark, parameters, metric, unit, better, points }) => {
    const slope = relativeSlope(points);
    const followed = { target, benchmark, parameters, metric, unit, better, points: withSteps(points) };
    return slope === undefined ? followed : { ...followed, slope };
  });
}

function withSteps(points: readonly TrendPoint[]): TrendPoint[] {
  const steps = new Map(trendSteps(points.map(({ value }) => value)).map(({ at, ...levels }) => [at, levels]));
  return points.map((point, index) => {
    const step = steps.get(index);
    return step === undefined ? point : { ...point, step };
  });
}

interface FoundValue extends Omit<TrendSeries, 'points' | 'slope'> {
  readonly value: number;
}

function valuesOf(summary: RunSummary, rules: TrendRules): FoundValue[] {
  const part = rules.model?.toLowerCase() ?? '';
  const wanted = summary.targets.filter(({ name, description }) =>
    [name, description?.model ?? ''].some((each) => each.toLowerCase().includes(part)),
  );
  const isWanted = ({ target }: { readonly target: string }): boolean => wanted.some(({ name }) => name === target);
  // Summaries of earlier versions know no graded benchmarks.
  const graded = (summary.graded ?? []).filter(isWanted);
  return [...caseValues(summary.cases.filter(isWanted), rules), ...graded.flatMap((each) => gradedValues(each, rules))];
}

/** A graded benchmark as a whole: a single item says nothing over time. */
function gradedValues(
  { target, benchmark, mode, ...numbers }: GradedSummary,
  { metric = 'passRate' }: TrendRules,
): FoundValue[] {
  const { passRate, unparsedRate, correctTps, timeToPass } = numbers;
  const value = { passRate: passRate?.value, unparsedRate, correctTps, timeToPass }[metric];
  if (value === undefined) return [];
  const { unit, better } = metricDefinition(metric) ?? { unit: '' as const, better: 'none' as const };
  return [{ target, benchmark, parameters: mode === undefined ? {} : { mode }, metric, unit, better, value }];
}

function caseValues(cases: readonly CaseSummary[], { primaryMetrics, metric: only }: TrendRules): FoundValue[] {
  const wanted = cases.filter((each) => each.status === 'completed' && isMeasuring(each));
  return wanted.flatMap(({ target, benchmark, parameters, metrics, caseMetrics }) => {
    const ids = only === undefined ? primaryMetrics(benchmark) : [only];
    const metric = ids.find((id) => caseMetrics[id] !== undefined || metrics[id] !== undefined);
    if (metric === undefined) return [];
    const ofCase = caseMetrics[metric];
    const ofRequests = metrics[metric];
    const value = ofCase?.value ?? ofRequests?.p50;
    const { unit, better } = ofCase ?? ofRequests ?? { unit: '' as const, better: 'none' as const };
    return value === undefined ? [] : [{ target, benchmark, parameters, metric, unit, better, value }];
  });
}

function changesBetween(before: RunSummary, after: RunSummary, target: string): FingerprintDifference[] {
  const [left, right] = [before, after].map((summary) =>
    fingerprintFacts({
      environment: summary.environment,
      metricDefs: summary.metricDefs,
      target: summary.targets.find(({ name }) => name === target) ?? { fingerprint: '' },
      acode: summary.environment.acode,
    }),
  );
  return diffFingerprints(left ?? [], right ?? []).filter(({ scope, id }) => scope !== 'note' || NOTED.has(id));
}

/** Notes that often explain a step all the same: a driver comes with the kernel, a fix with the version. */
const NOTED: ReadonlySet<string> = new Set(['kernel', 'node', 'acode', 'governor']);

function relativeSlope(points: readonly TrendPoint[]): TrendSlope | undefined {
  const [first, last] = [points.at(0), points.at(-1)];
  if (points.length < MIN_POINTS || first === undefined || last === undefined) return undefined;
  const values = points.map(({ value }) => value);
  const middle = median(values);
  const per = last.atMs - first.atMs < DAY_MS ? 'run' : 'day';
  const xs = points.map(({ atMs }, index) => (per === 'run' ? index : (atMs - first.atMs) / DAY_MS));
  const line = theilSen(xs, values);
  if (line === undefined || middle === 0) return undefined;
  const at = (x: number | undefined): number => line.intercept + line.slope * (x ?? 0);
  return {
    share: line.slope / middle,
    per,
    p: mannKendall(values),
    line: { first: at(xs.at(0)), last: at(xs.at(-1)) },
  };
}
