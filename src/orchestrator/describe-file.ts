import type { FileDescription } from '../protocol/file-description.js';
import { askOneShot } from './one-shot.js';

/** What a describing process may use. Loading a file computes next to nothing. */
const LIMITS = Object.freeze({ timeoutMs: 15_000, memoryLimitBytes: 1 << 30 });

/**
 * Asks a process of its own what benchmarks a file holds. Never throws for what the file does: one that throws, hangs or
 * eats memory is `wrong`, with the reason.
 */
export async function describeFile(
  file: string,
  options: { readonly entry: string; readonly timeoutMs?: number; readonly signal?: AbortSignal },
): Promise<FileDescription> {
  const end = await askOneShot({ ...LIMITS, ...options, args: [file] });
  if (end.kind === 'answer') return end.value as FileDescription;
  return { kind: 'wrong', problems: [{ message: `The file cannot be loaded: ${end.message}.` }] };
}
