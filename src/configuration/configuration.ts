import type { CaseParameters } from '../protocol/messages.js';

/** A named target of the configuration file. */
export interface TargetEntry {
  /** What `--model` would take: a GGUF file (relative to the configuration file), `openai:MODEL@URL`, `ollama:MODEL`, … */
  readonly model: string;
  readonly threads?: number;
  readonly gpu?: 'auto' | false;
  readonly apiKeyEnv?: string;
  readonly allowRemote?: boolean;
  readonly pids?: readonly number[];
  /** How to start the server: `{port}` in the arguments and in the model's address is a free port. */
  readonly command?: string;
  readonly args?: readonly string[];
  readonly timeouts?: TimeoutEntries;
  /** How long the server may take until a one-token request answers. */
  readonly readyTimeout?: string;
}

/** One benchmark in a suite: its name alone, or with parameter points of its own. */
export type SuiteBenchmark = string | { readonly name: string; readonly cases?: readonly CaseParameters[] };

/** A suite of the user's own. */
export interface SuiteEntry {
  readonly description?: string;
  readonly benchmarks: readonly SuiteBenchmark[];
  readonly iterations?: number;
  readonly warmup?: number;
  readonly timeout?: string;
}

/** What a run uses where neither a flag nor the suite says otherwise. */
export interface DefaultEntries {
  readonly suite?: string;
  readonly model?: string;
  readonly iterations?: number;
  readonly warmup?: number;
  readonly timeout?: string;
  readonly seed?: number;
  /** The former name of `limits.memory`. */
  readonly memoryLimit?: string;
}

/** How long a request to a server may wait for its first token, between two tokens, and in all. */
export interface TimeoutEntries {
  readonly firstToken?: string;
  readonly idle?: string;
  readonly total?: string;
}

/** What a run may take at most. */
export interface LimitEntries {
  /** Memory of a model's processes above which a case is ended and skipped. */
  readonly memory?: string;
  /** Time of one sitting; what does not fit is skipped. */
  readonly budget?: string;
  /** For servers whose targets say nothing else. */
  readonly timeouts?: TimeoutEntries;
}

/** Who is told when a comparison finds a regression; see docs/comparing.md. */
export interface AlertEntry {
  /** Program and arguments, run without a shell with a JSON document on its standard input. */
  readonly command?: readonly string[];
  /** File that gets the same document as a line. */
  readonly file?: string;
  /** Time the command may take; 10 seconds unless told. */
  readonly timeout?: string;
}

/** The configuration file, checked. Everything is optional; durations and sizes are still text. */
export interface Configuration {
  readonly targets?: Readonly<Record<string, TargetEntry>>;
  readonly suites?: Readonly<Record<string, SuiteEntry>>;
  readonly defaults?: DefaultEntries;
  readonly limits?: LimitEntries;
  readonly dataDir?: string;
  /** Share by which a metric has to differ to matter, such as `5%`; `default` is for the metrics not named. */
  readonly thresholds?: Readonly<Record<string, string>>;
  /** Service levels for cases that name none: longest time to the first token, and per further token. */
  readonly slos?: { readonly ttft?: string; readonly tpot?: string };
  /** How long runs are kept, such as `90d`. */
  readonly retention?: string;
  readonly alerts?: AlertEntry;
  /** Files with benchmarks of one's own. */
  readonly benchmarks?: readonly string[];
  /** Data sets that are known by the names of their files. */
  readonly datasets?: readonly (string | { readonly file: string; readonly skipBad?: boolean })[];
}
