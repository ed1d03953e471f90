import { describe, expect, it } from 'vitest';
import type { Evidence, Tolerance } from '../../../src/report/compare/evidence.js';
import { metricEffect } from '../../../src/report/compare/metric-effect.js';
import { resolvingSampleSize } from '../../../src/report/compare/sample-size.js';
import { judge } from '../../../src/report/compare/verdict.js';
import { normalQuantile } from '../../../src/statistics/normal.js';
import { createRandom } from '../../../src/statistics/random.js';

const TOLERANCE: Tolerance = { threshold: 0.03, noiseFloor: 0, otherCpuShare: 0 };
const SEEN = 5;

/** What five values on each side show of this spread and effect where chance adds nothing. */
function seen({ noise, change, family }: { noise: number; change: number; family: number }): Evidence {
  // Standard error of a Hodges–Lehmann shift of normal values: √(π/3) times that of a difference of means.
  const half = 1.959963984540054 * noise * Math.sqrt((2 / SEEN) * (Math.PI / 3));
  const log = Math.log1p(change);
  const effect = { estimate: Math.exp(log), low: Math.exp(log - half), high: Math.exp(log + half) };
  return { effect, p: 1, adjustedP: 1, family, counts: { before: SEEN, after: SEEN }, better: 'lower' };
}

describe('resolvingSampleSize', () => {
  it.each([
    { noise: 0.05, change: 0.08, family: 1 },
    { noise: 0.05, change: 0.06, family: 4 },
    { noise: 0.1, change: 0.1, family: 4 },
    { noise: 0.02, change: 0, family: 1 },
    { noise: 0.02, change: 0.01, family: 4 },
  ])('brings a verdict four times out of five: change $change, noise $noise, $family tests', (truth) => {
    const evidence = seen(truth);
    const n = resolvingSampleSize(evidence, TOLERANCE.threshold);
    const random = createRandom(n);
    const normal = (): number => normalQuantile((random.nextUint32() + 0.5) / 2 ** 32);
    const draw = (log: number): number[] => Array.from({ length: n }, () => Math.exp(log + truth.noise * normal()));
    const trials = 60;
    let decided = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const { effect, p } = metricEffect(draw(0), draw(Math.log1p(truth.change)));
      const adjustedP = Math.min(1, p * truth.family);
      const judged = judge({ ...evidence, effect, p, adjustedP, counts: { before: n, after: n } }, TOLERANCE);
      if (judged.verdict !== 'inconclusive') decided += 1;
    }
    // Of 60 trials at 0.8 the standard error is 0.052.
    expect(decided / trials).toBeGreaterThan(0.64);
  });
});
