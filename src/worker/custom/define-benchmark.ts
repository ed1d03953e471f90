import type { CaseParameters } from '../../protocol/messages.js';
import type { RequestRecord } from '../../protocol/sample.js';
import type { TargetDescription } from '../../protocol/target.js';
import type { ChatMessage } from '../../protocol/chat.js';
import type { CaseDemands } from '../../providers/provider.js';
import type { IterationContext } from '../benchmark.js';

/** How a prompt is asked. */
export interface AskOptions {
  /** Most tokens the answer may have; 256 unless told. */
  readonly maxTokens?: number;
  /** 0, greedy, unless told. */
  readonly temperature?: number;
  /** `cold` unless told: nothing of the prompt may come from a cache. */
  readonly cache?: 'cold' | 'warm';
}

/** An answer and the record of its request. */
export interface Answer {
  readonly text: string;
  readonly request: RequestRecord;
}

/** What one iteration of a benchmark of one's own may use. Every request made through it is in the iteration's record. */
export interface CustomContext extends IterationContext {
  /** Sends one prompt and returns the answer. */
  ask(prompt: string | readonly ChatMessage[], options?: AskOptions): Promise<Answer>;
  /** Notes whether something holds; the share that does is the iteration's `passRate`. Returns `passed`. */
  check(name: string, passed: boolean): boolean;
}

/** What an iteration may add to its requests and checks. */
export interface CustomResult {
  /** Numbers of the iteration as a whole, by a name of one's own. */
  readonly metrics?: Readonly<Record<string, number>>;
  readonly labels?: readonly string[];
}

/** A benchmark of one's own. Only `name`, `question` and `iterate` have to be there. */
export interface BenchmarkDefinition {
  /** In kebab case; no built-in benchmark has it, and best the file's own name. */
  readonly name: string;
  /** The question it answers, one line. */
  readonly question: string;
  /** 1 unless told. */
  readonly version?: number;
  /** The metrics it is judged by, most telling first; `e2el` and `ttft` unless told. */
  readonly primaryMetrics?: readonly string[];
  /** One case each, plain values; a single case without parameters unless told. */
  readonly cases?: readonly CaseParameters[];
  /** How long a case may take in milliseconds, warm-up included; what holds for all benchmarks unless told. */
  readonly timeoutMs?: number;
  /** Requests at the same time and tokens of the longest one; one request of 4,096 tokens unless told. */
  demands?(parameters: CaseParameters, target: TargetDescription): CaseDemands;
  /** Does one iteration. What it throws fails the case with that message. */
  iterate(context: CustomContext): Promise<CustomResult | undefined | void>;
}

/** Marks what {@link defineBenchmark} returned, and holds the place of the call. */
export const DEFINED_AT = Symbol.for('acode-benchmark.defined-at');

/** Declares a benchmark of one's own in a `*.bench.ts` or `*.bench.mjs` file; export what it returns. */
export function defineBenchmark(definition: BenchmarkDefinition): BenchmarkDefinition {
  const { stack = '' } = new Error('defined here');
  return Object.defineProperty({ ...definition }, DEFINED_AT, { value: stack });
}
