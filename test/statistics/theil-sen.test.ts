import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { theilSen } from '../../src/statistics/theil-sen.js';
import { relativeError } from './relative-error.js';

describe('theilSen', () => {
  // scipy.stats.theilslopes(ys, xs, method='joint'), SciPy 1.17.1.
  it.each([
    { xs: [1, 2, 3, 4, 5, 6, 7], ys: [2.1, 3.9, 6.2, 7.8, 10.1, 40, 14.2], slope: 2.05, intercept: -0.15 },
    {
      xs: [0, 0, 1, 1, 2, 3, 3, 8],
      ys: [5, 4, 6, 7.5, 6.5, 9, 8.5, 20],
      slope: 1.6666666666666667,
      intercept: 4.166666666666666,
    },
    {
      xs: [512, 1024, 2048, 4096],
      ys: [1.1e9, 1.16e9, 1.28e9, 1.53e9],
      slope: 118582.58928571429,
      intercept: 1038928571.4285715,
    },
  ])('agrees with SciPy: slope $slope', ({ xs, ys, slope, intercept }) => {
    expect(relativeError(theilSen(xs, ys)?.slope, slope)).toBeLessThan(1e-9);
    expect(relativeError(theilSen(xs, ys)?.intercept, intercept)).toBeLessThan(1e-9);
  });

  it('needs two points with unlike x', () => {
    expect(theilSen([], [])).toBeUndefined();
    expect(theilSen([1], [2])).toBeUndefined();
    expect(theilSen([1, 1], [2, 3])).toBeUndefined();
  });

  it('refuses points that lack a coordinate', () => {
    expect(() => theilSen([1, 2], [1])).toThrow('2 xs do not pair with 1 ys');
  });

  it('finds an exact line in any order of its points', () => {
    const line = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 }));
    const positions = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(line, positions, ([slope, intercept], xs) => {
        const found = theilSen(
          xs,
          xs.map((x) => slope * x + intercept),
        );
        expect(found?.slope).toBeCloseTo(slope, 12);
        expect(found?.intercept).toBeCloseTo(intercept, 12);
      }),
    );
  });
});
