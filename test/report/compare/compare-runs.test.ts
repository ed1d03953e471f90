import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankSides } from '../../../src/report/compare/compare-many.js';
import { caseMetricKey, compareSides } from '../../../src/report/compare/compare-runs.js';
import { comparisonToJson } from '../../../src/report/compare/compare-json.js';
import { sidesOfRun } from '../../../src/report/compare/comparison-side.js';
import { caseOf, failedState, record, samplesWithTtft } from '../record-fixture.js';
import { evenly, primaryMetrics, sideWithTtft } from './side-fixture.js';

const RULES = { primaryMetrics };

describe('compareSides', () => {
  it('finds a regression with both medians, the ratio and the p of the ranks', () => {
    const before = sideWithTtft(...evenly(98, 102, 10));
    const after = sideWithTtft(...evenly(118, 122, 10));
    const { rows, verdict } = compareSides(before, after, RULES);
    expect(verdict).toBe('regressed');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      metric: 'ttft',
      verdict: 'regressed',
      before: { n: 10, median: 100 },
      after: { median: 120 },
    });
    // 120 / 100 within the spread, and every value of one side above every value of the other: 2 / C(20, 10).
    expect(rows[0]?.effect?.estimate).toBeCloseTo(1.2, 2);
    expect(rows[0]?.p).toBeCloseTo(2 / 184_756, 12);
  });

  it('asks the equal runs that are kept whether they differ as much', () => {
    const before = sideWithTtft(...evenly(98, 102, 10));
    const after = sideWithTtft(...evenly(118, 122, 10));
    const [planned] = before.cases.values();
    if (planned === undefined) throw new Error('no case');
    const among = (deviation: number) => {
      const spread = { [caseMetricKey(planned.planned, 'ttft')]: { deviation, freedom: 9 } };
      return compareSides(before, after, { ...RULES, runSpreads: spread }).rows[0];
    };
    // 2 * scipy.stats.t.sf(log(1.2) / (sqrt(2) * 0.1), 9) is about 0.23; the values alone are far apart.
    const unsteady = among(0.1);
    expect(unsteady).toMatchObject({ verdict: 'inconclusive', cause: 'below-noise' });
    expect(unsteady?.runP).toBeCloseTo(0.229, 2);
    expect(unsteady?.adjustedP).toBe(unsteady?.runP);
    expect(among(0.01)?.verdict).toBe('regressed');
  });

  it('counts no warm-up and no case that did not complete', () => {
    const failed = record([caseOf({ samples: samplesWithTtft(100, 101), state: failedState('crash') })]);
    const [side] = sidesOfRun(failed);
    if (side === undefined) throw new Error('no side');
    const { rows, unmatched, verdict } = compareSides(sideWithTtft(100, 101), side, RULES);
    expect(rows).toEqual([]);
    expect(verdict).toBe('inconclusive');
    expect(unmatched).toEqual([
      { side: 'before', benchmark: 'latency', parameters: { promptTokens: 100, outputTokens: 17 }, other: 'failed' },
    ]);
  });

  it('adjusts over all primary metrics of all cases', () => {
    const values = evenly(98, 102, 10);
    const sideOf = (...firsts: readonly number[]) => {
      const cases = firsts.map((first, index) =>
        caseOf({
          parameters: { promptTokens: index },
          samples: samplesWithTtft(...values.map((value) => value * first)),
        }),
      );
      const [side] = sidesOfRun(record(cases));
      if (side === undefined) throw new Error('no side');
      return side;
    };
    const { rows } = compareSides(sideOf(1, 1, 1), sideOf(1.2, 1, 1), RULES);
    // Holm: the smallest of three p-values is multiplied by three.
    expect(rows[0]?.adjustedP).toBeCloseTo((3 * 2) / 184_756, 12);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['regressed', 'unchanged', 'unchanged']);
  });

  it('compares a rate of the case by its iterations, and says nothing of a metric with one value', () => {
    const side = sideWithTtft(100, 101, 102, 103);
    const { rows } = compareSides(side, side, { primaryMetrics: () => ['outTps', 'rssPeak'] });
    // 17 tokens in 100 + 160 ms up to 103 + 160 ms: the median is that of 101.5 ms.
    expect(rows[0]).toMatchObject({ metric: 'outTps', before: { n: 4 } });
    expect(rows[0]?.before.median).toBeCloseTo((17_000 / 261 + 17_000 / 262) / 2, 9);
    expect(rows[1]).toMatchObject({
      metric: 'rssPeak',
      verdict: 'inconclusive',
      cause: 'single-value',
      before: { n: 1 },
    });
  });

  it('gives an own threshold to a metric', () => {
    const [before, after] = [sideWithTtft(...evenly(98, 102, 10)), sideWithTtft(...evenly(118, 122, 10))];
    expect(compareSides(before, after, { ...RULES, thresholds: { ttft: 0.5 } }).verdict).toBe('unchanged');
  });

  it('finds nothing between a run and itself', () => {
    const times = fc.array(fc.double({ min: 1, max: 1e5, noNaN: true }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(times, (values) => {
        const side = sideWithTtft(...values);
        const { rows } = compareSides(side, side, RULES);
        expect(rows[0]?.p).toBe(1);
        expect(rows[0]?.effect?.estimate).toBeCloseTo(1, 12);
        expect(['unchanged', 'inconclusive']).toContain(rows[0]?.verdict);
      }),
      { numRuns: 20 },
    );
  });

  it('has a symmetric interval between equal samples, whichever comes first', () => {
    const side = sideWithTtft(100, 100, 100, 100, 105, 100);
    const [row] = compareSides(side, side, RULES).rows;
    expect((row?.effect?.low ?? 0) * (row?.effect?.high ?? 0)).toBeCloseTo(1, 12);
  });

  it('turns the verdict over when the runs are exchanged', () => {
    const swapped: Record<string, string> = { regressed: 'improved', improved: 'regressed' };
    const noise = fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(noise, noise, fc.double({ min: -0.2, max: 0.2, noNaN: true }), (left, right, shift) => {
        const before = sideWithTtft(...left.map((each) => 100 * Math.exp(each)));
        const after = sideWithTtft(...right.map((each) => 100 * Math.exp(each + shift)));
        const [forward] = compareSides(before, after, RULES).rows;
        const [backward] = compareSides(after, before, RULES).rows;
        if (forward?.effect === undefined || backward?.effect === undefined) throw new Error('no effect');
        expect(backward.verdict).toBe(swapped[forward.verdict] ?? forward.verdict);
        expect(backward.p).toBe(forward.p);
        expect(backward.effect.estimate * forward.effect.estimate).toBeCloseTo(1, 12);
        expect(backward.effect.low * forward.effect.high).toBeCloseTo(1, 12);
      }),
      { numRuns: 25 },
    );
  });

  it('compares graded items in pairs by McNemar', () => {
    const graded = (passes: readonly number[]) => {
      const samples = samplesWithTtft(...passes.map(() => 100)).map((each, index) =>
        index === 0 ? each : { ...each, metrics: { passed: passes[index - 1] ?? 0 } },
      );
      const [side] = sidesOfRun(record([caseOf({ samples })]));
      if (side === undefined) throw new Error('no side');
      return side;
    };
    // 8 items that only the first passed: p = 2/2⁸ = .0078; with one that only the second did, .0391, it is no evidence.
    const before = graded([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    const after = graded([0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    const weaker = compareSides(graded([1, 1, 1, 1, 1, 1, 1, 1, 0, 1]), after, RULES).passRates[0];
    expect(weaker?.paired?.p).toBeCloseTo(0.0390625, 10);
    expect(weaker?.verdict).toBe('inconclusive');
    const [row] = compareSides(before, after, RULES).passRates;
    expect(row).toMatchObject({
      verdict: 'regressed',
      before: { successes: 10, attempts: 10 },
      paired: { onlyBefore: 8, onlyAfter: 0 },
    });
    expect(row?.paired?.p).toBeCloseTo(0.0078125, 10);
    expect(row?.difference.difference).toBeCloseTo(-0.8, 12);
    expect(compareSides(before, before, RULES).passRates[0]?.paired?.p).toBe(1);
  });

  it('is told as JSON with a reason for every row', () => {
    const json = comparisonToJson(
      compareSides(sideWithTtft(...evenly(98, 102, 10)), sideWithTtft(...evenly(118, 122, 10)), RULES),
    );
    expect(json).toMatchObject({ schema: 'acode-compare/1', kind: 'pair', verdict: 'regressed' });
    expect(JSON.parse(JSON.stringify(json))).toMatchObject({
      rows: [{ reason: expect.stringContaining('ttft went from 100 ms to 120 ms (+20 %') }],
    });
  });
});

describe('rankSides', () => {
  it('names a clear winner, and all that are level with it', () => {
    const fast = sideWithTtft(...evenly(98, 102, 10));
    const level = sideWithTtft(...evenly(98.1, 102.1, 10));
    const slow = sideWithTtft(...evenly(118, 122, 10));
    const { rows, pairs } = rankSides([slow, fast, level], RULES);
    expect(pairs).toHaveLength(3);
    expect(rows).toMatchObject([{ metric: 'ttft', best: 1, level: [1, 2] }]);
    expect(rankSides([slow, fast, slow], RULES).rows).toMatchObject([{ best: 1, level: [1] }]);
  });

  it('shares the level of significance among all pairs', () => {
    const [a, b] = [sideWithTtft(...evenly(98, 102, 10)), sideWithTtft(...evenly(118, 122, 10))];
    const [pair] = rankSides([a, b, a], RULES).pairs;
    expect(pair?.rows[0]?.adjustedP).toBeCloseTo((3 * 2) / 184_756, 12);
  });
});
