import type { EnvironmentRecord } from '../protocol/environment.js';
import type { Plan } from '../plan/plan.js';
import type { ClientHealth, Sample } from '../protocol/sample.js';
import type { Verdict } from '../protocol/verdict.js';
import type { TargetDescription } from '../protocol/target.js';

/** Version of every shape below. A newer one is perhaps read and never written. */
export const JOURNAL_FORMAT = 1;

/** What a run is, written once before any worker starts. */
export interface RunMeta {
  readonly format: number;
  readonly runId: string;
  readonly createdAt: string;
  readonly acode: string;
  /** Version of the metric formulas the samples were computed with. */
  readonly metricDefs: number;
  /** The plan without its cases, which have records of their own. */
  readonly plan: Omit<Plan, 'cases'>;
  readonly caseCount: number;
  readonly environment: EnvironmentRecord;
  /** The command that repeats the run, as argument list. */
  readonly command: readonly string[];
}

/** A process, named so that a reused pid cannot be taken for it. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in clock ticks since boot (Linux) or milliseconds since the epoch. */
  readonly startTime?: string;
  readonly bootId?: string;
}

/** One sitting of the orchestrator over this run: the first start and every resume. */
export interface Generation {
  readonly generation: number;
  readonly startedAt: string;
  readonly traceId: string;
  readonly orchestrator: ProcessIdentity;
  readonly environment: EnvironmentRecord;
}

/** Why a case did not complete. */
export interface CaseReason {
  /** Stable: a worker error's code, `timeout`, `oom`, `crash`, `protocol-error`, `gave-up`, … */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Code of a case that the run's time budget left no room for; a resumed run measures it. */
export const BUDGET_REASON = 'budget';

/** Code of a case whose load is beyond the one at which a model gives all it can. */
export const SATURATED_REASON = 'saturated';

/** Resources of the model's processes over one attempt; absent where the system does not tell. */
export interface CaseUsage {
  readonly rssPeakBytes?: number;
  readonly rssMeanBytes?: number;
  readonly cpuMs?: number;
  /** Of the model's memory in swap at the end. */
  readonly swappedBytes?: number;
  /** Page faults of the model's processes that had to read the disk. */
  readonly majorFaults?: number;
  /** Resident memory over time: milliseconds since the attempt's start, bytes. At most a few hundred points. */
  readonly rssCurve: readonly (readonly [ms: number, bytes: number])[];
  /** CPU time of the orchestrator itself meanwhile. */
  readonly harnessCpuMs: number;
  /** Share of the machine's CPU time that others used meanwhile, 0 to 1. */
  readonly otherCpuShare?: number;
}

/** Which measurement of a case a sample belongs to. */
export interface AttemptKey {
  /** Rises with every start of the case, so that late lines of an earlier worker are known as such. */
  readonly attempt: number;
  /** A whole measurement; a new one begins at iteration 0 when the one before cannot be trusted. */
  readonly take: number;
}

/** State of a case; the transitions are in transitions.ts. */
export type CaseState =
  | { readonly status: 'planned'; readonly take: number }
  | ({
      readonly status: 'started';
      readonly startedAt: string;
      readonly worker: ProcessIdentity;
      /** Attempts in a row right before this one that left no new sample. */
      readonly fruitless: number;
    } & AttemptKey)
  | ({ readonly status: 'completed'; readonly iterations: number; readonly digest: string } & CaseEnding & AttemptKey)
  | ({ readonly status: 'failed' | 'timed-out' | 'skipped'; readonly reason: CaseReason } & CaseEnding & AttemptKey)
  | ({ readonly status: 'interrupted' } & CaseEnding & AttemptKey);

export interface CaseEnding {
  readonly endedAt: string;
  readonly durationMs: number;
  readonly usage?: CaseUsage;
  /** Time the worker spent outside the timed windows. */
  readonly overheadMs?: number;
  /** How the worker itself fared. */
  readonly health?: ClientHealth;
  readonly warnings: readonly CaseWarning[];
}

/** Something a reader of the result should know, with what to do about it. */
export interface CaseWarning {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * A sample in the journal. Its key is (case, take, phase, iteration); the attempt tells which sitting measured it. The
 * sample is the last member, so that its text can be taken out of the record unread; a version that changes this changes
 * {@link JOURNAL_FORMAT}.
 */
export interface StoredSample {
  readonly attempt: number;
  readonly take: number;
  readonly generation: number;
  readonly sample: Sample;
}

/** What a grader said of a sample's answers, and when. */
export interface StoredVerdict {
  /** The sitting it belongs to; 0 when the answers were graded anew after the run. */
  readonly generation: number;
  readonly gradedAt: string;
  readonly verdict: Verdict;
}

/** A sample together with the verdicts on it, oldest first; the last one counts. */
export interface JudgedSample extends StoredSample {
  readonly verdicts?: readonly StoredVerdict[];
}

/** What a loaded target said about itself, once per target and sitting. */
export interface StoredTarget {
  readonly generation: number;
  readonly target: string;
  readonly description: TargetDescription;
  readonly loadMs: number;
}

/** Something worth keeping that is no sample: a crash, a retry, a repair. */
export interface JournalNote {
  readonly generation: number;
  readonly time: string;
  readonly code: string;
  readonly message: string;
  readonly caseId?: string;
}

/** State of the run; `running` without a live holder of the lock is a crashed run. */
export type RunState =
  | { readonly status: 'running' }
  | { readonly status: 'completed'; readonly endedAt: string }
  | { readonly status: 'interrupted' | 'failed'; readonly endedAt: string; readonly reason: CaseReason };
