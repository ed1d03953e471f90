import path from 'node:path';
import type { CommandContext } from './command-context.js';

/** The data folder: the flag, else the environment, else the platform's place. */
export function dataDirOf(options: { readonly dataDir?: string }, context: CommandContext): string {
  return options.dataDir === undefined ? context.settings.dataDir : path.resolve(options.dataDir);
}
