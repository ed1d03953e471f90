import { defineBenchmark } from '../src/worker/benchmark.js';
import { singleRequest, singleRequestDemands } from './single-request.js';

/** A source file as the prompt and an answer of a few lines. Prefill dominates. */
export const largePrompt = defineBenchmark({
  name: 'large-prompt',
  version: 1,
  question: 'How long does a question about a whole file take?',
  primaryMetrics: ['ttft', 'e2el', 'prefillTps'],
  cases: [{ promptTokens: 1_536, outputTokens: 64 }],
  demands: singleRequestDemands,
  iterate: singleRequest,
});
