import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passAllK, passAtK } from '../../src/statistics/pass-at-k.js';
import { relativeError } from './relative-error.js';

describe('passAtK', () => {
  // 1 − C(n−c, k)/C(n, k) with math.comb and fractions of Python 3.11.
  it.each([
    [5, 2, 1, 0.4],
    [5, 2, 2, 0.7],
    [5, 2, 3, 0.9],
    [10, 3, 5, 0.9166666666666666],
    [200, 37, 100, 0.9999999999998803],
    [1000, 5, 300, 0.8326513821428388],
    [5, 0, 3, 0],
    [5, 3, 3, 1],
  ])('of %d answers, %d passed, %d at a time', (...[answers, passed, k, expected]) => {
    expect(relativeError(passAtK({ answers, passed }, k), expected)).toBeLessThan(1e-9);
  });

  it('is blank for fewer answers than k', () => {
    expect(passAtK({ answers: 4, passed: 4 }, 5)).toBeUndefined();
    expect(passAllK({ answers: 4, passed: 4 }, 5)).toBeUndefined();
  });

  it('refuses what are not counts', () => {
    expect(() => passAtK({ answers: 2, passed: 3 }, 1)).toThrow('3 passes of 2 answers, 1 at a time, are not counts');
    expect(() => passAllK({ answers: 2, passed: 1 }, 0)).toThrow(RangeError);
  });
});

describe('passAllK', () => {
  // C(c, k)/C(n, k) with math.comb and fractions of Python 3.11.
  it.each([
    [5, 2, 2, 0.1],
    [10, 9, 2, 0.8],
    [200, 150, 20, 0.00225052084330242],
    [5, 2, 3, 0],
  ])('of %d answers, %d passed, %d at a time', (...[answers, passed, k, expected]) => {
    expect(relativeError(passAllK({ answers, passed }, k), expected)).toBeLessThan(1e-9);
  });

  it('is the rate for k = 1, and with more answers at a time pass@k rises as pass^k falls', () => {
    const counts = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(counts, ([passed, failed]) => {
        const count = { answers: passed + failed, passed };
        expect(passAtK(count, 1)).toBeCloseTo(passed / count.answers, 12);
        expect(passAllK(count, 1)).toBeCloseTo(passed / count.answers, 12);
        for (let k = 2; k <= count.answers; k += 1) {
          expect(passAtK(count, k)).toBeGreaterThanOrEqual((passAtK(count, k - 1) ?? 2) - 1e-12);
          expect(passAllK(count, k)).toBeLessThanOrEqual((passAllK(count, k - 1) ?? -1) + 1e-12);
        }
      }),
    );
  });
});
