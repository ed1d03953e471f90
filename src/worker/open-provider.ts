import { openEmbedded } from '../providers/embedded/embedded-provider.js';
import { openOpenAi } from '../providers/openai/openai-provider.js';
import { openOllama } from '../providers/ollama/ollama-provider.js';
import type { Provider } from '../providers/provider.js';
import type { OpenCommand } from '../protocol/messages.js';
import type { OllamaTargetSpec, OpenAiTargetSpec } from '../protocol/target.js';
import type { HttpTimeouts } from '../providers/http/http-limits.js';

/** Opens the provider that the target's kind names and loads its model. */
export async function openProvider(command: OpenCommand, log: (message: string) => void): Promise<Provider> {
  const { spec } = command.target;
  switch (spec.kind) {
    case 'embedded':
      return openEmbedded(spec, {
        ...(command.runtimeDir === undefined ? {} : { runtimeDir: command.runtimeDir }),
        log,
      });
    case 'openai':
      return openOpenAi(spec, { log, environment: process.env, ...timeoutsOf(spec) });
    case 'ollama':
      return openOllama(spec, { log, ...timeoutsOf(spec) });
  }
}

function timeoutsOf({ timeouts }: OpenAiTargetSpec | OllamaTargetSpec): { timeouts?: Partial<HttpTimeouts> } {
  return timeouts === undefined ? {} : { timeouts };
}
