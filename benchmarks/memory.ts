import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { MemoryLooks } from './memory-looks.js';
import { singleRequest, singleRequestDemands } from './single-request.js';

/**
 * Resident memory of the model's processes at two context depths, by phase: before the model was loaded, loaded and idle,
 * while the prompt is read, while the answer is written, and after it. The peak, the mean and the curve over the whole case
 * come from the orchestrator's sampler; growth from request to request shows in the readings after each.
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
  const { provider } = context;
  const looks = new MemoryLooks({ rssBytes: () => provider.modelRssBytes(), nowMs: () => context.elapsedMs() });
  const before = provider.modelRssBytes();
  const { requests } = await looks.during(() => singleRequest(context));
  const after = provider.modelRssBytes();
  const vram = provider.modelVramBytes?.();
  const { loadRssBytes } = provider;
  const [request] = requests;
  return {
    requests,
    metrics: {
      ...(loadRssBytes === undefined ? {} : { rssIdle: loadRssBytes.before, rssLoaded: loadRssBytes.after }),
      ...(before === undefined ? {} : { rssBefore: before }),
      ...(request === undefined ? {} : looks.phases(request.stamps)),
      ...(after === undefined ? {} : { rssAfter: after }),
      ...(vram === undefined ? {} : { vram }),
    },
  };
}
