import { theilSen } from '../statistics/theil-sen.js';

/** Resident memory of the model's processes with so many tokens of context. */
export interface MemoryPoint {
  readonly contextTokens: number;
  readonly rssBytes: number;
}

/** Memory against context: it grows with every token, or the backend had taken all of it before. */
export type ContextMemory =
  | { readonly kind: 'grows'; readonly kvBytesPerToken: number }
  | { readonly kind: 'preallocated' };

/** Growth over the whole sweep below this is the noise of allocators. */
const FLAT_BYTES = 1024 * 1024;

/** Prompts that were to be equally long differ by some tokens; a sweep goes further. */
const MIN_SPREAD = 2;

/**
 * `kvBytesPerToken`: the Theil–Sen slope of memory over context tokens, which holds the key-value cache and all buffers
 * that grow with the context. Undefined for fewer than three unlike depths, and for
 * depths within a factor of {@link MIN_SPREAD}, whose differences are noise.
 */
export function contextMemory(points: readonly MemoryPoint[]): ContextMemory | undefined {
  const depths = points.map(({ contextTokens }) => contextTokens);
  if (new Set(depths).size < 3 || Math.max(...depths) < MIN_SPREAD * Math.min(...depths)) return undefined;
  const line = theilSen(
    depths,
    points.map(({ rssBytes }) => rssBytes),
  );
  if (line === undefined) return undefined;
  const grownBytes = line.slope * (Math.max(...depths) - Math.min(...depths));
  return grownBytes < FLAT_BYTES ? { kind: 'preallocated' } : { kind: 'grows', kvBytesPerToken: line.slope };
}
