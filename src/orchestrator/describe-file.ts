import type { DatasetReading } from '../protocol/benchmark-file.js';
import type { FileDescription } from '../protocol/file-description.js';
import { askOneShot } from './one-shot.js';

/** What a describing process may use. Loading a file computes next to nothing. */
const LIMITS = Object.freeze({ timeoutMs: 15_000, memoryLimitBytes: 1 << 30 });

/** A data set may have a hundred megabytes, all of which are read and hashed. */
const DATASET_LIMITS = Object.freeze({ timeoutMs: 120_000, memoryLimitBytes: 4 * 2 ** 30 });

/**
 * Asks a process of its own what benchmarks a file holds. Never throws for what the file does: one that throws, hangs or
 * eats memory is `wrong`, with the reason.
 */
export async function describeFile(
  { path: file, reading }: { readonly path: string; readonly reading?: DatasetReading | undefined },
  options: { readonly entry: string; readonly timeoutMs?: number; readonly signal?: AbortSignal },
): Promise<FileDescription> {
  const flags = reading === undefined ? [] : ['dataset', ...(reading.skipBad ? ['skip-bad'] : [])];
  const limits = reading === undefined ? LIMITS : DATASET_LIMITS;
  const end = await askOneShot({ ...limits, ...options, args: [file, ...flags] });
  if (end.kind === 'answer') return end.value as FileDescription;
  return { kind: 'wrong', problems: [{ message: `The file cannot be loaded: ${end.message}.` }] };
}
