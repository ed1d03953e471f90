import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelSegments } from '../../src/statistics/level-segments.js';
import { median } from '../../src/statistics/quantiles.js';

function residualOf(values: readonly number[], starts: readonly number[]): number {
  const bounds = [0, ...starts, values.length];
  return bounds.slice(1).reduce((sum, to, index) => {
    const stretch = values.slice(bounds[index], to);
    return sum + stretch.reduce((inner, value) => inner + Math.abs(value - median(stretch)), 0);
  }, 0);
}

describe('levelSegments', () => {
  it('gives the best split for every number of stretches', () => {
    // One level: median 5, distances 4 + 4 + 4 + 0 + 0 + 4 + 4 + 4.
    expect(levelSegments([1, 1, 1, 5, 5, 9, 9, 9], { most: 3, least: 2 })).toEqual([
      { starts: [], residual: 24 },
      { starts: [3], residual: 8 },
      { starts: [3, 5], residual: 0 },
    ]);
  });

  it('leaves no smaller residual than any other single split', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 4, maxLength: 14 }), (values) => {
        const [whole, split] = levelSegments(values, { most: 2, least: 2 });
        expect(whole?.residual).toBeCloseTo(residualOf(values, []), 9);
        const others = values.slice(2, -1).map((_, index) => residualOf(values, [index + 2]));
        expect(split?.residual).toBeCloseTo(Math.min(...others), 9);
        expect(residualOf(values, split?.starts ?? [])).toBeCloseTo(split?.residual ?? Number.NaN, 9);
      }),
      { numRuns: 50 },
    );
  });

  it('stops where no stretch would be long enough, and refuses where not even one is', () => {
    expect(levelSegments([1, 2, 3, 4, 5], { most: 9, least: 2 })).toHaveLength(2);
    expect(() => levelSegments([1], { most: 2, least: 2 })).toThrow(RangeError);
  });
});
