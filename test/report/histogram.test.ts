import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHistograms, histogram } from '../../src/report/histogram.js';
import { displayWidth } from '../../src/report/wrap-text.js';
import { hostileRun, PRIMARY, summaryOf } from './hostile-run.js';

describe('histogram', () => {
  it('counts values in equal spans, the fullest as the highest bar', () => {
    // 0 to 8 in four spans of 2: 0 1 1 1 | none | 4 5 | 8.
    expect(histogram([0, 1, 1, 1, 4, 5, 8], 4)).toBe('█ ▄▂');
  });

  it('has nothing to show of equal values or of one', () => {
    expect([histogram([3, 3, 3], 4), histogram([3], 4), histogram([], 4)]).toEqual(['', '', '']);
  });

  it('takes as many values as a long run has', () => {
    const values = Array.from({ length: 300_000 }, (_, index) => index % 10);
    expect(histogram(values, 10)).toBe('█'.repeat(10));
  });

  it('is as wide as asked for and loses no end', () => {
    const values = fc.uniqueArray(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (each, bins) => {
        const bars = histogram(each, bins);
        expect(bars).toHaveLength(bins);
        expect(bars.trim()).toHaveLength(bins);
      }),
    );
  });
});

describe('formatHistograms', () => {
  it.each([20, 40, 80, 200])('fits a terminal of %i columns, whatever the names', async (width) => {
    const run = hostileRun();
    const text = formatHistograms(run, await summaryOf(run), { width, color: false, primaryMetrics: PRIMARY });
    expect(text).toContain('first-token');
    expect(text).not.toContain('\u001b');
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
  });
});
