import type { Target } from '../protocol/target.js';
import { installedVersion, locateRuntime, runtimeCandidates } from '../runtime/locate.js';
import type { CommandContext } from './command-context.js';

/**
 * Folder of the embedded runtime for a target: one that needs it has to have it, another one gets it where it is there,
 * for its tokenizer.
 * @throws AcodeError when the target needs a runtime and none is installed.
 */
export function runtimeFor(target: Target, { settings }: Pick<CommandContext, 'settings'>): string | undefined {
  const candidates = runtimeCandidates(settings);
  if (target.spec.kind === 'embedded') return locateRuntime(candidates);
  return candidates.find((dir) => installedVersion(dir) !== undefined);
}
