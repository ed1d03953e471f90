import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import type { CaseParameters } from '../src/protocol/messages.js';
import { positiveInteger } from './parameters.js';

/**
 * All slots busy at once: every iteration sends `slots` requests together and ends with the last of them. The case's
 * rate is Σ tokens / Σ time over the iterations (`outTps`), not a median of per-request rates.
 */
export const throughput = defineBenchmark({
  name: 'throughput',
  version: 1,
  question: 'How much work does it do per second with all slots busy?',
  primaryMetrics: ['outTps', 'reqTps', 'e2el'],
  cases: [{ slots: 4, promptTokens: 128, outputTokens: 64 }],
  demands: (parameters) => ({
    slots: positiveInteger(parameters, 'slots'),
    contextTokens: positiveInteger(parameters, 'promptTokens') + positiveInteger(parameters, 'outputTokens'),
  }),
  iterate: allSlotsOnce,
});

async function allSlotsOnce(context: IterationContext): Promise<IterationResult> {
  const { slots, promptTokens, outputTokens } = sizes(context.parameters);
  const prompts = [];
  for (let slot = 0; slot < slots; slot += 1) prompts.push(await context.synthesisePrompt(promptTokens));
  const requests = await Promise.all(
    prompts.map((prompt, slot) =>
      context.request(
        {
          prompt,
          maxTokens: outputTokens,
          exactLength: true,
          sampling: { temperature: 0, seed: context.seed + slot },
          cache: 'cold',
        },
        { requestedPromptTokens: promptTokens },
      ),
    ),
  );
  return { requests };
}

function sizes(parameters: CaseParameters): { slots: number; promptTokens: number; outputTokens: number } {
  return {
    slots: positiveInteger(parameters, 'slots'),
    promptTokens: positiveInteger(parameters, 'promptTokens'),
    outputTokens: positiveInteger(parameters, 'outputTokens'),
  };
}
