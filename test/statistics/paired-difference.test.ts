import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedDifference, regressionGate, type ScorePair } from '../../src/statistics/paired-difference.js';
import { relativeError } from './relative-error.js';

/** `counts` items each of: passed by both, by the baseline alone, by the candidate alone, by none. */
function binaryPairs([both, onlyBaseline, onlyCandidate, none]: readonly [
  number,
  number,
  number,
  number,
]): ScorePair[] {
  const times = (count: number, pair: ScorePair): ScorePair[] => Array.from({ length: count }, () => pair);
  return [
    ...times(both, { baseline: 1, candidate: 1 }),
    ...times(onlyBaseline, { baseline: 1, candidate: 0 }),
    ...times(onlyCandidate, { baseline: 0, candidate: 1 }),
    ...times(none, { baseline: 0, candidate: 0 }),
  ];
}

describe('pairedDifference', () => {
  it('of five cases has the percentiles of all 3125 resamples', () => {
    // Changes −1, 0, 0, 1, 1. Listed with itertools.product in Python 3.11: P(sum ≤ −3) = 0.0195 < 0.025 < P(sum ≤ −2) =
    // 0.0707, and P(sum ≤ 3) = 0.939 < 0.975 < P(sum ≤ 4) = 0.990: −2/5 to 4/5.
    const found = pairedDifference(binaryPairs([1, 1, 2, 1]), { seed: 1 });
    expect(found?.low).toBeCloseTo(-0.4, 12);
    expect(found?.high).toBeCloseTo(0.8, 12);
    expect(found?.difference).toBeCloseTo(0.2, 12);
    // Changes about 1/5: squares sum to 2.8, √(2.8 / (5·4)).
    expect(relativeError(found?.standardError, Math.sqrt(0.14))).toBeLessThan(1e-12);
    expect(found?.discordant).toEqual({ onlyBaseline: 1, onlyCandidate: 2 });
  });

  // 2·ΣC(b+c, i)/2^(b+c) with math.comb and fractions of Python 3.11.
  it.each([
    [5, 0, 0.0625],
    [6, 0, 0.03125],
    [8, 1, 0.0390625],
    [9, 2, 0.0654296875],
    [12, 4, 0.076812744140625],
    [20, 10, 0.09873714670538902],
  ])('tests %d against %d discordant cases exactly', (onlyBaseline, onlyCandidate, p) => {
    const found = pairedDifference(binaryPairs([7, onlyBaseline, onlyCandidate, 3]), { seed: 1, resamples: 10 });
    expect(found?.test).toBe('mcnemar');
    expect(relativeError(found?.p, p)).toBeLessThan(1e-9);
  });

  it('flips signs where scores are shares: of 256 sign patterns 20 are as far out', () => {
    // Listed with itertools.product and fractions in Python 3.11: 5/64; 10 000 draws have a standard error of 0.0027.
    const changes = [0.2, 0.4, -0.2, 0.6, 0.2, 0, 0.4, 0.2];
    const pairs = changes.map((change) => ({ baseline: 0.3, candidate: 0.3 + change }));
    const found = pairedDifference(pairs, { seed: 1 });
    expect(found?.test).toBe('sign-flip');
    expect(Math.abs((found?.p ?? 0) - 5 / 64)).toBeLessThan(0.01);
    expect(found?.difference).toBeCloseTo(0.225, 12);
  });

  it('needs two cases and finite scores', () => {
    expect(pairedDifference([{ baseline: 1, candidate: 0 }], { seed: 1 })).toBeUndefined();
    expect(() =>
      pairedDifference(
        Array.from({ length: 2 }, () => ({ baseline: Number.NaN, candidate: 0 })),
        { seed: 1 },
      ),
    ).toThrow('scores must be finite numbers');
  });

  it('holds the difference, turns over when the sides are exchanged, and cares for changes alone', () => {
    const score = fc.constantFrom(0, 0.25, 0.5, 0.75, 1);
    const pairs = fc.array(fc.record({ baseline: score, candidate: score }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(pairs, (each) => {
        const options = { seed: 7, resamples: 200 };
        const forward = pairedDifference(each, options);
        const backward = pairedDifference(
          each.map(({ baseline, candidate }) => ({ baseline: candidate, candidate: baseline })),
          options,
        );
        expect(backward?.difference).toBeCloseTo(-(forward?.difference ?? Number.NaN), 12);
        expect(backward?.low).toBeCloseTo(-(forward?.high ?? Number.NaN), 12);
        expect(backward?.p).toBeCloseTo(forward?.p ?? Number.NaN, 12);
        expect(forward?.p).toBeGreaterThan(0);
      }),
    );
  });
});

describe('regressionGate', () => {
  it('fails only where the whole interval is a loss beyond the margin, and warns where it is a loss at all', () => {
    expect(regressionGate({ low: -0.3, high: -0.06 }, 0.05)).toBe('fail');
    expect(regressionGate({ low: -0.3, high: -0.05 }, 0.05)).toBe('warn');
    expect(regressionGate({ low: -0.3, high: 0 }, 0.05)).toBe('pass');
    expect(regressionGate({ low: 0.1, high: 0.3 }, 0.05)).toBe('pass');
    expect(() => regressionGate({ low: 0, high: 0 }, -1)).toThrow('margin must not be negative, got -1');
  });
});
