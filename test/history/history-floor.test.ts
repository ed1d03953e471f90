import { describe, expect, it } from 'vitest';
import { detectableStep, historyFloors } from '../../src/history/history-floor.js';
import { caseMetricKey } from '../../src/report/compare/compare-runs.js';
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

const floorOf = (summaries: readonly RunSummary[]): number | undefined => {
  const [subject] = summaries[0]?.cases ?? [];
  if (subject === undefined) throw new Error('a run has a case');
  return historyFloors([{ target: 'model', summaries }], primaryMetrics)[caseMetricKey(subject, 'ttft')];
};

describe('historyFloors', () => {
  it('is half of what successive runs may differ by: 6.31 times their root mean square for four differences', () => {
    // Each step is a factor of 1.02, up and down.
    const floor = floorOf([100, 102, 100, 102, 100].map((median) => runWith(median)));
    expect(2 * (floor ?? 0)).toBeCloseTo(1.02 ** 6.31 - 1, 12);
  });

  it('needs five runs', () => {
    expect(floorOf([100, 102, 100, 102].map((median) => runWith(median)))).toBeUndefined();
  });

  it('does not let one step among the runs hide itself', () => {
    const level = [100, 101, 100, 101, 100, 101, 100, 101, 100];
    const stepped = [...level.slice(0, 5), ...level.slice(5).map((median) => median * 1.5)];
    // Eight differences of ln 1.01 but one; without the largest the rest are what they were: 1.01^5.55.
    expect(2 * (floorOf(stepped.map((median) => runWith(median))) ?? 0)).toBeCloseTo(1.01 ** 5.55 - 1, 12);
  });

  it('leaves out runs during which other programs used the machine', () => {
    const quiet = [100, 102, 100, 102, 100].map((median) => runWith(median, 0.05));
    const disturbed = runWith(300, 0.5);
    const [first, ...others] = quiet;
    if (first === undefined) throw new Error('there are quiet runs');
    expect(floorOf([first, disturbed, ...others])).toBe(floorOf(quiet));
  });

  it('looks at the newest forty quiet runs', () => {
    const old = [100, 200, 100, 200].map((median) => runWith(median));
    const recent = Array.from({ length: 40 }, (_, index) => runWith(100 + (index % 2)));
    expect(floorOf([...old, ...recent])).toBe(floorOf(recent));
  });

  it('goes by all runs of a machine that is never quiet', () => {
    const disturbed = [100, 102, 100, 102, 100].map((median) => runWith(median, 0.6));
    expect(2 * (floorOf(disturbed) ?? 0)).toBeCloseTo(1.02 ** 6.31 - 1, 12);
  });

  it('joins the runs of both sides, and no difference between them', () => {
    const summaries = [100, 102, 100].map((median) => runWith(median));
    const other = [500, 510, 500].map((median) => runWith(median));
    const floors = historyFloors(
      [
        { target: 'model', summaries },
        { target: 'model', summaries: other },
      ],
      primaryMetrics,
    );
    expect(2 * (Object.values(floors)[0] ?? 0)).toBeCloseTo(1.02 ** 6.31 - 1, 12);
  });
});

describe('detectableStep', () => {
  it.each([4, 7, 8, 11, 19, 39])('is exceeded by 5 in 1000 pairs of equal runs, with %d differences', (differences) => {
    const random = createRandom(differences);
    const normal = (): number => normalQuantile((random.nextUint32() + 0.5) / 2 ** 32);
    const trials = 20_000;
    let exceeded = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const runs = Array.from({ length: differences + 1 }, normal);
      const steps = runs.slice(1).map((run, index) => run - (runs[index] ?? 0));
      if (Math.abs(normal() - normal()) > (detectableStep(steps) ?? 0)) exceeded += 1;
    }
    // Standard error 0.0005; where a row stands for more differences than its own, fewer are exceeded.
    expect(exceeded / trials).toBeLessThan(0.007);
    expect(exceeded / trials).toBeGreaterThan(0.002);
  });
});
