import type { CaseParameters } from '../src/protocol/messages.js';
import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { coldRequest } from './cold-request.js';
import { positiveInteger } from './parameters.js';
import { singleRequest } from './single-request.js';

/**
 * Time to the first token with a cold prefill, at a short and at a long prompt; nothing is decoded after it. A model that
 * thinks first is asked once more, with room for `answerTokens` where the case has them, so that it comes to the first token
 * of its answer.
 */
export const firstToken = defineBenchmark({
  name: 'first-token',
  version: 1,
  question: 'How long until something appears?',
  primaryMetrics: ['ttft', 'prefillTps'],
  cases: [128, 1_024].map((promptTokens) => ({ promptTokens, outputTokens: 1, answerTokens: 512 })),
  demands: (parameters) => ({
    slots: 1,
    contextTokens:
      positiveInteger(parameters, 'promptTokens') +
      Math.max(positiveInteger(parameters, 'outputTokens'), answerTokensOf(parameters) ?? 0),
  }),
  iterate: firstOfAll,
});

async function firstOfAll(context: IterationContext): Promise<IterationResult> {
  const { requests } = await singleRequest(context);
  const thinks = requests.some(({ stamps }) => stamps.firstTokenMs !== undefined && stamps.firstAnswerMs === undefined);
  const outputTokens = answerTokensOf(context.parameters);
  if (!thinks || outputTokens === undefined) return { requests };
  const promptTokens = positiveInteger(context.parameters, 'promptTokens');
  const cold = await coldRequest(context, { promptTokens, outputTokens });
  // It may end where its answer ends.
  const request = { ...cold, exactLength: false };
  return { requests: [...requests, await context.request(request, { requestedPromptTokens: promptTokens })] };
}

function answerTokensOf(parameters: CaseParameters): number | undefined {
  return parameters['answerTokens'] === undefined ? undefined : positiveInteger(parameters, 'answerTokens');
}
