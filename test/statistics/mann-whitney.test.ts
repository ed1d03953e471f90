import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannWhitney } from '../../src/statistics/mann-whitney.js';
import { relativeError } from './relative-error.js';

const first20 = [
  100.0062, 101.4937, 98.6293, 95.547, 97.7266, 95.0418, 100.3007, 106.7011, 97.539, 96.8976, 102.4492, 101.7844,
  100.5271, 95.3477, 99.8537, 103.4765, 93.2789, 97.7119, 90.4939, 93.5523,
];
const second20 = [
  94.7913, 102.8245, 97.6628, 105.3563, 104.7838, 103.0653, 91.4162, 101.3065, 103.7575, 104.5665, 96.3493, 101.6112,
  99.1074, 99.9558, 109.3045, 99.9623, 103.8374, 108.4219, 101.082, 103.4415,
];

const equal = (n: number) => Array.from({ length: n }, () => 7);

describe('mannWhitney without ties', () => {
  // scipy.stats.mannwhitneyu(first, second, method='exact'), SciPy 1.17.1; the first is the example of R's wilcox.test,
  // there p = 0.2544.
  it.each([
    {
      first: [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46],
      second: [1.15, 0.88, 0.9, 0.74, 1.21],
      u: 35,
      p: 0.2544122544122544,
    },
    { first: first20, second: second20, u: 112, p: 0.016742393803863068 },
  ])('is exact up to 20 values: U = $u', ({ first, second, u, p }) => {
    const found = mannWhitney(first, second);
    expect(found?.method).toBe('exact');
    expect(found?.u).toBe(u);
    expect(relativeError(found?.p, p)).toBeLessThan(1e-9);
  });

  it('of fully separated samples has p = 2 / C(6, 3)', () => {
    expect(mannWhitney([1, 2, 3], [4, 5, 6])).toEqual({ u: 0, p: 0.1, method: 'exact' });
  });

  it('approximates beyond 20 values', () => {
    // scipy.stats.mannwhitneyu(first, second, method='asymptotic'), SciPy 1.17.1.
    const found = mannWhitney([...first20, 99.5], second20);
    expect(found?.method).toBe('normal');
    expect(found?.u).toBe(117);
    expect(relativeError(found?.p, 0.01583973684940727)).toBeLessThan(1e-9);
  });
});

describe('mannWhitney with ties', () => {
  // scipy.stats.permutation_test over the statistic of mannwhitneyu, permutation_type='independent',
  // n_resamples=numpy.inf, SciPy 1.17.1; the last by listing all 352 716 subsets of scipy.stats.rankdata.
  it.each([
    { first: [3, 4, 4, 5, 6], second: [1, 2, 3, 3, 4], u: 22, p: 0.07936507936507936 },
    { first: [1, 1, 2, 2, 2, 3], second: [2, 3, 3, 4], u: 3.5, p: 0.12380952380952381 },
    { first: [1, 1, 1, 2], second: [1, 1, 1, 1, 1, 1, 5, 6], u: 15, p: 0.8484848484848485 },
    { first: [10, 11, 11, 12, 13, 13, 14], second: [12, 13, 13, 15, 16, 16, 17, 18], u: 7.5, p: 0.01554001554001554 },
    {
      first: [12.1, 10.4, 15.8, 9.7, 11.3, 14.2, 10.9, 13.5, 10.4, 58.6],
      second: [13.4, 11.9, 16.2, 12.8, 14.7, 15.1, 11.2, 17.3, 12.5, 13.9, 16.8],
      u: 33,
      p: 0.12773449460755962,
    },
  ])('permutes the midranks up to 12 values: U = $u', ({ first, second, u, p }) => {
    const found = mannWhitney(first, second);
    expect(found?.method).toBe('exact');
    expect(found?.u).toBe(u);
    expect(relativeError(found?.p, p)).toBeLessThan(1e-9);
  });

  it('approximates beyond 12 values, corrected for ties and continuity', () => {
    // scipy.stats.mannwhitneyu(first, second, method='asymptotic'), SciPy 1.17.1.
    const found = mannWhitney([1, 2, 2, 3, 3, 3, 4, 5, 5, 6, 6, 7, 7], [2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 8, 9]);
    expect(found?.method).toBe('normal');
    expect(found?.u).toBe(44.5);
    expect(relativeError(found?.p, 0.07046154264715193)).toBeLessThan(1e-9);
  });

  it('finds nothing in values that are all equal', () => {
    expect(mannWhitney(equal(3), equal(2))).toEqual({ u: 3, p: 1, method: 'exact' });
    expect(mannWhitney(equal(30), equal(20))).toEqual({ u: 300, p: 1, method: 'normal' });
  });
});

describe('mannWhitney', () => {
  it('of an empty sample is undefined', () => {
    expect(mannWhitney([], [1])).toBeUndefined();
    expect(mannWhitney([1], [])).toBeUndefined();
  });

  it('gives both directions the same p, and U that add up to n·m', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const forward = mannWhitney(first, second);
        const backward = mannWhitney(second, first);
        expect((forward?.u ?? 0) + (backward?.u ?? 0)).toBe(first.length * second.length);
        expect(forward?.p).toBeCloseTo(backward?.p ?? Number.NaN, 12);
        expect(forward?.p).toBeGreaterThan(0);
        expect(forward?.p).toBeLessThanOrEqual(1);
      }),
    );
  });
});
