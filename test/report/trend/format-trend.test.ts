import { describe, expect, it } from 'vitest';
import { mannKendall } from '../../../src/statistics/mann-kendall.js';
import { slopeText, trendDirection } from '../../../src/report/trend/format-trend.js';
import type { TrendSeries } from '../../../src/report/trend/build-trend.js';

const seriesOf = (values: readonly number[], share: number): TrendSeries => ({
  target: 'model',
  benchmark: 'latency',
  parameters: {},
  metric: 'e2el',
  unit: 'ms',
  better: 'lower',
  points: values.map((value, index) => ({ runId: String(index), atMs: index, value, changes: [] })),
  slope: { share, per: 'run', p: mannKendall(values), line: { first: values.at(0) ?? 0, last: values.at(-1) ?? 0 } },
});

describe('slopeText', () => {
  it('calls nothing better or worse that chance would do as well', () => {
    const noisy = seriesOf([9.6, 30.9, 22.1, 25], 0.27);
    expect(trendDirection(noisy)).toBe('unclear');
    expect(slopeText(noisy)).toBe('+27 % a run, but no clear trend (p = 0.750)');
  });

  it('says better or worse where the runs line up', () => {
    expect(slopeText(seriesOf([10, 11, 12, 13, 14, 15], 0.08))).toBe('+8 % a run, worse');
    expect(slopeText(seriesOf([15, 14, 13, 12, 11, 10], -0.08))).toBe('−8 % a run, better');
  });

  it('calls a slope of almost nothing level, however sure it is', () => {
    expect(slopeText(seriesOf([10, 10.001, 10.002, 10.003, 10.004, 10.005], 0.0001))).toBe('level');
  });
});
