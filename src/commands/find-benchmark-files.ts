import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { LoadedConfiguration } from '../configuration/load-configuration.js';
import { codeOf, usageError } from '../errors.js';

/** Files in the folder `benchmarks` of the working folder. */
const IN_FOLDER = /\.bench\.(ts|mjs|yaml|yml|json)$/;

/** Files beside it. */
const IN_WORKING_FOLDER = ['acode.bench.ts', 'acode.bench.mjs'];

/**
 * The files that hold benchmarks of the user's own, as absolute paths without repetition: what lies in the working
 * folder, then what the configuration names.
 * @throws AcodeError (usage) for a file that the configuration names and that is not there, or has another ending.
 */
export async function findBenchmarkFiles(from: string, configuration: LoadedConfiguration): Promise<readonly string[]> {
  const folder = path.join(from, 'benchmarks');
  const names = (await namesIn(folder)).filter((name) => IN_FOLDER.test(name)).sort();
  const beside = IN_WORKING_FOLDER.map((name) => path.join(from, name)).filter((file) => existsSync(file));
  return [...new Set([...names.map((name) => path.join(folder, name)), ...beside, ...configuredFiles(configuration)])];
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
}

function configuredFiles(loaded: LoadedConfiguration): string[] {
  const { configuration, file: source } = loaded;
  if (source === undefined) return [];
  return (configuration.benchmarks ?? []).map((named, index) => {
    const file = path.resolve(path.dirname(source), named);
    const line = loaded.lineOf(['benchmarks', index]);
    const place = line === undefined ? source : `${source}:${line}`;
    if (!existsSync(file)) throw usageError(`${place}: there is no benchmark file ${file}.`);
    if (/\.(ts|mjs|yaml|yml|json)$/.test(file)) return file;
    throw usageError(
      `${place}: ${named} is no benchmark file.`,
      'Its name has to end in .ts, .mjs, .yaml, .yml or .json.',
    );
  });
}
