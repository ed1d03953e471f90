import type { BenchmarkFile } from './benchmark-file.js';
import type { CaseParameters, OpenCommand } from './messages.js';

/** A benchmark as its file describes it: what planning needs, and nothing that runs. */
export interface BenchmarkDescription {
  readonly name: string;
  readonly version: number;
  readonly question: string;
  readonly primaryMetrics: readonly string[];
  readonly cases: readonly CaseParameters[];
  /** How long a case may take, where the file says so. */
  readonly timeoutMs?: number;
  /** Who judges its answers; absent for a benchmark that only measures. */
  readonly graded?: { readonly name: string; readonly version: number };
}

/** Something that is wrong in a file. Lines and columns count from 1; absent where no place can be told. */
export interface FileProblem {
  readonly line?: number;
  readonly column?: number;
  /** One sentence. */
  readonly message: string;
  readonly hint?: string;
}

/** What a describing process says about one file. */
export type FileDescription =
  | {
      readonly kind: 'described';
      readonly digest: string;
      readonly benchmarks: readonly BenchmarkDescription[];
      /** What of the file was left out, as it was told to be. */
      readonly skipped?: readonly FileProblem[];
    }
  | { readonly kind: 'wrong'; readonly problems: readonly FileProblem[] };

/** What the trying process is asked to do, as one line on its standard input. */
export interface TryOrder {
  /** Which model, which benchmark of which file. */
  readonly open: OpenCommand & { readonly file: BenchmarkFile };
  readonly parameters: CaseParameters;
  readonly seed: number;
}

/** One request of a tried iteration: what was sent, and what came back. */
export interface TriedRequest {
  /** The prompt as text; chat messages with their roles. */
  readonly prompt: string;
  readonly answer: string;
  readonly finish: string;
  /** Absent for a request that succeeded. */
  readonly failure?: string;
  readonly metrics: Readonly<Record<string, number>>;
}

/** What one tried iteration left. */
export interface TriedCase {
  readonly model: string;
  readonly requests: readonly TriedRequest[];
  readonly metrics: Readonly<Record<string, number>>;
  readonly labels: readonly string[];
}

/** What a trying process says. */
export type TryAnswer =
  | { readonly kind: 'tried'; readonly tried: TriedCase }
  | { readonly kind: 'failed'; readonly message: string; readonly hint?: string };
