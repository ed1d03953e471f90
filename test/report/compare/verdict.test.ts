import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, Tolerance } from '../../../src/report/compare/evidence.js';
import { judge } from '../../../src/report/compare/verdict.js';

const TOLERANCE: Tolerance = { threshold: 0.05, noiseFloor: 0, otherCpuShare: 0 };

function evidence(changes: Partial<Evidence>): Evidence {
  const counts = { before: 10, after: 10 };
  return { effect: undefined, p: 0.001, adjustedP: 0.001, family: 1, counts, better: 'lower', ...changes };
}

describe('judge', () => {
  it('calls a significant effect beyond the threshold by the direction of the metric', () => {
    const slower = { estimate: 1.1, low: 1.07, high: 1.13 };
    expect(judge(evidence({ effect: slower }), TOLERANCE).verdict).toBe('regressed');
    expect(judge(evidence({ effect: slower, better: 'higher' }), TOLERANCE).verdict).toBe('improved');
  });

  it('does not believe an effect whose adjusted p is above 0.02', () => {
    const effect = { estimate: 1.1, low: 1.01, high: 1.2 };
    expect(judge(evidence({ effect, adjustedP: 0.021 }), TOLERANCE)).toMatchObject({
      verdict: 'inconclusive',
      cause: 'not-significant',
    });
    expect(judge(evidence({ effect, adjustedP: 0.02 }), TOLERANCE).verdict).toBe('regressed');
  });

  it('does not believe an effect whose interval holds no change', () => {
    const effect = { estimate: 1.1, low: 0.99, high: 1.2 };
    expect(judge(evidence({ effect }), TOLERANCE).verdict).toBe('inconclusive');
  });

  it('takes the threshold as a factor either way: 1.05 and 1 / 1.05', () => {
    const at = (estimate: number) => ({ estimate, low: estimate * 0.99, high: estimate * 1.01 });
    expect(judge(evidence({ effect: at(1.0501) }), TOLERANCE).verdict).toBe('regressed');
    expect(judge(evidence({ effect: at(1.0499) }), TOLERANCE).verdict).toBe('inconclusive');
    expect(judge(evidence({ effect: at(1 / 1.0501) }), TOLERANCE).verdict).toBe('improved');
    expect(judge(evidence({ effect: at(1 / 1.0499) }), TOLERANCE).verdict).toBe('inconclusive');
  });

  it('says unchanged only when the whole interval lies inside the threshold, even of a significant effect', () => {
    expect(judge(evidence({ effect: { estimate: 1.02, low: 1.01, high: 1.04 } }), TOLERANCE).verdict).toBe('unchanged');
    const reaching = { estimate: 1.02, low: 1.01, high: 1.051 };
    expect(judge(evidence({ effect: reaching }), TOLERANCE)).toMatchObject({
      verdict: 'inconclusive',
      cause: 'below-threshold',
    });
  });

  it('wants twice the noise floor where that is more than the threshold, and more values would not help', () => {
    const effect = { estimate: 1.08, low: 1.06, high: 1.1 };
    // 2 × 4.1 % = 8.2 % is above the effect of 8 %; 2 × 3.9 % = 7.8 % is not.
    expect(judge(evidence({ effect }), { ...TOLERANCE, noiseFloor: 0.041 })).toEqual({
      verdict: 'inconclusive',
      cause: 'below-noise',
    });
    expect(judge(evidence({ effect }), { ...TOLERANCE, noiseFloor: 0.039 }).verdict).toBe('regressed');
  });

  it('believes no more than other programs may have done: with 20 % of the CPU, up to 1 / 0.8', () => {
    const at = (estimate: number) => ({ estimate, low: estimate * 0.99, high: estimate * 1.01 });
    const tolerance = { ...TOLERANCE, otherCpuShare: 0.2 };
    expect(judge(evidence({ effect: at(1.24) }), tolerance)).toEqual({ verdict: 'inconclusive', cause: 'disturbed' });
    expect(judge(evidence({ effect: at(1.26) }), tolerance).verdict).toBe('regressed');
    expect(judge(evidence({ effect: at(1 / 1.26) }), tolerance).verdict).toBe('improved');
    expect(judge(evidence({ effect: at(100) }), { ...TOLERANCE, otherCpuShare: 1 }).verdict).toBe('inconclusive');
  });

  it('does not promise that more values would help where the noise floor stands in the way', () => {
    const effect = { estimate: 1.08, low: 0.99, high: 1.17 };
    expect(judge(evidence({ effect, adjustedP: 0.3 }), { ...TOLERANCE, noiseFloor: 0.1 })).toEqual({
      verdict: 'inconclusive',
      cause: 'below-noise',
    });
  });

  it('believes no effect that equal runs usually show, and says so', () => {
    const effect = { estimate: 1.08, low: 1.06, high: 1.1 };
    // The values are apart, the runs are not: adjusted is the larger of both.
    expect(judge(evidence({ effect, runP: 0.3, adjustedP: 0.3 }), TOLERANCE)).toEqual({
      verdict: 'inconclusive',
      cause: 'below-noise',
    });
    expect(judge(evidence({ effect, runP: 0.004, adjustedP: 0.02 }), TOLERANCE).verdict).toBe('regressed');
    // Among many metrics; the runs are what more is needed of.
    expect(judge(evidence({ effect, runP: 0.004, adjustedP: 0.04 }), TOLERANCE).cause).toBe('below-noise');
    // Here it is the values.
    expect(judge(evidence({ effect, p: 0.01, runP: 0.004, adjustedP: 0.04 }), TOLERANCE)).toMatchObject({
      cause: 'not-significant',
      needed: expect.any(Number),
    });
  });

  it('says how many values would decide', () => {
    // Room for 1.96 + 1.28 standard errors (90 % at either end): 10 · (1.99 · 3.2415 / 1.96)² = 108.3.
    const half = 1.99 * Math.log(1.05);
    const effect = { estimate: 1, low: Math.exp(-half), high: Math.exp(half) };
    expect(judge(evidence({ effect, adjustedP: 1, p: 1 }), TOLERANCE).needed).toBe(109);
  });

  it('asks for at least as many values as can be significant at all', () => {
    const few = { counts: { before: 1, after: 1 }, p: 1, adjustedP: 1 };
    // Two-sided: 2 / C(8, 4) = 0.029 is too much, 2 / C(10, 5) = 0.0079 is enough.
    expect(judge(evidence(few), TOLERANCE).needed).toBe(5);
    // Of 10 tests, p must be at most 0.002: 2 / C(12, 6) = 0.0022 is too much, 2 / C(14, 7) = 0.0006 is enough.
    expect(judge(evidence({ ...few, family: 10 }), TOLERANCE).needed).toBe(7);
  });

  it('has no verdict on a metric without a better direction', () => {
    const effect = { estimate: 2, low: 1.9, high: 2.1 };
    expect(judge(evidence({ effect, better: 'none' }), TOLERANCE).verdict).toBe('inconclusive');
  });

  it('exchanges regressed and improved when the ratio is turned over', () => {
    const swapped = {
      regressed: 'improved',
      improved: 'regressed',
      unchanged: 'unchanged',
      inconclusive: 'inconclusive',
    };
    const logs = fc.tuple(
      fc.double({ min: -0.3, max: 0.3, noNaN: true }),
      fc.double({ min: 0.001, max: 0.3, noNaN: true }),
    );
    fc.assert(
      fc.property(
        logs,
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        ([log, half], p, noiseFloor) => {
          // A bound that is met exactly may fall to either side by rounding.
          fc.pre(Math.abs(Math.abs(log) - half) > 1e-9 && Math.abs(Math.abs(log) - Math.log(1.05)) > 1e-9);
          fc.pre(Math.abs(Math.abs(log) + half - Math.log(1.05)) > 1e-9);
          fc.pre(Math.abs(Math.abs(log) - Math.log1p(2 * noiseFloor)) > 1e-9);
          const ratio = (sign: number) => ({
            estimate: Math.exp(sign * log),
            low: Math.exp(sign * log - half),
            high: Math.exp(sign * log + half),
          });
          const tolerance = { ...TOLERANCE, noiseFloor };
          const forward = judge(evidence({ effect: ratio(1), p, adjustedP: p }), tolerance);
          const backward = judge(evidence({ effect: ratio(-1), p, adjustedP: p }), tolerance);
          expect(backward.verdict).toBe(swapped[forward.verdict]);
        },
      ),
    );
  });
});
