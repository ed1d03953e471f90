import type { CaseParameters } from '../src/protocol/messages.js';
import type { CaseDemands } from '../src/providers/provider.js';
import type { IterationContext, IterationResult } from '../src/worker/benchmark.js';
import { positiveInteger } from './parameters.js';

/**
 * The iteration most benchmarks share: one cold greedy request of `promptTokens` tokens that writes exactly
 * `outputTokens` tokens.
 */
export async function singleRequest(context: IterationContext): Promise<IterationResult> {
  const promptTokens = positiveInteger(context.parameters, 'promptTokens');
  const outputTokens = positiveInteger(context.parameters, 'outputTokens');
  const prompt = await context.synthesisePrompt(promptTokens);
  const request = await context.request(
    {
      prompt,
      maxTokens: outputTokens,
      exactLength: true,
      sampling: { temperature: 0, seed: context.seed },
      cache: 'cold',
    },
    { requestedPromptTokens: promptTokens },
  );
  return { requests: [request] };
}

/** One request at a time, with room for prompt and output. */
export function singleRequestDemands(parameters: CaseParameters): CaseDemands {
  return {
    slots: 1,
    contextTokens: positiveInteger(parameters, 'promptTokens') + positiveInteger(parameters, 'outputTokens'),
  };
}
