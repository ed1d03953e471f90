import { describe, expect, it } from 'vitest';
import type { ComparisonRow } from '../../../src/report/compare/compare-runs.js';
import { verdictSentence } from '../../../src/report/compare/verdict-sentence.js';

const ROW: ComparisonRow = {
  benchmark: 'latency',
  parameters: {},
  caseIds: { before: 'a', after: 'a' },
  metric: 'ttft',
  unit: 'ms',
  better: 'lower',
  before: { n: 10, median: 100 },
  after: { n: 10, median: 120 },
  effect: { estimate: 1.2, low: 1.18, high: 1.22 },
  p: 0.000_01,
  adjustedP: 0.0004,
  tolerance: { threshold: 0.03, noiseFloor: 0, otherCpuShare: 0 },
  verdict: 'regressed',
  cause: 'beyond-threshold',
};

const HEAD = 'ttft went from 100 ms to 120 ms (+20 %, 95 % interval +18 % to +22 %): ';
// √2 · 0.02 is a factor of 1.0287.
const runSpread = { deviation: 0.02, freedom: 9 };

describe('verdictSentence', () => {
  it('names the bound that an effect reached', () => {
    expect(verdictSentence(ROW)).toBe(`${HEAD}worse by at least the threshold of 3 %, and no chance (p < 0.001).`);
    expect(verdictSentence({ ...ROW, tolerance: { ...ROW.tolerance, noiseFloor: 0.04 } })).toBe(
      `${HEAD}worse by at least twice the noise floor of this machine, ±8 %, and no chance (p < 0.001).`,
    );
    expect(verdictSentence({ ...ROW, tolerance: { ...ROW.tolerance, runSpread } })).toBe(
      `${HEAD}worse by at least the threshold of 3 %, where equal runs kept here differ by ±2.9 % as a rule, and no chance (p < 0.001).`,
    );
  });

  it('names what may explain an effect that is not believed: the equal runs, or the floor where it is the wider', () => {
    const usual = { ...ROW, verdict: 'inconclusive', cause: 'below-noise', runP: 0.2, adjustedP: 0.2 } as const;
    expect(verdictSentence({ ...usual, tolerance: { ...ROW.tolerance, runSpread } })).toBe(
      `${HEAD}equal runs kept here differ by ±2.9 % as a rule, which may explain it (p = 0.200); measure on a quieter machine.`,
    );
    expect(verdictSentence({ ...usual, tolerance: { ...ROW.tolerance, runSpread, noiseFloor: 0.2 } })).toBe(
      `${HEAD}smaller than twice the noise floor of this machine, ±40 %; measure on a quieter machine.`,
    );
  });
});
