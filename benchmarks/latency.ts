import { defineBenchmark } from '../src/worker/benchmark.js';
import { singleRequest, singleRequestDemands } from './single-request.js';

/** A short exchange from end to end, as in a completion or a yes-or-no question of an agent. */
export const latency = defineBenchmark({
  name: 'latency',
  version: 1,
  question: 'How long does a short exchange take from end to end?',
  primaryMetrics: ['e2el', 'ttft'],
  cases: [{ promptTokens: 64, outputTokens: 16 }],
  demands: singleRequestDemands,
  iterate: singleRequest,
});
