import type { CaseReason, RunState } from '../journal/records.js';
import type { RunRecord } from '../journal/run-record.js';
import type { EnvironmentRecord } from '../protocol/environment.js';
import type { TargetDescription } from '../protocol/target.js';
import { readCases, type CaseReading } from './case-reading.js';
import { isMeasuring, type CaseStatus, type CaseSummary } from './case-summary.js';
import type { Finding } from './findings/finding.js';
import { findingsOf } from './findings/findings-of.js';
import { summariseGraded, type GradedSummary } from './graded/graded-summary.js';
import type { IntervalTable } from './intervals.js';
import { withIntervals } from './metric-summary.js';
import { quietnessOf, type Quietness } from './quietness.js';
import { runDurationMs } from './run-duration.js';
import { runWarnings, type RunWarning } from './warnings.js';

/** A target of the run; `description` is absent when it was never loaded, or not told. */
export interface TargetSummary {
  readonly name: string;
  readonly fingerprint: string;
  readonly description?: TargetDescription;
}

/** How the cases of a run stand; the numbers add up to all cases. */
export interface RunCaseCounts {
  readonly completed: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly skipped: number;
  /** Stopped by the user; a resumed run goes on with them. */
  readonly interrupted: number;
  /** Never ended: not begun, cut off by a crash, or damaged in the journal. */
  readonly outstanding: number;
}

/** What a run says, computed from its journal alone. */
export interface RunSummary {
  readonly schema: 'acode-summary/1';
  readonly runId: string;
  readonly status: RunState['status'];
  readonly reason?: CaseReason;
  readonly createdAt: string;
  readonly endedAt?: string;
  /** Wall-clock time of all sittings together. */
  readonly durationMs: number;
  readonly suites: readonly string[];
  readonly targets: readonly TargetSummary[];
  readonly environment: EnvironmentRecord;
  readonly seed: number;
  readonly planHash: string;
  readonly metricDefs: number;
  readonly counts: RunCaseCounts;
  readonly cases: readonly CaseSummary[];
  /** The graded benchmarks, each on each target as a whole. */
  readonly graded: readonly GradedSummary[];
  /** How much other programs used the machine meanwhile; absent where that is not known. */
  readonly quietness?: Quietness;
  /** What the numbers answer, in sentences with their evidence. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly RunWarning[];
}

/** Sums up a run, finished or not. Pure: the same record and intervals give the same summary. `readings` are those of its cases. */
export function summariseRun(
  record: RunRecord,
  intervals: IntervalTable,
  readings: readonly CaseReading[] = readCases(record),
): RunSummary {
  const { meta, state } = record;
  const quietness = quietnessOf(record);
  const cases = readings.map(({ summary }) => {
    const ofCase = intervals.get(summary.caseId);
    return ofCase === undefined ? summary : { ...summary, metrics: withIntervals(summary.metrics, ofCase) };
  });
  return {
    schema: 'acode-summary/1',
    runId: meta.runId,
    status: state.status,
    ...('reason' in state ? { reason: state.reason } : {}),
    createdAt: meta.createdAt,
    ...('endedAt' in state ? { endedAt: state.endedAt } : {}),
    durationMs: runDurationMs(record),
    suites: meta.plan.suites,
    targets: summariseTargets(record),
    environment: meta.environment,
    seed: meta.plan.seed,
    planHash: meta.plan.hash,
    metricDefs: meta.metricDefs,
    counts: countCases(cases.map(({ status }) => status)),
    cases,
    graded: summariseGraded(record.cases),
    ...(quietness === undefined ? {} : { quietness }),
    findings: findingsOf(cases.filter(isMeasuring)),
    warnings: runWarnings(record, cases),
  };
}

/** Counts cases by how they stand. */
export function countCases(statuses: readonly CaseStatus[]): RunCaseCounts {
  const count = (...wanted: readonly CaseStatus[]): number => statuses.filter((each) => wanted.includes(each)).length;
  return {
    completed: count('completed'),
    failed: count('failed'),
    timedOut: count('timed-out'),
    skipped: count('skipped'),
    interrupted: count('interrupted'),
    outstanding: count('planned', 'started', 'damaged'),
  };
}

/** The newest description of each target: a resumed run may have met a newer backend, which the warnings tell. */
function summariseTargets({ meta, targets }: RunRecord): TargetSummary[] {
  return meta.plan.targets.map(({ name, fingerprint }) => {
    const described = targets.filter((each) => each.target === name);
    const newest = described.toSorted((a, b) => a.generation - b.generation).at(-1);
    return { name, fingerprint, ...(newest === undefined ? {} : { description: newest.description }) };
  });
}
