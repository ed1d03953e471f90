import { describe, expect, it } from 'vitest';
import { subsetSumCounts } from '../../src/statistics/rank-sum-distribution.js';

describe('subsetSumCounts', () => {
  it('counts the pairs of 1, 2, 3, 4: sums 3, 4, 5, 5, 6, 7', () => {
    expect([...subsetSumCounts([1, 2, 3, 4], 2)]).toEqual([0, 0, 0, 1, 1, 2, 1, 1, 0, 0, 0]);
  });

  it('tells equal ranks apart: 2, 2, 3 hold two pairs with sum 5', () => {
    expect([...subsetSumCounts([2, 2, 3], 2)]).toEqual([0, 0, 0, 0, 1, 2, 0, 0]);
  });

  it('is exact for 20 of 40: 137 846 528 820 subsets', () => {
    const ranks = Array.from({ length: 40 }, (_, index) => 2 * (index + 1));
    expect(subsetSumCounts(ranks, 20).reduce((total, count) => total + count, 0)).toBe(137_846_528_820);
  });
});
