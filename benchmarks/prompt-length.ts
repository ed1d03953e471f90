import { CACHED_LABEL, cacheSaving } from '../src/metrics/paired-ttft.js';
import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { coldRequest } from './cold-request.js';
import { positiveInteger } from './parameters.js';
import { singleRequestDemands } from './single-request.js';

/**
 * The time to the first token over a sweep of lengths, each prompt sent twice: first read whole, then with the cache
 * allowed. The second request is labelled and in no statistic of the first one's kind; the pair gives the saving.
 */
export const promptLength = defineBenchmark({
  name: 'prompt-length',
  version: 1,
  question: 'What does a longer prompt cost, and what does the cache save?',
  primaryMetrics: ['ttft', 'cacheSaving', 'prefillTps'],
  cases: [64, 128, 256, 512, 1_024].map((promptTokens) => ({ promptTokens, outputTokens: 1 })),
  demands: singleRequestDemands,
  iterate: uncachedThenCached,
});

async function uncachedThenCached(context: IterationContext): Promise<IterationResult> {
  const promptTokens = positiveInteger(context.parameters, 'promptTokens');
  const outputTokens = positiveInteger(context.parameters, 'outputTokens');
  const request = await coldRequest(context, { promptTokens, outputTokens });
  const options = { requestedPromptTokens: promptTokens };
  const uncached = await context.request(request, options);
  const cached = await context.request({ ...request, cache: 'warm' }, { ...options, labels: [CACHED_LABEL] });
  const requests = [uncached, cached];
  return { requests, metrics: cacheSaving(requests) };
}
