import { defineBenchmark } from '../src/worker/benchmark.js';
import { singleRequest, singleRequestDemands } from './single-request.js';

/** The reference: a prompt and an answer of the size that a coding agent sends and gets. */
export const inference = defineBenchmark({
  name: 'inference',
  version: 1,
  question: 'How fast is a normal request?',
  primaryMetrics: ['e2el', 'ttft', 'decodeTps', 'prefillTps'],
  cases: [{ promptTokens: 512, outputTokens: 128 }],
  demands: singleRequestDemands,
  iterate: singleRequest,
});
