import type { RunRecord } from '../journal/run-record.js';
import type { Plan } from '../plan/plan.js';
import type { EnvironmentRecord } from '../protocol/environment.js';
import type { RunEvent, RunStatus } from '../protocol/run-events.js';

/** A run to start anew, or one to go on with. */
export type RunSource =
  | { readonly kind: 'new'; readonly plan: Plan; readonly command: readonly string[] }
  | {
      readonly kind: 'resume';
      readonly retryFailed: boolean;
      /** Throws when the run cannot go on as it was planned: another model file, suite or parameters. */
      readonly verify: (record: RunRecord) => Promise<void>;
    };

/** Everything a run needs to know; resolved by the command line. */
export interface RunRequest {
  readonly dataDir: string;
  readonly runId: string;
  readonly source: RunSource;
  readonly environment: EnvironmentRecord;
  readonly acodeVersion: string;
  readonly metricDefs: number;
  /** Module of the worker process. */
  readonly workerEntry: string;
  /** Module of the grading process. */
  readonly graderEntry: string;
  /** The user agreed to run the model's programs without a sandbox where there is none. */
  readonly allowUnsandboxed?: boolean;
  /** Where the embedded runtime is; absent when no target needs it. */
  readonly runtimeDir?: string;
  /** Memory of the model's processes above which a case is killed and skipped. */
  readonly memoryLimitBytes?: number;
  /** Time this sitting may take; what does not fit any more is skipped. */
  readonly budgetMs?: number;
  readonly wait: boolean;
  readonly logLevel: string;
  /** Aborted by the user's first Ctrl-C. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

/** How a run ended. */
export interface RunOutcome {
  readonly runId: string;
  readonly status: RunStatus;
  /** Stable code of what ended it early: `cancelled`, `disk-full`, `lock-lost`, … */
  readonly reason?: { readonly code: string; readonly message: string };
  /** False when a finished run was resumed and there was nothing to do. */
  readonly changed: boolean;
  readonly counts: RunCounts;
}

export interface RunCounts {
  readonly completed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly outstanding: number;
  /** Cases that failed because model or runtime could not be used at all. */
  readonly unusable: number;
  /** Answers that a failing grader left without a judgement. */
  readonly invalid: number;
}
