import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { messageOf } from '../../errors.js';
import { loadDataset } from '../../datasets/load-dataset.js';
import type { DatasetReading } from '../../protocol/benchmark-file.js';
import type { FileProblem } from '../../protocol/file-description.js';
import type { Benchmark } from '../benchmark.js';
import { BenchmarkFileError } from './file-error.js';
import { loadModule } from './load-module.js';
import { loadPromptFile } from './load-prompt-file.js';

/** A file's benchmarks, ready to run, and the digest of the bytes they were made from. */
export interface LoadedFile {
  readonly digest: string;
  readonly benchmarks: readonly Benchmark[];
  /** Records of a data set that were left out. */
  readonly skipped?: readonly FileProblem[];
}

/**
 * Loads the benchmarks of a module (`.ts`, `.mjs`), a file of prompts (`.yaml`, `.yml`, `.json`) or, where it is said to
 * be one, a data set. Runs the module's code, so it has no place in any process but a worker or one that lives for this alone.
 * @throws BenchmarkFileError with every problem and its place.
 */
export async function loadBenchmarkFile(file: string, dataset?: DatasetReading): Promise<LoadedFile> {
  if (dataset !== undefined) {
    const { digest, benchmark, skipped } = await loadDataset(file, dataset);
    return { digest, benchmarks: [benchmark], skipped };
  }
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new BenchmarkFileError(file, [{ message: `The file cannot be read: ${messageOf(error)}.` }]);
  });
  const text = bytes.toString('utf8');
  const benchmarks = /\.(ts|mjs)$/.test(file) ? await loadModule(file, text) : [loadPromptFile(file, text)];
  return { digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, benchmarks };
}
