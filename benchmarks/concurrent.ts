import type { CaseParameters } from '../src/protocol/messages.js';
import type { RequestRecord } from '../src/protocol/sample.js';
import type { GenerationRequest } from '../src/providers/provider.js';
import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { coldRequest } from './cold-request.js';
import { positiveInteger } from './parameters.js';

/** Requests that each simulated user sends in one iteration, one after the other. */
const REQUESTS_PER_USER = 2;

/**
 * A closed loop: `slots` users, each of whom sends the next request when the last one is answered. The rate of the case is
 * that of all users; `decodeTps` and `tpot` are what one user gets. The bounds of a good request are parameters. The number
 * of users doubles until that no longer raises the rate of all.
 */
export const concurrent = defineBenchmark({
  name: 'concurrent',
  version: 1,
  question: 'How many at once?',
  primaryMetrics: ['outTps', 'goodput', 'tpot', 'ttft'],
  load: 'slots',
  cases: [1, 2, 4, 8, 16, 32].map((slots) => ({
    slots,
    promptTokens: 64,
    outputTokens: 32,
    sloTtftMs: 2_000,
    sloTpotMs: 100,
  })),
  demands: (parameters) => {
    const { slots, promptTokens, outputTokens } = sizes(parameters);
    return { slots, contextTokens: promptTokens + outputTokens };
  },
  iterate: closedLoop,
});

async function closedLoop(context: IterationContext): Promise<IterationResult> {
  const { slots, ...size } = sizes(context.parameters);
  const queues: GenerationRequest[][] = [];
  for (let user = 0; user < slots; user += 1) {
    const requests = [];
    for (let turn = 0; turn < REQUESTS_PER_USER; turn += 1) requests.push(await coldRequest(context, size));
    queues.push(requests);
  }
  const answers = await Promise.all(queues.map((requests) => oneUser(context, requests, size.promptTokens)));
  return { requests: answers.flat() };
}

async function oneUser(
  context: IterationContext,
  requests: readonly GenerationRequest[],
  requestedPromptTokens: number,
): Promise<RequestRecord[]> {
  const records = [];
  for (const request of requests) records.push(await context.request(request, { requestedPromptTokens }));
  return records;
}

function sizes(parameters: CaseParameters): { slots: number; promptTokens: number; outputTokens: number } {
  return {
    slots: positiveInteger(parameters, 'slots'),
    promptTokens: positiveInteger(parameters, 'promptTokens'),
    outputTokens: positiveInteger(parameters, 'outputTokens'),
  };
}
