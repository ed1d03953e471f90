import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  median,
  medianAbsoluteDeviation,
  quantile,
  sortAscending,
  sortedAbsoluteDeviation,
} from '../../src/statistics/quantiles.js';
import { relativeError } from './relative-error.js';

const latencies = [12.1, 10.4, 15.8, 9.7, 11.3, 14.2, 10.9, 13.5, 10.4, 58.6];
const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true });
const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('sortAscending', () => {
  it('gives a copy in ascending order, whether the values were sorted before or not', () => {
    fc.assert(
      fc.property(fc.array(finite), (values) => {
        const sorted = sortAscending(values);
        expect([...sorted]).toEqual(values.toSorted((a, b) => a - b));
        expect(sortAscending(sorted)).toEqual(sorted);
        expect(sortAscending(sorted)).not.toBe(sorted);
      }),
    );
  });

  it('refuses what is no finite number, wherever it stands', () => {
    for (const wrong of [Number.NaN, Infinity, -Infinity]) {
      for (const values of [[wrong], [wrong, 1, 2], [1, wrong, 2], [1, 2, wrong]]) {
        expect(() => sortAscending(values)).toThrow(RangeError);
      }
    }
  });
});

describe('quantile', () => {
  // numpy.quantile(latencies, p), NumPy 2.4.6.
  it.each([
    [0, 9.7],
    [0.05, 10.015],
    [0.25, 10.525],
    [0.5, 11.7],
    [0.9, 20.079999999999984],
    [0.95, 39.33999999999996],
    [0.99, 54.748000000000005],
    [1, 58.6],
  ])('at p = %d agrees with NumPy', (p, expected) => {
    expect(relativeError(quantile(sortAscending(latencies), p), expected)).toBeLessThan(1e-12);
  });

  it('interpolates between neighbours: (4 − 1)·0.5 = 1.5, so half way from 2 to 4', () => {
    expect(quantile([1, 2, 4, 8], 0.5)).toBe(3);
  });

  it('of a single value is that value', () => {
    expect(quantile([7], 0.99)).toBe(7);
  });

  it('refuses an empty sample and probabilities outside 0..1', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.1)).toThrow('p must lie in 0..1, got 1.1');
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });

  it('never falls as p rises and stays between minimum and maximum', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), probability, probability, (values, p, q) => {
        const sorted = sortAscending(values);
        const low = quantile(sorted, Math.min(p, q));
        const high = quantile(sorted, Math.max(p, q));
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(quantile(sorted, 0));
        expect(high).toBeLessThanOrEqual(quantile(sorted, 1));
      }),
    );
  });
});

describe('sortAscending', () => {
  it('sorts by number and leaves its input alone', () => {
    const values = [10, 9, -1];
    expect([...sortAscending(values)]).toEqual([-1, 9, 10]);
    expect(values).toEqual([10, 9, -1]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d', (value) => {
    expect(() => sortAscending([1, value, 2])).toThrow('values must be finite numbers');
  });
});

describe('median', () => {
  it('does not need sorted values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('refuses an empty sample', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('medianAbsoluteDeviation', () => {
  it('is not scaled: deviations of 1, 2, 9 from 2 are 1, 0, 7', () => {
    expect(medianAbsoluteDeviation([1, 2, 9], 2)).toBe(1);
  });
});

describe('sortedAbsoluteDeviation', () => {
  it('is the median absolute deviation, without sorting again', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), probability, (values, p) => {
        const sorted = sortAscending(values);
        const centre = quantile(sorted, p);
        expect(sortedAbsoluteDeviation(sorted, centre)).toBe(medianAbsoluteDeviation(values, centre));
      }),
    );
  });

  it('refuses an empty sample', () => {
    expect(() => sortedAbsoluteDeviation([], 1)).toThrow(RangeError);
  });
});
