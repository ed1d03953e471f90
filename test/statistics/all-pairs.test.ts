import { describe, expect, it } from 'vitest';
import { compareAllPairs } from '../../src/statistics/all-pairs.js';
import { relativeError } from './relative-error.js';

/** A side that passes the first `passed` of 30 cases. */
const firstOf = (passed: number): number[] => Array.from({ length: 30 }, (_, index) => (index < passed ? 1 : 0));

describe('compareAllPairs', () => {
  it("adjusts McNemar's p of every pair after Holm", () => {
    // 20 against 10 passes: 2/2^10; 25 against 10: 2/2^15; 25 against 20: 2/2^5. Holm: times 2, 3 and 1.
    const found = compareAllPairs([firstOf(10), firstOf(20), firstOf(25)], { seed: 1, resamples: 100 });
    expect(found?.pairs.map(({ baseline, candidate }) => [baseline, candidate])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    for (const [index, p] of [4 / 2 ** 10, 6 / 2 ** 15, 2 / 2 ** 5].entries()) {
      expect(relativeError(found?.pairs[index]?.adjustedP, p)).toBeLessThan(1e-9);
    }
  });

  it('gives ranks as intervals: what no test tells apart shares them', () => {
    // 6/32 is no evidence, so that the two better sides share ranks 1 and 2.
    const found = compareAllPairs([firstOf(10), firstOf(22), firstOf(25)], { seed: 1, resamples: 100 });
    expect(found?.ranks).toEqual([
      { best: 3, worst: 3 },
      { best: 1, worst: 2 },
      { best: 1, worst: 2 },
    ]);
  });

  it('needs two cases and a score for every one', () => {
    expect(compareAllPairs([[1], [0]], { seed: 1 })).toBeUndefined();
    expect(() => compareAllPairs([[1, 0], [0]], { seed: 1 })).toThrow('every side needs a score for every case');
  });
});
