import type { CaseReason, CaseState, CaseUsage, CaseWarning, StoredTarget } from '../journal/records.js';
import type { CaseRecord } from '../journal/run-record.js';
import { computeCaseMetrics } from '../metrics/case-metrics.js';
import { serviceLevelsOf } from '../metrics/goodput.js';
import { METRICS, metricDefinition, type MetricDirection } from '../metrics/registry.js';
import type { GraderIdentity } from '../plan/plan.js';
import type { CaseParameters } from '../protocol/messages.js';
import type { ClientHealth, FailureClass, RequestRecord, Sample, TokenSource } from '../protocol/sample.js';
import type { VerdictKind } from '../protocol/verdict.js';
import type { ServiceLevels } from '../protocol/service-levels.js';
import { outlierIndices } from '../statistics/outliers.js';
import { summarise, type Summary } from '../statistics/summary.js';
import type { ValueUnit } from './format-value.js';
import type { MedianInterval } from './intervals.js';
import { measuredSamples, metricValues } from './metric-values.js';
import { type RepeatedAnswers, repeatedAnswers } from './repeated-answers.js';

/** Aggregates of one metric over the requests (or iterations) of a case; all in `unit` but `n`, `cv` and `outliers`. */
interface MetricSummary extends Summary {
  readonly unit: ValueUnit;
  readonly better: MetricDirection;
  /** Bootstrap interval of the median; absent for fewer than two values. */
  readonly interval?: MedianInterval;
  /** How many values have a modified z-score above 3.5. They are in all numbers here. */
  readonly outliers: number;
}

/** One number of a whole case, such as a rate Σ tokens / Σ time. Never to be mixed up with a median of rates. */
interface CaseMetric {
  readonly unit: ValueUnit;
  readonly better: MetricDirection;
  readonly value: number;
}

/** Requests of the measured iterations. */
interface ErrorCount {
  readonly attempted: number;
  readonly failed: number;
  readonly byClass: Readonly<Partial<Record<FailureClass, number>>>;
}

/** `damaged`: ended as completed, but the journal no longer holds every sample it ended with. */
export type CaseStatus = CaseState['status'] | 'damaged';

/** What one case says. */
export interface CaseSummary {
  readonly caseId: string;
  readonly ordinal: number;
  readonly benchmark: string;
  readonly target: string;
  readonly parameters: CaseParameters;
  /** What a request had to keep to count as good, from the parameters or the configuration; absent where nothing did. */
  readonly serviceLevels?: ServiceLevels;
  readonly status: CaseStatus;
  readonly reason?: CaseReason;
  readonly iterations: { readonly measured: number; readonly planned: number };
  /** Starts of the case so far, and which whole measurement of it counts (from 0). */
  readonly attempts: number;
  readonly take: number;
  readonly durationMs?: number;
  readonly errors: ErrorCount;
  /** Where the token counts come from; rates over an `estimate` are to be labelled wherever they are shown. */
  readonly tokenSources: readonly TokenSource[];
  /** How many measured requests carry each label that takes them out of some statistics. */
  readonly labels: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, MetricSummary>>;
  readonly caseMetrics: Readonly<Record<string, CaseMetric>>;
  /** Answers to prompts that a deterministic run sent twice; absent where none was. */
  readonly repeated?: RepeatedAnswers;
  /** Memory of the model's processes that lay in swap at the end of the case, in bytes. */
  readonly swappedBytes?: number;
  /** Page faults of these processes that had to read the disk. */
  readonly majorFaults?: number;
  /** Share of the machine's CPU time that others used meanwhile, 0 to 1. */
  readonly otherCpuShare?: number;
  readonly warnings: readonly CaseWarning[];
  /** Who judged its answers, and how; absent for a case that only measures. */
  readonly grader?: GraderIdentity;
  readonly verdicts?: readonly SampleVerdict[];
}

/** What was said of one answer. */
export interface SampleVerdict {
  readonly iteration: number;
  readonly kind: VerdictKind;
  readonly why: string;
}

/** What is known about a case from elsewhere in the run. */
export interface CaseSurroundings {
  readonly intervals: ReadonlyMap<string, MedianInterval> | undefined;
  readonly targets: readonly StoredTarget[];
}

/** Sums up the measured samples of a case's current take, whether it ended or not. */
export function summariseCase(record: CaseRecord, { intervals, targets }: CaseSurroundings): CaseSummary {
  const { planned, state } = record;
  const samples = measuredSamples(record);
  const requests = samples.flatMap((sample) => sample.requests);
  const usage = 'usage' in state ? state.usage : undefined;
  const loadMs = loadTime(record, targets);
  const repeated = repeatedAnswers(record);
  const levels = planned.serviceLevels ?? serviceLevelsOf(planned.parameters);
  return {
    caseId: planned.id,
    ordinal: planned.ordinal,
    benchmark: planned.benchmark,
    target: planned.target,
    parameters: planned.parameters,
    ...(Object.keys(levels).length === 0 ? {} : { serviceLevels: levels }),
    ...statusOf(record),
    iterations: { measured: samples.length, planned: planned.iterations },
    attempts: 'attempt' in state ? state.attempt : 0,
    take: state.take,
    ...('durationMs' in state ? { durationMs: state.durationMs } : {}),
    errors: countErrors(requests),
    tokenSources: tokenSources(requests),
    labels: countLabels(requests),
    metrics: summariseMetrics(samples, intervals),
    caseMetrics: caseMetrics({
      ...computeCaseMetrics(samples, planned.parameters, levels),
      ...usageMetrics(usage),
      ...healthMetrics('health' in state ? state.health : undefined),
      ...loadMs,
    }),
    ...(repeated === undefined ? {} : { repeated }),
    ...pressureOf(usage),
    warnings: 'warnings' in state ? state.warnings : [],
    ...(planned.grader === undefined ? {} : { grader: planned.grader, verdicts: sampleVerdicts(record) }),
  };
}

function sampleVerdicts({ samples }: CaseRecord): SampleVerdict[] {
  return samples.flatMap(({ sample: { iteration, phase }, verdicts }) => {
    const last = phase === 'measure' ? verdicts?.at(-1)?.verdict : undefined;
    return last === undefined ? [] : [{ iteration, kind: last.kind, why: last.why }];
  });
}

function healthMetrics(health: ClientHealth | undefined): Record<string, number> {
  if (health === undefined) return {};
  const { loopDelayP99Ms, gcMs, cpuMs } = health;
  return {
    ...(loopDelayP99Ms === undefined ? {} : { 'harness.loopDelayP99': loopDelayP99Ms }),
    'harness.gcMs': gcMs,
    'harness.cpuMs': cpuMs,
  };
}

/** How a case stands, with what the verification of its samples found. */
export function caseStatus({ state, complete }: CaseRecord): CaseStatus {
  return state.status === 'completed' && !complete ? 'damaged' : state.status;
}

function statusOf(record: CaseRecord): { status: CaseStatus; reason?: CaseReason } {
  const { state } = record;
  const status = caseStatus(record);
  if (status === 'damaged') {
    const message = 'The journal no longer holds every sample that the case ended with.';
    return { status, reason: { code: 'damaged', message, hint: 'Resume the run to measure it anew.' } };
  }
  return { status, ...('reason' in state ? { reason: state.reason } : {}) };
}

function countErrors(requests: readonly RequestRecord[]): ErrorCount {
  const byClass: Partial<Record<FailureClass, number>> = {};
  for (const { outcome } of requests) {
    if (outcome.status === 'failed') byClass[outcome.class] = (byClass[outcome.class] ?? 0) + 1;
  }
  const failed = Object.values(byClass).reduce((sum, count) => sum + count, 0);
  return { attempted: requests.length, failed, byClass };
}

function tokenSources(requests: readonly RequestRecord[]): TokenSource[] {
  const sources = requests.filter(({ outcome }) => outcome.status === 'ok').map(({ counts }) => counts.source);
  return [...new Set(sources)].sort();
}

function countLabels(requests: readonly RequestRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const label of requests.flatMap(({ labels }) => labels).sort()) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

function summariseMetrics(
  samples: readonly Sample[],
  intervals: ReadonlyMap<string, MedianInterval> | undefined,
): Record<string, MetricSummary> {
  const values = metricValues(samples);
  const summaries: Record<string, MetricSummary> = {};
  for (const id of inDocumentedOrder([...values.keys()])) {
    const each = values.get(id) ?? [];
    const summary = summarise(each);
    if (summary === undefined) continue;
    const interval = intervals?.get(id);
    summaries[id] = {
      ...kindOf(id),
      ...summary,
      ...(interval === undefined ? {} : { interval }),
      outliers: outlierIndices(each, { centre: summary.p50, mad: summary.mad }).length,
    };
  }
  return summaries;
}

function caseMetrics(values: Readonly<Record<string, number>>): Record<string, CaseMetric> {
  const metrics: Record<string, CaseMetric> = {};
  for (const id of inDocumentedOrder(Object.keys(values))) {
    const value = values[id];
    if (value !== undefined) metrics[id] = { ...kindOf(id), value };
  }
  return metrics;
}

/** What tells that the machine was short of memory or of time. */
function pressureOf(usage: CaseUsage | undefined): Pick<CaseSummary, 'swappedBytes' | 'majorFaults' | 'otherCpuShare'> {
  const { swappedBytes, majorFaults, otherCpuShare } = usage ?? {};
  return {
    ...(swappedBytes === undefined ? {} : { swappedBytes }),
    ...(majorFaults === undefined ? {} : { majorFaults }),
    ...(otherCpuShare === undefined ? {} : { otherCpuShare }),
  };
}

function usageMetrics(usage: CaseUsage | undefined): Record<string, number> {
  return {
    ...(usage?.rssPeakBytes === undefined ? {} : { rssPeak: usage.rssPeakBytes }),
    ...(usage?.rssMeanBytes === undefined ? {} : { rssMean: usage.rssMeanBytes }),
  };
}

/** The load of the sitting that measured the case last; a target is described once per sitting. */
function loadTime({ planned, samples }: CaseRecord, targets: readonly StoredTarget[]): { loadMs?: number } {
  const generation = samples.at(-1)?.generation;
  const stored = targets.find((each) => each.target === planned.target && each.generation === generation);
  return stored === undefined ? {} : { loadMs: stored.loadMs };
}

/** The registry's order, unknown metrics of a newer version behind it, so that equal records give equal bytes. */
function inDocumentedOrder(ids: readonly string[]): string[] {
  const known = METRICS.map(({ id }) => id).filter((id) => ids.includes(id));
  return [...known, ...ids.filter((id) => metricDefinition(id) === undefined).sort()];
}

function kindOf(id: string): { unit: ValueUnit; better: MetricDirection } {
  const definition = metricDefinition(id);
  return { unit: definition?.unit ?? '', better: definition?.better ?? 'none' };
}

/** Whether a case is there for its numbers; one item of a graded benchmark says nothing alone. */
export function isMeasuring({ grader }: CaseSummary): boolean {
  return grader === undefined;
}
