import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/statistics/summary.js';
import { relativeError } from './relative-error.js';

const latencies = [12.1, 10.4, 15.8, 9.7, 11.3, 14.2, 10.9, 13.5, 10.4, 58.6];
const oneTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('summarise', () => {
  it('agrees with NumPy and SciPy', () => {
    const summary = summarise(latencies);
    expect(summary?.n).toBe(10);
    expect(summary?.min).toBe(9.7);
    expect(summary?.max).toBe(58.6);
    // numpy.mean, numpy.std(ddof=1), numpy.quantile, NumPy 2.4.6.
    expect(relativeError(summary?.mean, 16.69)).toBeLessThan(1e-12);
    expect(relativeError(summary?.sd, 14.852044378543386)).toBeLessThan(1e-12);
    expect(relativeError(summary?.p50, 11.7)).toBeLessThan(1e-12);
    expect(relativeError(summary?.p95, 39.33999999999996)).toBeLessThan(1e-12);
    expect(relativeError(summary?.p99, 54.748000000000005)).toBeLessThan(1e-12);
    // scipy.stats.median_abs_deviation(latencies), scipy.stats.variation(latencies, ddof=1), SciPy 1.17.1.
    expect(relativeError(summary?.mad, 1.5499999999999998)).toBeLessThan(1e-12);
    expect(relativeError(summary?.cv, 0.8898768351434024)).toBeLessThan(1e-12);
  });

  it('of no values is undefined', () => {
    expect(summarise([])).toBeUndefined();
  });

  it('of one value has no spread', () => {
    expect(summarise([5])).toEqual({
      n: 1,
      mean: 5,
      sd: 0,
      min: 5,
      max: 5,
      p50: 5,
      p95: 5,
      p99: 5,
      mad: 0,
      cv: 0,
      coarse: ['p95', 'p99'],
    });
  });

  it('leaves out the coefficient of variation where the mean is zero', () => {
    expect(summarise([-1, 0, 1])).not.toHaveProperty('cv');
  });

  it('calls p95 coarse below 20 values and p99 below 100', () => {
    expect(summarise(oneTo(19))?.coarse).toEqual(['p95', 'p99']);
    expect(summarise(oneTo(20))?.coarse).toEqual(['p99']);
    expect(summarise(oneTo(99))?.coarse).toEqual(['p99']);
    expect(summarise(oneTo(100))?.coarse).toEqual([]);
  });

  it('finds no spread in equal values, whatever their rounding', () => {
    const summary = summarise([0.1, 0.1, 0.1]);
    expect(summary?.mean).toBe(0.1);
    expect(summary?.sd).toBe(0);
  });

  it('keeps the spread of values far from zero', () => {
    expect(summarise([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])?.sd).toBeCloseTo(Math.sqrt(30), 9);
  });

  it('refuses values that are not finite', () => {
    expect(() => summarise([1, Number.NaN])).toThrow(RangeError);
  });

  it('does not depend on the order of the values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true })), (values) => {
        expect(summarise(values.toReversed())).toEqual(summarise(values));
      }),
    );
  });
});
