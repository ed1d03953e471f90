import { describe, expect, it } from 'vitest';
import { binomialUpperTail, medianBootstrapLimit } from '../../src/statistics/median-bootstrap-limit.js';
import { bootstrapMedianInterval } from '../../src/statistics/bootstrap.js';
import { createRandom } from '../../src/statistics/random.js';
import { relativeError } from './relative-error.js';

describe('binomialUpperTail', () => {
  // Sums of math.comb(n, j)·p^j·(1 − p)^(n − j) in fractions of Python 3.11.
  it.each([
    [9, 5, 1 / 3, 0.14484580602550423],
    [20, 3, 0.1, 0.323073194810534],
    [1001, 501, 0.47, 0.028683662638080316],
    [1000, 600, 0.5, 1.3642320780330092e-10],
    [10, 0, 0.5, 1],
  ])('of %d draws, at least %d, each with %d', (...[n, k, share, expected]) => {
    expect(relativeError(binomialUpperTail(n, { k, share }), expected)).toBeLessThan(1e-9);
  });

  it('is certain where every draw succeeds', () => {
    expect(binomialUpperTail(10, { k: 10, share: 1 })).toBe(1);
  });
});

describe('medianBootstrapLimit', () => {
  it('of nine values lies on the second and the eighth', () => {
    // P(Bin(9, i/9) ≥ 5) in fractions of Python 3.11: .0014, .0304 for i = 1, 2 and .9696, .9986 for i = 7, 8.
    expect(medianBootstrapLimit([1, 2, 3, 4, 5, 6, 7, 8, 9], 0.95)).toEqual({ low: 2, high: 8 });
  });

  it('is what ever more resamples come to', () => {
    const random = createRandom(9);
    const values = Array.from({ length: 499 }, () => random.nextBelow(1_000_000));
    const drawn = bootstrapMedianInterval(values, { seed: 3, resamples: 40_000 });
    const limit = medianBootstrapLimit(
      values.toSorted((a, b) => a - b),
      0.95,
    );
    // Neighbouring values are 2 000 apart; the drawn ends wander by less than two of them.
    expect(Math.abs(limit.low - (drawn?.low ?? 0))).toBeLessThan(5_000);
    expect(Math.abs(limit.high - (drawn?.high ?? 0))).toBeLessThan(5_000);
  });

  it('takes the place of drawing from 500 values on, whatever the seed', () => {
    const random = createRandom(11);
    const values = Array.from({ length: 500 }, () => random.nextBelow(1_000_000));
    const limit = medianBootstrapLimit(
      values.toSorted((a, b) => a - b),
      0.95,
    );
    expect(bootstrapMedianInterval(values, { seed: 1 })).toEqual(limit);
    expect(bootstrapMedianInterval(values, { seed: 2 })).toEqual(limit);
  });

  it('refuses a level that is none', () => {
    expect(() => medianBootstrapLimit([1, 2], 95)).toThrow('level must lie between 0 and 1, got 95');
  });
});
