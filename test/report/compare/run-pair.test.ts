import { describe, expect, it } from 'vitest';
import { runPairP } from '../../../src/report/compare/run-pair.js';

describe('runPairP', () => {
  it('is Student’s t of the logarithm over √2 standard deviations, the same for a ratio and its inverse', () => {
    const spread = { deviation: 0.02, freedom: 19 };
    // 2 * scipy.stats.t.sf(log(1.08) / (sqrt(2) * 0.02), 19), SciPy 1.17.1
    expect(runPairP(1.08, spread)).toBeCloseTo(0.013560638989755116, 10);
    expect(runPairP(1 / 1.08, spread)).toBeCloseTo(runPairP(1.08, spread), 12);
  });

  it('is 1 for no effect and 0 where equal runs never differ', () => {
    expect(runPairP(1, { deviation: 0, freedom: 4 })).toBe(1);
    expect(runPairP(1.01, { deviation: 0, freedom: 4 })).toBe(0);
  });
});
