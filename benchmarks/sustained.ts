import type { RequestRecord } from '../src/protocol/sample.js';
import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { coldRequest } from './cold-request.js';
import { positiveInteger } from './parameters.js';
import { singleRequestDemands } from './single-request.js';

/**
 * Load without a pause in checkpoints: each iteration sends request after request for `checkpointMs` and is stored when it
 * ends, so that a run which is cut off keeps what it had. The case lasts `checkpointMs` times its iterations.
 */
export const sustained = defineBenchmark({
  name: 'sustained',
  version: 1,
  question: 'Does it hold its rate?',
  primaryMetrics: ['sustained', 'decodeTps', 'ttft'],
  cases: [{ checkpointMs: 3_000, promptTokens: 128, outputTokens: 192 }],
  demands: singleRequestDemands,
  iterate: oneCheckpoint,
});

async function oneCheckpoint(context: IterationContext): Promise<IterationResult> {
  const checkpointMs = positiveInteger(context.parameters, 'checkpointMs');
  const promptTokens = positiveInteger(context.parameters, 'promptTokens');
  const outputTokens = positiveInteger(context.parameters, 'outputTokens');
  const requests: RequestRecord[] = [];
  do {
    const request = await coldRequest(context, { promptTokens, outputTokens });
    requests.push(await context.request(request, { requestedPromptTokens: promptTokens }));
  } while (context.elapsedMs() < checkpointMs);
  const rssAfter = context.provider.modelRssBytes();
  return { requests, ...(rssAfter === undefined ? {} : { metrics: { rssAfter } }) };
}
