import type { BenchmarkFile } from './benchmark-file.js';
import type { ClientHealth, Sample, SamplePhase } from './sample.js';
import type { Target, TargetDescription } from './target.js';

/**
 * The words between orchestrator and worker: one JSON object a line. Commands go down on the worker's stdin, reports come
 * up on file descriptor 3 (stdout when a worker is run by hand). Every line carries `v`; a worker that hears or an
 * orchestrator that reads another version stops with an error instead of guessing.
 */
export const PROTOCOL_VERSION = 1;

/** A JSON value; parameters of a case are plain data so that they can be hashed and shown. */
export type JsonScalar = string | number | boolean | null;
export type CaseParameters = Readonly<Record<string, JsonScalar>>;

/** Everything a worker needs to know before the first case. */
export interface OpenCommand {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'open';
  readonly benchmark: string;
  readonly target: Target;
  /** Greedy sampling, fixed order and seeds, one request at a time. */
  readonly deterministic: boolean;
  /** Where the embedded runtime is installed; absent when the target needs none. */
  readonly runtimeDir?: string;
  /** The file that holds the benchmark; absent for a built-in one. */
  readonly file?: BenchmarkFile;
}

/** When a case has been measured well enough to stop before its last iteration. */
export interface UntilStable {
  /** Judged by the first of these that has values. */
  readonly metrics: readonly string[];
  /** Most that the interval's ends may lie from the median, as a share of it. */
  readonly tolerance: number;
}

/** Run one case. `firstIteration` is above 0 when a resumed case goes on behind its durable samples. */
export interface CaseCommand {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'case';
  readonly caseId: string;
  readonly attempt: number;
  readonly parameters: CaseParameters;
  readonly warmup: number;
  readonly firstIteration: number;
  readonly iterations: number;
  readonly seed: number;
  /** Absent: all iterations are measured. */
  readonly untilStable?: UntilStable;
}

/** The orchestrator has made all samples of the attempt up to `seq` durable. */
export interface AckCommand {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'ack';
  readonly caseId: string;
  readonly attempt: number;
  readonly seq: number;
}

/** No more cases: release the model and exit. */
export interface CloseCommand {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'close';
}

export type WorkerCommand = OpenCommand | CaseCommand | AckCommand | CloseCommand;

/** First line of every worker, within 30 s of its start. */
export interface HelloReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'hello';
  readonly pid: number;
  readonly node: string;
}

/** What the worker is doing, so that an ending can be explained by where it happened. */
export type WorkerStage = 'starting' | 'loading' | 'idle' | SamplePhase | 'closing';

export interface StageReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'stage';
  readonly stage: WorkerStage;
  readonly iteration?: number;
}

/** The model is loaded. */
export interface ReadyReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'ready';
  readonly target: TargetDescription;
  /** From the load call to the first token of a one-token request. */
  readonly loadMs: number;
}

/** The model is prepared for a case; its processes may be others than before, as when a server loads it anew. */
export interface PreparedReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'prepared';
  readonly caseId: string;
  readonly attempt: number;
  readonly modelPids: readonly number[];
}

/** One sample; `seq` counts every sample of the attempt from 0, warm-ups included. */
export interface SampleReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'sample';
  readonly caseId: string;
  readonly attempt: number;
  readonly seq: number;
  readonly sample: Sample;
}

/** The worker waits until everything up to `seq` is acknowledged. Nothing is timed meanwhile. */
export interface FlushReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'flush';
  readonly caseId: string;
  readonly attempt: number;
  readonly seq: number;
}

/** The attempt is over: `count` sample lines were sent, and this is the SHA-256 over their bytes without line ends. */
export interface CaseEndReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'case-end';
  readonly caseId: string;
  readonly attempt: number;
  readonly count: number;
  readonly digest: string;
  /** Time the worker spent on this case outside the timed windows. */
  readonly overheadMs: number;
  readonly health: ClientHealth;
}

/** The attempt cannot go on, and the worker can say why. The worker stays usable unless it exits. */
export interface CaseFailedReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'case-failed';
  readonly caseId: string;
  readonly attempt: number;
  readonly error: WorkerError;
}

/** The worker cannot serve any case: no model, no runtime, unknown benchmark. It exits after this line. */
export interface FatalReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'fatal';
  readonly stage: WorkerStage;
  readonly error: WorkerError;
}

export interface WorkerError {
  /** Stable code, such as `MODEL_NOT_FOUND` or `UNSUPPORTED`. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Something a reader of the results should know, with what to do about it. */
export interface WarningReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'warning';
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly caseId?: string;
}

export interface LogReport {
  readonly v: typeof PROTOCOL_VERSION;
  readonly type: 'log';
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}

export type WorkerReport =
  | HelloReport
  | StageReport
  | ReadyReport
  | PreparedReport
  | SampleReport
  | FlushReport
  | CaseEndReport
  | CaseFailedReport
  | FatalReport
  | WarningReport
  | LogReport;
