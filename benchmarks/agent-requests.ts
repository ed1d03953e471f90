import type { GenerationRequest, Prompt } from '../src/providers/provider.js';
import type { IterationContext } from '../src/worker/benchmark.js';
import { deriveSeed, seededRandom } from '../src/worker/random.js';

/** A kind of request that a coding agent sends. */
export interface AgentRequestKind {
  readonly name: 'question' | 'file' | 'diff' | 'tool-result';
  /** Share of the mixture. */
  readonly weight: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly task: string;
}

/** What an agent's session consists of; sizes fit a context of 2,048 tokens. */
export const AGENT_REQUESTS: readonly AgentRequestKind[] = [
  { name: 'question', weight: 0.3, promptTokens: 64, outputTokens: 64, task: 'Answer in two sentences.' },
  { name: 'file', weight: 0.25, promptTokens: 768, outputTokens: 48, task: 'Say what this file does.' },
  { name: 'diff', weight: 0.2, promptTokens: 256, outputTokens: 96, task: 'Write the change as a diff.' },
  { name: 'tool-result', weight: 0.25, promptTokens: 384, outputTokens: 32, task: 'Choose the next tool call.' },
];

/** Tokens of the longest request, prompt and answer together. */
export const LONGEST_AGENT_REQUEST = Math.max(
  ...AGENT_REQUESTS.map(({ promptTokens, outputTokens }) => promptTokens + outputTokens),
);

/** Tokens kept for the task behind the synthetic text. */
const TASK_TOKENS = 12;

/** A request of the mixture and the prompt length it was to have. */
export interface AgentRequest {
  readonly kind: AgentRequestKind;
  readonly request: GenerationRequest;
}

/** The `count` requests of an iteration: kinds drawn by weight from the iteration's seed, each prompt a new one. */
export async function agentRequests(context: IterationContext, count: number): Promise<AgentRequest[]> {
  const random = seededRandom(deriveSeed(context.seed, 0x6d69));
  const requests = [];
  for (let at = 0; at < count; at += 1) {
    const kind = drawKind(random());
    const filler = await context.synthesisePrompt(kind.promptTokens - TASK_TOKENS);
    requests.push({
      kind,
      request: {
        prompt: withTask(filler, kind.task),
        maxTokens: kind.outputTokens,
        exactLength: true,
        sampling: { temperature: 0, seed: deriveSeed(context.seed, at) },
        cache: 'cold',
      } as const,
    });
  }
  return requests;
}

/** The kind at a point of 0..1 on the line of all weights. */
export function drawKind(point: number): AgentRequestKind {
  let left = point * AGENT_REQUESTS.reduce((sum, { weight }) => sum + weight, 0);
  for (const kind of AGENT_REQUESTS) {
    left -= kind.weight;
    if (left < 0) return kind;
  }
  const last = AGENT_REQUESTS.at(-1);
  if (last === undefined) throw new RangeError('there is no kind of request');
  return last;
}

function withTask(filler: Prompt, task: string): Prompt {
  if (filler.kind === 'text') return { kind: 'text', text: `${filler.text}\n${task}` };
  const messages = filler.messages.map((message, at) =>
    at === filler.messages.length - 1 ? { ...message, content: `${message.content}\n${task}` } : message,
  );
  return { kind: 'chat', messages };
}
