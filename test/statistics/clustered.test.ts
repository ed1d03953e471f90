import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusteredBootstrap, clusteredMean, clusteredRateInterval } from '../../src/statistics/clustered.js';
import { wilsonInterval } from '../../src/statistics/wilson.js';
import { relativeError } from './relative-error.js';

const answers = [
  [1, 1, 0],
  [0, 0, 0],
  [1, 1, 1],
  [1, 0, 1],
  [0, 1, 0],
];

describe('clusteredMean', () => {
  it('has the clustered error with C/(C − 1): √(13/450) of 8 in 15', () => {
    // C/(C−1)·Σ(Σ(x − m))²/n² in Python's fractions: 5/4 · Σ(cluster sums of deviations)² / 225 = 13/450.
    const found = clusteredMean(answers);
    expect(relativeError(found?.mean, 8 / 15)).toBeLessThan(1e-12);
    expect(relativeError(found?.standardError, 0.1699673171197595)).toBeLessThan(1e-12);
    expect(found).toMatchObject({ cases: 5, answers: 15 });
  });

  it('counts every case alike, however often it was answered', () => {
    // (1 + 0)/2, with 1 from four answers and 0 from one; deviations ±1/2: √(1/2 / (2·1)) = 1/2.
    expect(clusteredMean([[1, 1, 1, 1], [0]])).toEqual({ mean: 0.5, standardError: 0.5, cases: 2, answers: 5 });
  });

  it('leaves out cases without answers, and has no error for a single case', () => {
    expect(clusteredMean([[], [1, 0]])).toEqual({ mean: 0.5, cases: 1, answers: 2 });
    expect(clusteredMean([[], []])).toBeUndefined();
    expect(() => clusteredMean([[Number.NaN]])).toThrow('scores must be finite numbers');
  });

  it('is not deceived by repeated answers: the same one k times leaves the error as it was', () => {
    const scores = fc.array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 9 }), (each, times) => {
        const once = clusteredMean(each.map((score) => [score]));
        const often = clusteredMean(each.map((score) => Array.from({ length: times }, () => score)));
        expect(often?.standardError).toBeCloseTo(once?.standardError ?? Number.NaN, 12);
      }),
    );
  });
});

describe('clusteredBootstrap', () => {
  it('draws whole cases: two cases that pass always and never give 0, 1/2 or 1', () => {
    const interval = clusteredBootstrap(
      [
        [1, 1, 1],
        [0, 0, 0],
      ],
      { seed: 1 },
    );
    // A quarter of the draws is 0 and a quarter 1, so that 2.5 % at each end lie on them.
    expect(interval).toEqual({ low: 0, high: 1 });
    expect(clusteredBootstrap([[1, 0]], { seed: 1 })).toBeUndefined();
  });
});

describe('clusteredRateInterval', () => {
  it("is Wilson's at the effective size: 8/15 of 112/13", () => {
    // Python's decimal with 50 digits: p(1 − p)/SE² = (56/225)/(13/450) = 112/13, z = 1.9599639845400542355.
    const interval = clusteredRateInterval(answers);
    expect(relativeError(interval?.low, 0.2458205323636067)).toBeLessThan(1e-9);
    expect(relativeError(interval?.high, 0.8002873742907757)).toBeLessThan(1e-9);
  });

  it('has a width where every answer passed, that of the cases', () => {
    const passed = Array.from({ length: 5 }, () => [1, 1, 1, 1]);
    expect(clusteredRateInterval(passed)).toEqual(wilsonInterval(5, 5));
  });

  it("is Wilson's for one answer a case", () => {
    const scores = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(scores, (each) => {
        const interval = clusteredRateInterval(each.map((score) => [score]));
        const passes = each.filter((score) => score === 1).length;
        const wilson = wilsonInterval(passes, each.length);
        expect(interval?.low).toBeCloseTo(wilson?.low ?? Number.NaN, 12);
        expect(interval?.high).toBeCloseTo(wilson?.high ?? Number.NaN, 12);
      }),
    );
  });

  it('is undefined without answers and refuses what is no rate', () => {
    expect(clusteredRateInterval([])).toBeUndefined();
    expect(() => clusteredRateInterval([[1.5]])).toThrow('scores of a rate must lie in 0..1');
  });
});
