import { describe, expect, it } from 'vitest';
import { mcnemarExact } from '../../src/statistics/mcnemar.js';
import { relativeError } from './relative-error.js';

describe('mcnemarExact', () => {
  // scipy.stats.binomtest(b, b + c, 0.5).pvalue, SciPy 1.17.1.
  it.each([
    [1, 9, 0.021484375],
    [3, 5, 0.7265625],
    [0, 6, 0.03125],
    [0, 1, 1],
    [12, 30, 0.007915897334896727],
    [450, 550, 0.0017305360849763027],
    [1000, 1200, 2.1817026407914194e-5],
    // 2·ΣC(b+c, i)/2^(b+c) with math.comb and fractions of Python 3.11.
    [0, 5, 0.0625],
    [1, 8, 0.0390625],
    [2, 9, 0.0654296875],
    [4, 12, 0.076812744140625],
    [10, 20, 0.09873714670538902],
  ])('of %d against %d agrees with SciPy, in both directions', (b, c, p) => {
    expect(relativeError(mcnemarExact({ onlyBaseline: b, onlyCandidate: c }), p)).toBeLessThan(1e-9);
    expect(mcnemarExact({ onlyBaseline: c, onlyCandidate: b })).toBe(
      mcnemarExact({ onlyBaseline: b, onlyCandidate: c }),
    );
  });

  it('finds nothing where the runs agree or disagree evenly', () => {
    expect(mcnemarExact({ onlyBaseline: 0, onlyCandidate: 0 })).toBe(1);
    expect(mcnemarExact({ onlyBaseline: 4, onlyCandidate: 4 })).toBe(1);
  });

  it('refuses what are not counts', () => {
    expect(() => mcnemarExact({ onlyBaseline: -1, onlyCandidate: 2 })).toThrow('-1 and 2 are not counts of pairs');
    expect(() => mcnemarExact({ onlyBaseline: 0.5, onlyCandidate: 2 })).toThrow(RangeError);
  });
});
