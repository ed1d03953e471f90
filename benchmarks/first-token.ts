import { defineBenchmark } from '../src/worker/benchmark.js';
import { singleRequest, singleRequestDemands } from './single-request.js';

/** Time to the first token with a cold prefill, at a short and at a long prompt; nothing is decoded after it. */
export const firstToken = defineBenchmark({
  name: 'first-token',
  version: 1,
  question: 'How long until something appears?',
  primaryMetrics: ['ttft', 'prefillTps'],
  cases: [
    { promptTokens: 128, outputTokens: 1 },
    { promptTokens: 1024, outputTokens: 1 },
  ],
  demands: singleRequestDemands,
  iterate: singleRequest,
});
