import { describe, expect, it } from 'vitest';
import { runSpreads, scatterOf } from '../../src/history/run-spreads.js';
import { caseMetricKey } from '../../src/report/compare/compare-runs.js';
import type { RunSpread } from '../../src/report/compare/evidence.js';
import { runPairP } from '../../src/report/compare/run-pair.js';
import type { RunSummary } from '../../src/report/run-summary.js';
import { normalQuantile } from '../../src/statistics/normal.js';
import { createRandom } from '../../src/statistics/random.js';
import { summaryOf } from './history-fixture.js';

const primaryMetrics = (): readonly string[] => ['ttft'];

/** A run whose only case has this median, beside programs that used this share of the CPU. */
function runWith(median: number, otherCpuShare?: number): RunSummary {
  const summary = summaryOf('20260101-000000-aaaa');
  const [first] = summary.cases;
  if (first?.metrics['ttft'] === undefined) throw new Error('the fixture has a case');
  const metrics = { ...first.metrics, ttft: { ...first.metrics['ttft'], p50: median } };
  const { otherCpuShare: _, ...rest } = first;
  const share = otherCpuShare === undefined ? {} : { otherCpuShare };
  return { ...summary, cases: [{ ...rest, metrics, ...share }] };
}

const spreadOf = (summaries: readonly RunSummary[]): RunSpread | undefined => {
  const [subject] = summaries[0]?.cases ?? [];
  if (subject === undefined) throw new Error('a run has a case');
  return runSpreads([{ target: 'model', summaries }], primaryMetrics)[caseMetricKey(subject, 'ttft')];
};

const runsWith = (medians: readonly number[], otherCpuShare?: number): RunSummary[] =>
  medians.map((median) => runWith(median, otherCpuShare));

/** Standard deviation of the logarithms of five runs of which two lie a factor above the others: √(n₁n₂ / n(n−1)) of it. */
const twoOfFive = (factor: number): number => Math.sqrt((3 * 2) / (5 * 4)) * Math.log(factor);

describe('runSpreads', () => {
  it('is the standard deviation of the logarithms of the runs’ medians', () => {
    const spread = spreadOf(runsWith([100, 102, 100, 102, 100]));
    expect(spread?.deviation).toBeCloseTo(twoOfFive(1.02), 12);
    expect(spread?.freedom).toBe(4);
  });

  it('needs five runs', () => {
    expect(spreadOf(runsWith([100, 102, 100, 102]))).toBeUndefined();
  });

  it('does not let one lasting step among the runs hide itself', () => {
    const level = [100, 101, 100, 101, 100, 101, 100, 101, 100];
    const stepped = [...level, ...level.map((median) => median * 1.2)];
    // Each level has five runs below and four above: 2 · (5 · 4 / 9) · ln² 1.01, with 18 − 2 degrees of freedom.
    const spread = spreadOf(runsWith(stepped));
    expect(spread?.deviation).toBeCloseTo(Math.sqrt(((2 * 5 * 4) / 9 / 16) * Math.log(1.01) ** 2), 12);
    expect(spread?.freedom).toBe(16);
    // The newest run alone may be such a step.
    expect(spreadOf(runsWith([...level, 120]))?.freedom).toBe(8);
  });

  it('counts what goes up and down again', () => {
    const level = [100, 101, 100, 101, 100, 101];
    const slow = level.map((median) => median * 1.2);
    const spread = spreadOf(runsWith([...level, ...slow, ...level, ...slow]));
    expect(spread?.freedom).toBe(23);
    expect(spread?.deviation).toBeGreaterThan(0.09);
  });

  it('takes no step for one in too few runs', () => {
    expect(spreadOf(runsWith([100, 100.1, 100, 100.1, 150, 150.1, 150]))?.freedom).toBe(6);
  });

  it('leaves out runs during which other programs used the machine', () => {
    const quiet = runsWith([100, 102, 100, 102, 100], 0.05);
    const [first, ...others] = quiet;
    if (first === undefined) throw new Error('there are quiet runs');
    expect(spreadOf([first, runWith(300, 0.5), ...others])).toEqual(spreadOf(quiet));
  });

  it('looks at the newest forty quiet runs', () => {
    const recent = runsWith(Array.from({ length: 40 }, (_, index) => 100 + (index % 2)));
    expect(spreadOf([...runsWith([100, 200, 100, 200]), ...recent])).toEqual(spreadOf(recent));
  });

  it('goes by all runs of a machine that is never quiet', () => {
    expect(spreadOf(runsWith([100, 102, 100, 102, 100], 0.6))?.deviation).toBeCloseTo(twoOfFive(1.02), 12);
  });

  it('joins the runs of both sides, and no difference between them', () => {
    const histories = [
      [100, 102, 100],
      [500, 510, 500],
    ].map((medians) => ({ target: 'model', summaries: runsWith(medians) }));
    const [spread] = Object.values(runSpreads(histories, primaryMetrics));
    // Each side: (2 · 1 / 3) · ln² 1.02, with two degrees of freedom.
    expect(spread?.deviation).toBeCloseTo(Math.sqrt(((2 * 2) / 3 / 4) * Math.log(1.02) ** 2), 12);
    expect(spread?.freedom).toBe(4);
  });

  it.each([5, 8, 20, 40])('lets 1 in 100 pairs of equal runs through at p ≤ 0.01, from %d kept runs', (runs) => {
    const random = createRandom(runs);
    const normal = (): number => normalQuantile((random.nextUint32() + 0.5) / 2 ** 32);
    const trials = 20_000;
    let exceeded = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const { squares, freedom } = scatterOf(Array.from({ length: runs }, normal));
      const ratio = Math.exp(0.01 * (normal() - normal()));
      if (runPairP(ratio, { deviation: 0.01 * Math.sqrt(squares / freedom), freedom }) <= 0.01) exceeded += 1;
    }
    // Standard error 0.0007; the steps that chance makes add a little.
    expect(exceeded / trials).toBeLessThan(0.0125);
    expect(exceeded / trials).toBeGreaterThan(0.0075);
  });
});
