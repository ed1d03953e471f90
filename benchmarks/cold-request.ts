import type { GenerationRequest } from '../src/providers/provider.js';
import type { IterationContext } from '../src/worker/benchmark.js';

/** The request most benchmarks send: greedy, read without a cache, of a length that is written to the end. */
export async function coldRequest(
  context: IterationContext,
  { promptTokens, outputTokens }: { readonly promptTokens: number; readonly outputTokens: number },
): Promise<GenerationRequest> {
  return {
    prompt: await context.synthesisePrompt(promptTokens),
    maxTokens: outputTokens,
    exactLength: true,
    sampling: { temperature: 0, seed: context.seed },
    cache: 'cold',
  };
}
