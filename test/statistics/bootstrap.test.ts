import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapMedianInterval } from '../../src/statistics/bootstrap.js';
import { median } from '../../src/statistics/quantiles.js';
import { createRandom } from '../../src/statistics/random.js';
import { drawCounts } from '../../src/statistics/resampling.js';

const latencies = [12.1, 10.4, 15.8, 9.7, 11.3, 14.2, 10.9, 13.5, 10.4, 58.6];
const samples = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 30 });

describe('bootstrapMedianInterval', () => {
  it('agrees with the percentile bootstrap of SciPy', () => {
    // scipy.stats.bootstrap((latencies,), numpy.median, n_resamples=400000, method='percentile', random_state=1),
    // SciPy 1.17.1. The medians of resamples are a coarse grid, so that both ends fall on the same points of it.
    const interval = bootstrapMedianInterval(latencies, { seed: 1, resamples: 400_000 });
    expect(interval?.low).toBeCloseTo(10.4, 9);
    expect(interval?.high).toBeCloseTo(14.65, 9);
  });

  it('takes the medians of the resamples it draws', () => {
    for (const values of [latencies, latencies.slice(1)]) {
      const sorted = values.toSorted((a, b) => a - b);
      for (let seed = 0; seed < 200; seed += 1) {
        const counts = new Uint32Array(values.length);
        drawCounts(counts, createRandom(seed));
        const resample = sorted.flatMap((value, index) => Array.from({ length: counts[index] ?? 0 }, () => value));
        const interval = bootstrapMedianInterval(values, { seed, resamples: 1 });
        expect(interval?.low).toBeCloseTo(median(resample), 12);
        expect(interval?.high).toBe(interval?.low);
      }
    }
  });

  it('needs two values', () => {
    expect(bootstrapMedianInterval([], { seed: 1 })).toBeUndefined();
    expect(bootstrapMedianInterval([3], { seed: 1 })).toBeUndefined();
  });

  it('is a point where all values are equal', () => {
    expect(bootstrapMedianInterval([3, 3, 3], { seed: 1 })).toEqual({ low: 3, high: 3 });
  });

  it('widens with the level', () => {
    const narrow = bootstrapMedianInterval(latencies, { seed: 1, level: 0.5 });
    const wide = bootstrapMedianInterval(latencies, { seed: 1, level: 0.99 });
    expect(wide?.low).toBeLessThan(narrow?.low ?? 0);
    expect(wide?.high).toBeGreaterThan(narrow?.high ?? 0);
  });

  it('lies within the values, and the same seed gives the same interval in whatever order they come', () => {
    fc.assert(
      fc.property(samples, fc.integer(), (values, seed) => {
        const interval = bootstrapMedianInterval(values, { seed, resamples: 200 });
        expect(interval?.low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(interval?.high).toBeLessThanOrEqual(Math.max(...values));
        expect(interval?.low).toBeLessThanOrEqual(interval?.high ?? Number.NaN);
        expect(bootstrapMedianInterval(values.toReversed(), { seed, resamples: 200 })).toEqual(interval);
      }),
    );
  });
});
