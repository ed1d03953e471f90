import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannKendall } from '../../src/statistics/mann-kendall.js';
import { relativeError } from './relative-error.js';

describe('mannKendall', () => {
  // scipy 1.17.1: kendalltau(range(n), values, method='exact' without ties below 34 values, else 'asymptotic').pvalue.
  it.each([
    [[1, 2, 3, 4], 0.08333333333333333],
    [[9.62, 30.9, 22.1, 25], 0.75],
    [[5, 4, 3, 2, 1], 0.016666666666666666],
    [[3, 1, 4, 1.5, 5, 9, 2, 6], 0.17886904761904762],
    [[1, 2, 2, 3, 4, 4, 5, 6, 7, 7], 0.00014324249514425797],
    [[260, 259, 261, 258, 255, 250, 252, 249, 247, 248, 246, 245], 5.319397680508792e-6],
    [Array.from({ length: 40 }, (_, index) => index), 1.010567672876937e-19],
  ])('agrees with SciPy for %j', (values, p) => {
    expect(relativeError(mannKendall(values), p)).toBeLessThan(1e-9);
  });

  it('finds no trend in equal values, in one value and in none', () => {
    expect([mannKendall([7, 7, 7, 7]), mannKendall([1]), mannKendall([])]).toEqual([1, 1, 1]);
  });

  it('does not mind the direction or the unit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 }), (values) => {
        const p = mannKendall(values);
        expect(mannKendall(values.map((value) => -3 * value))).toBeCloseTo(p, 12);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });
});
