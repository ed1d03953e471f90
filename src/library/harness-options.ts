import type { LogLevel } from '../config.js';
import type { RunEvent } from '../protocol/run-events.js';

/** Where a harness works. */
export interface HarnessOptions {
  /** Where results are kept; the command line's folder unless told. */
  readonly dataDir?: string;
  /** Folder that configuration and benchmark files are looked for in; the process's own unless told. */
  readonly folder?: string;
  /** Configuration file; the nearest one upwards unless told, `false` for none. */
  readonly configFile?: string | false;
  /** Hears of benchmark files that cannot be used, one sentence each; the rest of the run goes on. */
  readonly onBrokenFile?: (sentence: string) => void;
}

/** What applies to new and resumed runs. */
export interface SittingOptions {
  /** Aborting it stops the run in good order; its result is then `interrupted`, and can be resumed. */
  readonly signal?: AbortSignal;
  /** Hears every event at once; the run is an async iterable of the same. Must not throw. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Milliseconds the run may take; what does not fit is skipped. */
  readonly budgetMs?: number;
  /** Memory of the model's processes above which a case is killed and skipped. */
  readonly memoryLimitBytes?: number;
  /** Wait for a run that is going on, instead of failing with `RUN_LOCKED`. */
  readonly wait?: boolean;
  /** What the run's event log holds; everything (`debug`) unless told. */
  readonly logLevel?: LogLevel;
}

/** What to measure, and how. The same names and defaults as the flags of `acode benchmark run`. */
export interface HarnessRunOptions extends SittingOptions {
  readonly suites?: readonly string[];
  readonly benchmarks?: readonly string[];
  /** Files of data sets, run besides what is named. */
  readonly datasets?: readonly string[];
  /** Records of the data sets that cannot be used are left out; otherwise such a data set is refused. */
  readonly skipBad?: boolean;
  /** GGUF files, `openai:MODEL@URL`, `ollama:MODEL`, names of the configuration; the smoke model unless told. */
  readonly models?: readonly string[];
  readonly iterations?: number;
  readonly warmup?: number;
  /** Milliseconds a case may take. */
  readonly timeoutMs?: number;
  readonly seed?: number;
  readonly deterministic?: boolean;
  /** Measure until each median is known within 5 %, at most `iterations` (100 unless told). */
  readonly untilStable?: boolean;
  /** Go round the models in so many blocks of iterations. */
  readonly interleaveBlocks?: number;
  readonly allowRemote?: boolean;
  /** Name of the variable that holds the server's API key. */
  readonly apiKeyEnv?: string;
}

/** Options of a resumed run, which keeps its plan. */
export interface HarnessResumeOptions extends SittingOptions {
  /** Measure failed and timed-out cases again. */
  readonly retryFailed?: boolean;
}
