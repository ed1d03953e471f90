import type { HttpRequest } from '../http/http-client.js';
import type { GenerationRequest } from '../provider.js';
import { ollamaChat } from './ollama-chat.js';

/** Which model answers, with how much context. */
export interface OllamaSlot {
  readonly model: string;
  /** Sent with every request: one that differs from the loaded model's would make the server load it anew. */
  readonly contextTokens: number;
}

/**
 * Puts a generation into the protocol's words: a chat goes through the model's template, a text goes to the model as it is.
 * Neither the prompt may be cut nor the context shifted; servers too old for these fields ignore them. There is no switch
 * that suppresses the end of sequence and none for the prompt cache.
 */
export function ollamaRequest(
  request: GenerationRequest,
  { model, contextTokens, stream }: OllamaSlot & { readonly stream: boolean },
): HttpRequest {
  const { prompt, maxTokens, sampling } = request;
  return {
    method: 'POST',
    path: prompt.kind === 'chat' ? '/api/chat' : '/api/generate',
    body: {
      model,
      ...(prompt.kind === 'chat' ? ollamaChat(prompt) : { prompt: prompt.text, raw: true }),
      stream,
      truncate: false,
      shift: false,
      options: {
        num_ctx: contextTokens,
        num_predict: maxTokens,
        seed: sampling.seed,
        temperature: sampling.temperature,
      },
    },
  };
}
