import type { CaseReason, CaseState, CaseUsage, CaseWarning, StoredTarget } from '../journal/records.js';
import type { CaseRecord } from '../journal/run-record.js';
import { computeCaseMetrics } from '../metrics/case-metrics.js';
import { serviceLevelsOf } from '../metrics/goodput.js';
import type { GraderIdentity } from '../plan/plan.js';
import type { CaseParameters } from '../protocol/messages.js';
import type { ClientHealth, FailureClass, RequestRecord, Sample, TokenSource } from '../protocol/sample.js';
import type { VerdictKind } from '../protocol/verdict.js';
import type { ServiceLevels } from '../protocol/service-levels.js';
import { caseMetrics, type CaseMetric, summariseMetrics, type MetricSummary } from './metric-summary.js';
import type { MetricValues, SortedValues } from './metric-values.js';
import { type RepeatedAnswers, repeatedAnswers } from './repeated-answers.js';

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

/**
 * Sums up the measured samples of a case's current take, whether it ended or not, but for the intervals of medians;
 * `values` are those of its metrics, `sorted` the same ascending.
 */
export function summariseCase(
  record: CaseRecord,
  {
    samples,
    values,
    sorted,
    targets,
  }: {
    readonly samples: readonly Sample[];
    readonly values: MetricValues;
    readonly sorted: SortedValues;
    readonly targets: readonly StoredTarget[];
  },
): CaseSummary {
  const { planned, state } = record;
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
    metrics: summariseMetrics(values, sorted),
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

/** Whether a case is there for its numbers; one item of a graded benchmark says nothing alone. */
export function isMeasuring({ grader }: CaseSummary): boolean {
  return grader === undefined;
}
