import { describe, expect, it } from 'vitest';
import { contextMemory } from '../../src/metrics/context-memory.js';

const MIB = 1024 * 1024;

describe('contextMemory', () => {
  const sweep = (bytesPerToken: number) =>
    [128, 256, 512, 1_024].map((contextTokens) => ({
      contextTokens,
      rssBytes: 100 * MIB + contextTokens * bytesPerToken,
    }));

  it('is the slope of memory over tokens of context', () => {
    expect(contextMemory(sweep(4_096))).toEqual({ kind: 'grows', kvBytesPerToken: 4_096 });
  });

  it('calls memory preallocated that grows by less than a mebibyte over the whole sweep', () => {
    // (1,024 − 128) · 1,000 B = 0.85 MiB.
    expect(contextMemory(sweep(1_000))).toEqual({ kind: 'preallocated' });
  });

  it('does not take the noise of equally long prompts for a slope', () => {
    const points = [1_022, 1_023, 1_024].map((contextTokens, at) => ({ contextTokens, rssBytes: at * 10 * MIB }));
    expect(contextMemory(points)).toBeUndefined();
  });

  it('needs three unlike depths', () => {
    expect(contextMemory(sweep(4_096).slice(0, 2))).toBeUndefined();
  });
});
