import { COLD_START_LABEL, coldPenalty } from '../src/metrics/paired-ttft.js';
import type { RequestRecord } from '../src/protocol/sample.js';
import type { Generation, GenerationRequest } from '../src/providers/provider.js';
import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { coldRequest } from './cold-request.js';
import { positiveInteger } from './parameters.js';
import { singleRequestDemands } from './single-request.js';

/** Warm requests behind each cold one; their mean steadies the difference. */
const WARM_REQUESTS = 3;

/**
 * The prompts of a cold start once more when the model is loaded. Where the harness can start the model, a fresh process
 * answers a cold request and then warm ones of the same shape, and `coldPenalty` is their difference; elsewhere there are
 * only warm ones. No prompt repeats, so the difference is the engine's warmth and not its prompt cache.
 */
export const warmStart = defineBenchmark({
  name: 'warm-start',
  version: 1,
  question: 'How fast is a loaded model, and what did the first request pay?',
  primaryMetrics: ['ttft', 'coldPenalty'],
  cases: [{ promptTokens: 256, outputTokens: 16 }],
  demands: singleRequestDemands,
  iterate: coldThenWarm,
});

async function coldThenWarm(context: IterationContext): Promise<IterationResult> {
  const promptTokens = positiveInteger(context.parameters, 'promptTokens');
  const outputTokens = positiveInteger(context.parameters, 'outputTokens');
  const requests: GenerationRequest[] = [];
  for (let at = 0; at <= WARM_REQUESTS; at += 1)
    requests.push(await coldRequest(context, { promptTokens, outputTokens }));
  const start = await context.provider.coldStart?.(requests, context.signal);
  const records: RequestRecord[] = [];
  for (const [at, request] of requests.entries()) {
    if (start === undefined && at === 0) continue;
    records.push(
      await context.request(request, {
        requestedPromptTokens: promptTokens,
        ...(at === 0 ? { labels: [COLD_START_LABEL] } : {}),
        ...answeredBy(start?.generations[at]),
      }),
    );
  }
  return { requests: records, metrics: coldPenalty(records) };
}

function answeredBy(generation: Generation | undefined): { send?: () => Promise<Generation> } {
  return generation === undefined ? {} : { send: () => Promise.resolve(generation) };
}
