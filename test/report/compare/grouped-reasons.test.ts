import { describe, expect, it } from 'vitest';
import { compareSides } from '../../../src/report/compare/compare-runs.js';
import { groupedReasons } from '../../../src/report/compare/grouped-reasons.js';
import { evenly, sideWithTtft } from './side-fixture.js';

const rowsOf = (...metrics: readonly string[]) =>
  compareSides(sideWithTtft(...evenly(98, 102, 10)), sideWithTtft(...evenly(148, 152, 10)), {
    primaryMetrics: () => metrics,
  }).rows;

describe('groupedReasons', () => {
  it('says a reason that several metrics share once, with the name of each', () => {
    expect(groupedReasons(rowsOf('ttft', 'e2el'))).toEqual([
      'Worse by at least the threshold of 3 %, and no chance (p < 0.001): latency 100 → 17 tokens (ttft, e2el).',
    ]);
  });

  it('says a reason of one metric with both medians', () => {
    const [reason, ...others] = groupedReasons(rowsOf('ttft'));
    expect(others).toEqual([]);
    expect(reason).toMatch(/^latency 100 → 17 tokens: ttft went from 100 ms to 150 ms \(\+50 %.*: worse by at least/);
  });
});
