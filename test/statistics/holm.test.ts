import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holmAdjust } from '../../src/statistics/holm.js';
import { relativeError } from './relative-error.js';

describe('holmAdjust', () => {
  // statsmodels.stats.multitest.multipletests(p, method='holm')[1], statsmodels 0.15.0 with SciPy 1.17.1.
  it.each([
    { p: [0.01, 0.04, 0.03, 0.005], adjusted: [0.03, 0.06, 0.06, 0.02] },
    { p: [0.5, 0.02, 0.9, 0.02, 0.6], adjusted: [1, 0.1, 1, 0.1, 1] },
    { p: [0.012, 0.8, 0.0003, 0.04, 0.04, 0.7], adjusted: [0.06, 1, 0.0018, 0.16, 0.16, 1] },
  ])('of $p agrees with statsmodels', ({ p, adjusted }) => {
    const found = holmAdjust(p);
    expect(found).toHaveLength(adjusted.length);
    for (const [index, value] of adjusted.entries()) expect(relativeError(found[index], value)).toBeLessThan(1e-9);
  });

  it('leaves a single p alone and nothing as nothing', () => {
    expect(holmAdjust([0.03])).toEqual([0.03]);
    expect(holmAdjust([])).toEqual([]);
  });

  it('refuses what is no probability', () => {
    expect(() => holmAdjust([0.5, 1.5])).toThrow('p must lie in 0..1, got 1.5');
    expect(() => holmAdjust([Number.NaN])).toThrow(RangeError);
  });

  it('never makes a p smaller and keeps the order of evidence', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (p) => {
        const adjusted = holmAdjust(p);
        const ascending = p.map((_, index) => index).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
        const ordered = ascending.map((index) => adjusted[index] ?? Number.NaN);
        expect(adjusted.every((value, index) => value >= (p[index] ?? 1) && value <= 1)).toBe(true);
        expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
      }),
    );
  });
});
