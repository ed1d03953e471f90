import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestRecord } from '../src/protocol/sample.js';
import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { deriveSeed, seededRandom } from '../src/worker/random.js';
import { LONGEST_AGENT_REQUEST, agentRequests, type AgentRequest } from './agent-requests.js';
import { positiveInteger } from './parameters.js';

/** The task behind the text may cost some tokens more than were kept for it. */
const TEMPLATE_SLACK_TOKENS = 32;

/**
 * A seeded mixture of agent requests. Without `ratePerSecond` in a closed loop: one agent that waits for every answer.
 * With it in an open loop: requests start at the moments of a Poisson process whether the model is ready or not, and
 * `responseMs` counts from the intended start, so that a model that falls behind cannot hide it.
 */
export const mixed = defineBenchmark({
  name: 'mixed',
  version: 1,
  question: "How does my agent's real mix feel?",
  primaryMetrics: ['responseMs', 'e2el', 'ttft'],
  cases: [
    { slots: 1, requests: 6 },
    { slots: 2, requests: 6, ratePerSecond: 2 },
  ],
  demands: (parameters) => ({
    slots: positiveInteger(parameters, 'slots'),
    contextTokens: LONGEST_AGENT_REQUEST + TEMPLATE_SLACK_TOKENS,
  }),
  iterate: async (context) => {
    const requests = await agentRequests(context, positiveInteger(context.parameters, 'requests'));
    const { ratePerSecond } = context.parameters;
    return typeof ratePerSecond === 'number'
      ? openLoop(context, requests, ratePerSecond)
      : closedLoop(context, requests);
  },
});

async function closedLoop(context: IterationContext, requests: readonly AgentRequest[]): Promise<IterationResult> {
  const records: RequestRecord[] = [];
  for (const { kind, request } of requests) {
    records.push(await context.request(request, { requestedPromptTokens: kind.promptTokens }));
  }
  return { requests: records };
}

async function openLoop(
  context: IterationContext,
  requests: readonly AgentRequest[],
  ratePerSecond: number,
): Promise<IterationResult> {
  const originMs = context.elapsedMs();
  const startsMs = poissonStarts(deriveSeed(context.seed, 0x6f6c), ratePerSecond, requests.length);
  const records = await Promise.all(
    requests.map(async ({ kind, request }, at) => {
      const scheduledMs = originMs + (startsMs[at] ?? 0);
      const waitMs = scheduledMs - context.elapsedMs();
      if (waitMs > 0) await sleep(waitMs, undefined, { signal: context.signal });
      return context.request(request, { requestedPromptTokens: kind.promptTokens, scheduledMs });
    }),
  );
  return { requests: records };
}

/** Moments of a Poisson process in milliseconds, the first at 0: gaps are −ln(u) / rate. */
export function poissonStarts(seed: number, ratePerSecond: number, count: number): number[] {
  const random = seededRandom(seed);
  const starts: number[] = [];
  let atMs = 0;
  for (let request = 0; request < count; request += 1) {
    starts.push(atMs);
    atMs += (-Math.log(1 - random()) / ratePerSecond) * 1_000;
  }
  return starts;
}
