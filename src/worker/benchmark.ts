import type { PlannableBenchmark } from '../plan/plan.js';
import type { StoredAnswer } from '../protocol/answer.js';
import type { CaseParameters } from '../protocol/messages.js';
import type { RequestRecord, SamplePhase } from '../protocol/sample.js';
import type { TargetDescription } from '../protocol/target.js';
import type { CaseDemands, Generation, GenerationRequest, Prompt, Provider } from '../providers/provider.js';

/** What one iteration of a benchmark may use. */
export interface IterationContext {
  readonly provider: Provider;
  readonly parameters: CaseParameters;
  readonly phase: SamplePhase;
  readonly iteration: number;
  /** Differs for every iteration, equal in every run with the same plan seed. */
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Milliseconds since the iteration's start, on the clock of the stamps. */
  elapsedMs(): number;
  /** A prompt of about `tokens` tokens whose first token differs from every other prompt of the case. */
  synthesisePrompt(tokens: number): Promise<Prompt>;
  /** Sends one request and computes its metrics. */
  request(request: GenerationRequest, options?: RequestOptions): Promise<RequestRecord>;
}

export interface RequestOptions {
  readonly requestedPromptTokens?: number;
  /** Intended start in milliseconds after the iteration's, under open-loop load; the wait since then is `queueMs`. */
  readonly scheduledMs?: number;
  /** Labels of the record beside those that its numbers earn. */
  readonly labels?: readonly string[];
  /** Hears the answer's text, which records do not keep. */
  readonly onText?: (text: string) => void;
  /** Hears everything that came back, for what records do not keep. */
  readonly onGeneration?: (generation: Generation) => void;
  /** Another way to get the generation than the provider's `generate`. */
  readonly send?: (request: GenerationRequest, signal: AbortSignal) => Promise<Generation>;
}

/** What an iteration found out. Request metrics are computed already; `metrics` are those of the iteration as a whole. */
export interface IterationResult {
  readonly requests: readonly RequestRecord[];
  readonly metrics?: Readonly<Record<string, number>>;
  readonly labels?: readonly string[];
  /** The exchanges in full, for the grader. */
  readonly answers?: readonly StoredAnswer[];
}

/** A benchmark: what it plans, what it demands of the provider, and how it measures one iteration. */
export interface Benchmark extends PlannableBenchmark {
  /** What a case needs; `target` tells what the model can do at most. */
  demands(parameters: CaseParameters, target: TargetDescription): CaseDemands;
  iterate(context: IterationContext): Promise<IterationResult>;
}

/** Declares a benchmark; the argument is returned as it is, with its type checked. */
export function defineBenchmark(benchmark: Benchmark): Benchmark {
  return benchmark;
}
