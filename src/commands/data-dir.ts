import { statSync } from 'node:fs';
import path from 'node:path';
import { codeOf, usageError } from '../errors.js';
import type { CommandContext } from './command-context.js';

/**
 * The data folder: the flag, else the environment, else the platform's place. It need not exist.
 * @throws AcodeError (usage) where something else than a folder is in its place.
 */
export function dataDirOf(options: { readonly dataDir?: string }, context: CommandContext): string {
  const dataDir = options.dataDir === undefined ? context.settings.dataDir : path.resolve(options.dataDir);
  if (!mayBeFolder(dataDir))
    throw usageError(`The data folder ${dataDir} is none: a file is in its place.`, 'Name a folder with --data-dir.');
  return dataDir;
}

/** What cannot be looked at is told by what is done in it. */
function mayBeFolder(dir: string): boolean {
  try {
    return statSync(dir, { throwIfNoEntry: false })?.isDirectory() ?? true;
  } catch (error) {
    return codeOf(error) !== 'ENOTDIR';
  }
}
