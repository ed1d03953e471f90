import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { singleRequest, singleRequestDemands } from './single-request.js';

/**
 * Resident memory of the model's processes at two context depths. The peak, the mean and the curve over the whole case
 * come from the orchestrator's sampler; the iteration adds what stood in memory right before and right after a request,
 * which shows growth from request to request.
 */
export const memory = defineBenchmark({
  name: 'memory',
  version: 1,
  question: 'What does it cost in RAM?',
  primaryMetrics: ['rssPeak', 'rssMean'],
  cases: [
    { promptTokens: 128, outputTokens: 32 },
    { promptTokens: 1024, outputTokens: 32 },
  ],
  demands: singleRequestDemands,
  iterate: requestBetweenReadings,
});

async function requestBetweenReadings(context: IterationContext): Promise<IterationResult> {
  const before = context.provider.modelRssBytes();
  const { requests } = await singleRequest(context);
  const after = context.provider.modelRssBytes();
  return {
    requests,
    metrics: {
      ...(before === undefined ? {} : { rssBefore: before }),
      ...(after === undefined ? {} : { rssAfter: after }),
    },
  };
}
