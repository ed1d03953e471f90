import { existsSync } from 'node:fs';
import path from 'node:path';
import type { LoadedConfiguration } from '../configuration/load-configuration.js';
import { AcodeError, usageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { DatasetReading } from '../protocol/benchmark-file.js';
import type { FileProblem } from '../protocol/file-description.js';
import type { BrokenFile } from './known-benchmarks.js';

/** A data set to be read. */
export interface DatasetFile {
  /** Absolute path. */
  readonly path: string;
  readonly reading: DatasetReading;
}

/** So many problems of one file are told in a sentence. */
const TOLD = 3;

/**
 * The data sets that are named on the command line.
 * @throws AcodeError (usage) for a file that is not there.
 */
export function namedDatasets(
  { datasets = [], skipBad = false }: { readonly datasets?: readonly string[]; readonly skipBad?: boolean },
  folder: string,
): readonly DatasetFile[] {
  const files = datasets.map((named) => path.resolve(folder, named));
  for (const file of files) if (!existsSync(file)) throw usageError(`There is no data set ${file}.`);
  return [...new Set(files)].map((file) => ({ path: file, reading: { skipBad } }));
}

/**
 * The data sets of the configuration; they are known by name, and run when they are named.
 * @throws AcodeError (usage) for a file that is not there.
 */
export function configuredDatasets(loaded: LoadedConfiguration): readonly DatasetFile[] {
  const { configuration, file: source } = loaded;
  if (source === undefined) return [];
  return (configuration.datasets ?? []).map((entry, index) => {
    const { file: named, skipBad = false } = typeof entry === 'string' ? { file: entry } : entry;
    const file = path.resolve(path.dirname(source), named);
    const line = loaded.lineOf(['datasets', index]);
    if (existsSync(file)) return { path: file, reading: { skipBad } };
    throw usageError(`${line === undefined ? source : `${source}:${line}`}: there is no data set ${file}.`);
  });
}

/** A data set that was asked for and cannot be used ends the command: nothing else was meant. */
export function datasetError({ file, problems }: BrokenFile): AcodeError {
  const hint = problems.find((problem) => problem.hint !== undefined)?.hint;
  return new AcodeError({
    code: 'DATASET',
    exitCode: EXIT.badData,
    message: `The data set ${file} cannot be used: ${problemsText(problems)}`,
    ...(hint === undefined ? {} : { hint: `${hint} All of them: acode benchmark validate --dataset ${file}` }),
  });
}

/** One sentence about the records of a data set that are left out. */
export function leftOutText({ file, problems }: BrokenFile): string {
  const count = problems.length;
  return `${file}: ${count} record${count === 1 ? ' is' : 's are'} left out: ${problemsText(problems)}`;
}

function problemsText(problems: readonly FileProblem[]): string {
  const told = problems
    .slice(0, TOLD)
    .map(({ line, message }) => `${line === undefined ? '' : `line ${line}: `}${message.replace(/\.$/, '')}`);
  const more = problems.length - told.length;
  return `${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}
