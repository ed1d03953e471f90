import { defineBenchmark } from '../src/worker/benchmark.js';
import { singleRequest, singleRequestDemands } from './single-request.js';

/** Decode rate over a fixed output length, behind a prompt too short to matter. */
export const tokenGeneration = defineBenchmark({
  name: 'token-generation',
  version: 1,
  question: 'How fast does it write?',
  primaryMetrics: ['decodeTps', 'tpot'],
  cases: [{ promptTokens: 32, outputTokens: 256 }],
  demands: singleRequestDemands,
  iterate: singleRequest,
});
