import { defineBenchmark } from '../src/worker/benchmark.js';
import { singleRequest, singleRequestDemands } from './single-request.js';

/** A chat turn: a question of a line or two and a short answer. Decoding and fixed costs dominate. */
export const smallPrompt = defineBenchmark({
  name: 'small-prompt',
  version: 1,
  question: 'How long does a chat turn take?',
  primaryMetrics: ['e2el', 'ttft', 'decodeTps'],
  cases: [{ promptTokens: 32, outputTokens: 64 }],
  demands: singleRequestDemands,
  iterate: singleRequest,
});
