import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.js';
import { drawCounts, percentileBootstrap } from '../../src/statistics/resampling.js';

describe('drawCounts', () => {
  it('draws as many as there are values, each time anew', () => {
    const counts = new Uint32Array(9);
    const random = createRandom(3);
    for (let resample = 0; resample < 20; resample += 1) {
      drawCounts(counts, random);
      expect(counts.reduce((total, count) => total + count, 0)).toBe(9);
    }
  });
});

describe('percentileBootstrap', () => {
  it('cuts the same share from both ends: of 0..100 at level 0.9, 5 and 95', () => {
    let next = 0;
    const interval = percentileBootstrap({ seed: 1, resamples: 101, level: 0.9 }, () => next++);
    expect(interval.low).toBeCloseTo(5, 9);
    expect(interval.high).toBeCloseTo(95, 9);
  });

  it('draws ten thousand resamples unless told', () => {
    let drawn = 0;
    percentileBootstrap({ seed: 1 }, () => drawn++);
    expect(drawn).toBe(10_000);
  });

  it('refuses counts and levels that mean nothing', () => {
    expect(() => percentileBootstrap({ seed: 1, resamples: 0 }, () => 0)).toThrow(
      'resamples must be a positive integer',
    );
    expect(() => percentileBootstrap({ seed: 1, level: 95 }, () => 0)).toThrow(
      'level must lie between 0 and 1, got 95',
    );
  });
});
