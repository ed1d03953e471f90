import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombeDifference } from '../../src/statistics/newcombe.js';
import { relativeError } from './relative-error.js';

describe('newcombeDifference', () => {
  // statsmodels.stats.proportion.confint_proportions_2indep(s2, n2, s1, n1, method='newcomb', compare='diff'),
  // statsmodels 0.15.0 with SciPy 1.17.1; the first four are in Newcombe (1998), table II: 0.0524 to 0.3339 and so on.
  it.each([
    [48, 80, 56, 70, 0.05243147240236498, 0.33387265403690614],
    [3, 10, 9, 10, 0.1705227239345029, 0.809017973535488],
    [0, 10, 10, 10, 0.6075093504305241, 1],
    [0, 29, 5, 56, -0.038137147903536936, 0.19256001385511165],
    [2, 7, 6, 7, 0.05822792748231209, 0.8062496375242278],
    [171, 200, 150, 200, -0.18189420596186665, -0.026930844753838917],
  ])('from %d/%d to %d/%d agrees with statsmodels', (...[s1, n1, s2, n2, low, high]) => {
    const found = newcombeDifference({ successes: s1, attempts: n1 }, { successes: s2, attempts: n2 });
    expect(found?.difference).toBeCloseTo(s2 / n2 - s1 / n1, 12);
    expect(relativeError(found?.low, low)).toBeLessThan(1e-9);
    expect(relativeError(found?.high, high)).toBeLessThan(1e-9);
  });

  it('takes another level', () => {
    // The same call with alpha=0.1.
    const found = newcombeDifference({ successes: 48, attempts: 80 }, { successes: 56, attempts: 70 }, 0.9);
    expect(relativeError(found?.low, 0.07656419154407207)).toBeLessThan(1e-9);
    expect(relativeError(found?.high, 0.31364458358294384)).toBeLessThan(1e-9);
  });

  it('is undefined where either side has no attempts', () => {
    expect(newcombeDifference({ successes: 0, attempts: 0 }, { successes: 1, attempts: 2 })).toBeUndefined();
    expect(newcombeDifference({ successes: 1, attempts: 2 }, { successes: 0, attempts: 0 })).toBeUndefined();
  });

  it('changes its sign when the sides are exchanged', () => {
    const counts = fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 50 })).map(([failures, successes]) => ({
      successes,
      attempts: successes + failures,
    }));
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const forward = newcombeDifference(a, b);
        const backward = newcombeDifference(b, a);
        expect(backward?.low).toBeCloseTo(-(forward?.high ?? Number.NaN), 12);
        expect(backward?.high).toBeCloseTo(-(forward?.low ?? Number.NaN), 12);
      }),
    );
  });
});
