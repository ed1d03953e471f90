import { openEmbedded } from '../providers/embedded/embedded-provider.js';
import { openOpenAi } from '../providers/openai/openai-provider.js';
import type { Provider } from '../providers/provider.js';
import type { OpenCommand } from '../protocol/messages.js';

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
      return openOpenAi(spec, { log, environment: process.env });
  }
}
