import { gapMetrics } from '../src/metrics/stream-gaps.js';
import type { GenerationRequest } from '../src/providers/provider.js';
import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { coldRequest } from './cold-request.js';
import { positiveInteger } from './parameters.js';
import { singleRequestDemands } from './single-request.js';

/**
 * A long answer behind a short prompt: the distribution of the gaps between its chunks, how they jitter, how many tokens
 * a chunk holds. Where the backend also answers without a stream, the same request is sent that way too.
 */
export const streaming = defineBenchmark({
  name: 'streaming',
  version: 1,
  question: 'Is the stream smooth?',
  primaryMetrics: ['iclP50', 'iclP99', 'jitter'],
  cases: [{ promptTokens: 64, outputTokens: 192 }],
  demands: singleRequestDemands,
  iterate: streamedThenWhole,
});

async function streamedThenWhole(context: IterationContext): Promise<IterationResult> {
  const promptTokens = positiveInteger(context.parameters, 'promptTokens');
  const outputTokens = positiveInteger(context.parameters, 'outputTokens');
  const streamed = await context.request(await coldRequest(context, { promptTokens, outputTokens }), {
    requestedPromptTokens: promptTokens,
  });
  const whole = await wholeMs(context, await coldRequest(context, { promptTokens, outputTokens }));
  return { requests: [streamed], metrics: { ...gapMetrics([streamed]), ...whole } };
}

/** Not a request of the sample: without moments of tokens it has none of a request's metrics. */
async function wholeMs(context: IterationContext, request: GenerationRequest): Promise<Record<string, number>> {
  const { outcome, stamps } = (await context.provider.generateWhole?.(request, context.signal)) ?? {};
  return outcome?.status === 'ok' && stamps !== undefined ? { wholeMs: stamps.endMs - stamps.sendMs } : {};
}
