import type { BenchmarkFile } from '../protocol/benchmark-file.js';
import type { CaseParameters, UntilStable } from '../protocol/messages.js';
import type { ServiceLevels } from '../protocol/service-levels.js';
import type { Target } from '../protocol/target.js';

/** Version of the plan's shape and of the way case ids are hashed. */
export const PLAN_VERSION = 1;

/** The part of a benchmark that planning needs; the measuring part lives in the worker (`worker/benchmark.ts`). */
export interface PlannableBenchmark {
  /** Unique name in kebab case, as typed on the command line. */
  readonly name: string;
  /** Raised whenever the benchmark would measure something else; results of two versions are not comparable. */
  readonly version: number;
  /** The question it answers, one line for `list`. */
  readonly question: string;
  /** The metrics a comparison judges, most telling first. */
  readonly primaryMetrics: readonly string[];
  /** The parameter points measured when nothing else is asked for; one case each. */
  readonly cases: readonly CaseParameters[];
  /**
   * Parameter that is a load and rises from case to case: once more of it does not raise the total rate, the cases with
   * still more are skipped. Absent: every case is measured.
   */
  readonly load?: string;
  /** How long a case of it may take where neither the run nor a suite says; absent: what holds for all. */
  readonly timeoutMs?: number;
  /** The user's file that holds it; absent for a built-in one. */
  readonly file?: BenchmarkFile;
  /** Who judges its answers; absent for a benchmark that only measures. Each of its cases is one item. */
  readonly graded?: GraderIdentity;
}

/** Name and version of a grader; the version rises whenever it could judge an answer otherwise. */
export interface GraderIdentity {
  readonly name: string;
  readonly version: number;
}

/** What a plan keeps of a benchmark that is not built in: where it came from, and by what it is judged. */
export interface CustomBenchmark {
  readonly name: string;
  readonly file: BenchmarkFile;
  readonly primaryMetrics: readonly string[];
}

/** One benchmark in a suite, with what the suite changes about it. */
export interface SuiteEntry {
  readonly benchmark: string;
  /** Replaces the benchmark's own parameter points. */
  readonly cases?: readonly CaseParameters[];
  /** Of a graded benchmark: at most so many of its items, spread evenly over all. */
  readonly items?: number;
}

/** A named group of benchmarks and parameters. */
export interface Suite {
  readonly name: string;
  readonly version: number;
  readonly description: string;
  readonly entries: readonly SuiteEntry[];
  /** What this suite uses instead of the defaults; shown openly before the run. */
  readonly overrides: { readonly warmup?: number; readonly iterations?: number; readonly timeoutMs?: number };
}

/** A benchmark on a target at one parameter point: what is planned, journaled and resumed. */
export interface PlannedCase {
  /** Content hash: the same benchmark version, target and parameters give the same id in every run. */
  readonly id: string;
  /** Position in the plan, from 0. */
  readonly ordinal: number;
  readonly benchmark: string;
  readonly benchmarkVersion: number;
  /** Name of the target in {@link Plan.targets}. */
  readonly target: string;
  readonly parameters: CaseParameters;
  readonly warmup: number;
  readonly iterations: number;
  readonly timeoutMs: number;
  readonly seed: number;
  /** Stop before `iterations` when the median of the first of these metrics that has values is known well enough. */
  readonly untilStable?: UntilStable;
  /** The configuration's service levels, where the parameters name none; they judge samples and are no part of the id. */
  readonly serviceLevels?: ServiceLevels;
  /** The parameter that is a load; the case is skipped when lower loads have reached the highest rate. */
  readonly load?: string;
  /** Digest of the user's file that holds the benchmark; absent for a built-in one. */
  readonly fileDigest?: string;
  /** The grader that its answers were planned for; absent for a case that only measures. */
  readonly grader?: GraderIdentity;
}

/** Everything a run will do, frozen before it starts. */
export interface Plan {
  readonly version: typeof PLAN_VERSION;
  readonly suites: readonly string[];
  readonly targets: readonly Target[];
  readonly seed: number;
  readonly deterministic: boolean;
  /** Each case is measured in so many blocks of iterations, going round the targets; absent: in one go. */
  readonly interleave?: { readonly blocks: number };
  /** The benchmarks of the cases that are not built in; absent when all are. */
  readonly customBenchmarks?: readonly CustomBenchmark[];
  readonly cases: readonly PlannedCase[];
  /** SHA-256 over everything above but the places of files. */
  readonly hash: string;
}
