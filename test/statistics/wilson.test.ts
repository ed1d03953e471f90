import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../src/statistics/wilson.js';
import { relativeError } from './relative-error.js';

describe('wilsonInterval', () => {
  // scipy.stats.binomtest(successes, attempts).proportion_ci(level, method='wilson'), SciPy 1.17.1.
  it.each([
    [0, 10, 0.95, 0, 0.27753279986288926],
    [1, 10, 0.95, 0.017876213095072896, 0.4041500267952385],
    [1, 10, 0.99, 0.011851503411032915, 0.5072317712328935],
    [7, 10, 0.95, 0.39677814746114526, 0.892208732593699],
    [10, 10, 0.95, 0.7224672001371109, 1],
    [263, 500, 0.95, 0.4822016483694956, 0.5694018859265038],
    [263, 500, 0.99, 0.46851699769157285, 0.5828020096930984],
    [1, 1, 0.99, 0.13097754328018596, 1],
    // The closed form in Python's decimal with 50 digits.
    [17, 20, 0.95, 0.639581135259243, 0.9476312541037833],
    [20, 20, 0.95, 0.8388748419471806, 1],
    [5, 5, 0.95, 0.5655175352168251, 1],
    [82, 164, 0.95, 0.42435704738802893, 0.5756429526119711],
    [148, 164, 0.95, 0.8474034299364586, 0.9390530327722948],
    [400, 500, 0.95, 0.7627108946948261, 0.8327145010282426],
  ])('of %d in %d at level %d agrees with SciPy', (...[successes, attempts, level, low, high]) => {
    const interval = wilsonInterval(successes, attempts, level);
    expect(relativeError(interval?.low, low)).toBeLessThan(1e-9);
    expect(relativeError(interval?.high, high)).toBeLessThan(1e-9);
  });

  it('has a level of 0.95 unless told', () => {
    expect(wilsonInterval(7, 10)).toEqual(wilsonInterval(7, 10, 0.95));
  });

  it('of no attempts is undefined', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
  });

  it('refuses what are not counts', () => {
    expect(() => wilsonInterval(3, 2)).toThrow('3 successes of 2 attempts are not counts');
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError);
    expect(() => wilsonInterval(0.5, 2)).toThrow(RangeError);
    expect(() => wilsonInterval(1, 2, 1)).toThrow(RangeError);
  });

  it('contains the observed rate, lies in 0..1 and mirrors for failures', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (successes, failures) => {
        fc.pre(successes + failures > 0);
        const attempts = successes + failures;
        const { low, high } = wilsonInterval(successes, attempts) ?? { low: Number.NaN, high: Number.NaN };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(successes / attempts);
        expect(high).toBeGreaterThanOrEqual(successes / attempts);
        expect(high).toBeLessThanOrEqual(1);
        expect(wilsonInterval(failures, attempts)?.low).toBeCloseTo(1 - high, 12);
      }),
    );
  });
});
