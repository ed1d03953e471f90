import type { Sample } from './sample.js';
import type { Verdict } from './verdict.js';

/** Version of the event schema (`schemas/events.schema.json`, docs/events.md). */
export const EVENT_VERSION = 1;

/** What every event says beside its own members. */
export interface EventEnvelope {
  readonly v: typeof EVENT_VERSION;
  /** Wall-clock time, ISO 8601 with milliseconds. */
  readonly time: string;
  readonly runId: string;
  /** Trace of this sitting: 32 hexadecimal digits; a resumed run has a new one. */
  readonly traceId: string;
}

export interface RunStartEvent {
  readonly type: 'run-start';
  readonly suites: readonly string[];
  readonly targets: readonly string[];
  readonly caseCount: number;
  /** Cases that were done before this sitting. */
  readonly doneCount: number;
  readonly resumed: boolean;
  readonly seed: number;
  readonly planHash: string;
}

export type RunStatus = 'completed' | 'interrupted' | 'failed';

export interface RunEndEvent {
  readonly type: 'run-end';
  readonly status: RunStatus;
  readonly reason?: string;
  readonly completed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly outstanding: number;
  readonly durationMs: number;
}

/** What identifies a case in an event. */
export interface CaseReference {
  readonly caseId: string;
  readonly ordinal: number;
  readonly benchmark: string;
  readonly target: string;
}

export interface CaseStartEvent extends CaseReference {
  readonly type: 'case-start';
  readonly attempt: number;
  readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
  readonly iterations: number;
  readonly firstIteration: number;
  /** Who judges its answers; absent for a case that only measures. */
  readonly grader?: { readonly name: string; readonly version: number };
}

export type CaseEndStatus = 'completed' | 'failed' | 'timed-out' | 'skipped' | 'interrupted' | 'retrying';

/** Code of the reason of a case that comes again because a block of an interleaved run is over, and for no fault. */
export const BLOCK_REASON = 'block';

export interface CaseEndEvent extends CaseReference {
  readonly type: 'case-end';
  readonly attempt: number;
  readonly status: CaseEndStatus;
  readonly reason?: { readonly code: string; readonly message: string };
  readonly durationMs: number;
}

/** A sample that is durable in the journal. */
export interface SampleEvent extends CaseReference {
  readonly type: 'sample';
  readonly attempt: number;
  readonly sample: Sample;
}

/** A verdict on a sample's answers that is durable in the journal. */
export interface VerdictEvent extends CaseReference {
  readonly type: 'verdict';
  readonly iteration: number;
  readonly verdict: Verdict;
}

/** How far the run is; at most one a second. */
export interface ProgressEvent extends CaseReference {
  readonly type: 'progress';
  readonly stage: string;
  readonly iteration?: number;
  readonly iterations: number;
  /** Finished share of the run's iterations, 0 to 1. */
  readonly fraction: number;
  readonly elapsedMs: number;
  readonly remainingMs?: number;
}

export interface WarningEvent {
  readonly type: 'warning';
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly caseId?: string;
}

export interface ErrorEvent {
  readonly type: 'error';
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly caseId?: string;
}

/**
 * A metric that a comparison with a baseline found worse; told behind `run-end`, once per metric. `change` is candidate /
 * baseline, or candidate − baseline where the metric is a pass rate.
 */
export interface RegressionEvent {
  readonly type: 'regression';
  /** The run it was compared with. */
  readonly baseline: string;
  readonly benchmark: string;
  readonly target: string;
  readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
  readonly metric: string;
  readonly unit: string;
  readonly before: number;
  readonly after: number;
  readonly change: {
    readonly kind: 'ratio' | 'difference';
    readonly value: number;
    readonly low: number;
    readonly high: number;
  };
  readonly message: string;
}

export type RunEventBody =
  | RunStartEvent
  | RunEndEvent
  | CaseStartEvent
  | CaseEndEvent
  | SampleEvent
  | VerdictEvent
  | ProgressEvent
  | WarningEvent
  | ErrorEvent
  | RegressionEvent;

/** One line of the event stream and of the event log. */
export type RunEvent = EventEnvelope & RunEventBody;
