import { wireMessages, wireTools } from '../chat-wire.js';
import type { JsonObject } from '../http/json-value.js';
import { offeredTools } from '../offered-tools.js';
import type { GenerationRequest, Prompt } from '../provider.js';

/**
 * Request fields that only some servers take, the one that is missed least first: that is the order in which they are
 * given up when a server rejects a request without saying why.
 */
export const OPTIONAL_FIELDS = [
  'timings_per_token',
  'continuous_usage_stats',
  'min_tokens',
  'cache_prompt',
  'ignore_eos',
  'seed',
  'stream_options',
] as const;

export type OptionalField = (typeof OPTIONAL_FIELDS)[number];

/** A request for a completion, and where it goes. */
export interface CompletionRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Puts a generation into the protocol's words, with those optional fields that the server takes. */
export function completionRequest(
  request: GenerationRequest,
  model: string,
  fields: ReadonlySet<OptionalField>,
): CompletionRequest {
  const { prompt, maxTokens, exactLength, sampling, cache } = request;
  const continuous = fields.has('continuous_usage_stats') ? { continuous_usage_stats: true } : {};
  return {
    path: pathOf(prompt),
    body: {
      model,
      ...promptFields(prompt),
      stream: true,
      max_tokens: maxTokens,
      temperature: sampling.temperature,
      ...(fields.has('seed') ? { seed: sampling.seed } : {}),
      ...(fields.has('stream_options') ? { stream_options: { include_usage: true, ...continuous } } : {}),
      ...(exactLength && fields.has('ignore_eos') ? { ignore_eos: true } : {}),
      ...(exactLength && fields.has('min_tokens') ? { min_tokens: maxTokens } : {}),
      ...(fields.has('cache_prompt') ? { cache_prompt: cache === 'warm' } : {}),
      ...(fields.has('timings_per_token') ? { timings_per_token: true } : {}),
    },
  };
}

/** A prompt in the protocol's words. */
export function promptFields(prompt: Prompt): JsonObject {
  if (prompt.kind === 'text') return { prompt: prompt.text };
  const tools = offeredTools(prompt);
  return { messages: wireMessages(prompt.messages), ...(tools === undefined ? {} : { tools: wireTools(tools) }) };
}

function pathOf(prompt: Prompt): string {
  return prompt.kind === 'chat' ? '/v1/chat/completions' : '/v1/completions';
}
