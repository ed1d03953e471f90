import {
  type FakeServer,
  type FakeServerOptions,
  startFakeServer,
} from '../../../src/providers/fake-server/fake-server.js';
import type { HttpTimeouts } from '../../../src/providers/http/http-limits.js';
import { openOllama, type OllamaProvider } from '../../../src/providers/ollama/ollama-provider.js';
import type { GenerationRequest } from '../../../src/providers/provider.js';

/** A fake Ollama and a provider that has opened it. */
export interface OllamaBench {
  readonly server: FakeServer;
  readonly provider: OllamaProvider;
  close(): Promise<void>;
}

export const MODEL = 'fake-model:latest';

/** Starts a fake Ollama, opens it with a context of 4096 tokens, and only then lets it behave as wanted. */
export async function openBench(
  options: FakeServerOptions = {},
  timeouts: Partial<HttpTimeouts> = {},
): Promise<OllamaBench> {
  const server = await startFakeServer({ ollama: true, models: [MODEL] });
  const provider = await openOllama(
    { kind: 'ollama', baseUrl: server.url, model: 'fake-model' },
    { log: () => undefined, timeouts },
  );
  await provider.prepare({ slots: 1, contextTokens: 4_096 });
  server.behave({ ollama: true, models: [MODEL], ...options });
  const close = async (): Promise<void> => {
    await provider.close();
    await server.close();
  };
  return { server, provider, close };
}

/** A chat of six tokens in the fake model's template: `<user> count to three <end> <assistant>`. */
export function chat(maxTokens: number): GenerationRequest {
  return {
    prompt: { kind: 'chat', messages: [{ role: 'user', content: 'count to three' }] },
    maxTokens,
    exactLength: true,
    sampling: { temperature: 0, seed: 1 },
    cache: 'cold',
  };
}

/** A text of so many tokens. */
export function text(promptTokens: number, maxTokens: number): GenerationRequest {
  return { ...chat(maxTokens), prompt: { kind: 'text', text: 'word '.repeat(promptTokens) } };
}

export const never = new AbortController().signal;

/** Twelve tokens of the fake model. */
export const TEXT = 'one zwei trois négy 五 🙂 one zwei trois négy 五 🙂 ';
