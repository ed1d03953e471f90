import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannKendall } from '../../../src/statistics/mann-kendall.js';
import { formatTrend, slopeText, trendDirection } from '../../../src/report/trend/format-trend.js';
import type { TrendSeries } from '../../../src/report/trend/build-trend.js';
import { barOf, sparkline } from '../../../src/report/trend/sparkline.js';
import { lastStepForWorse } from '../../../src/report/trend/turning-points.js';

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

/** The series with a step at one of its runs. */
function stepping(series: TrendSeries, at: number, step: { before: number; after: number }): TrendSeries {
  return { ...series, points: series.points.map((point, index) => (index === at ? { ...point, step } : point)) };
}

describe('formatTrend', () => {
  const series = stepping(seriesOf([100, 100, 100, 110, 110, 110], 0.02), 3, { before: 100, after: 110 });

  it('says what the bars stand for, and marks the run at which the values stepped', () => {
    const lines = formatTrend([series], { width: 80, color: false }).split('\n');
    expect(lines.slice(1, 3)).toEqual(['  ▁▁▁███  100 – 110 ms', '     ▲']);
  });

  it('shows every run of a series that fits, and no line wider than the terminal otherwise', () => {
    const long = seriesOf(
      Array.from({ length: 60 }, (_, index) => 100 + index),
      0.01,
    );
    expect(formatTrend([long], { width: 80, color: false }).match(/[▁▂▃▄▅▆▇█]/g)).toHaveLength(60);
    const narrow = formatTrend([stepping(long, 59, { before: 1, after: 2 })], { width: 30, color: false }).split('\n');
    for (const line of narrow) expect(line.length).toBeLessThanOrEqual(30);
    expect(narrow[2]).toBe(`${' '.repeat(29)}▲`);
  });
});

describe('barOf', () => {
  it('is the bar that a run went into', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 80 }), (count, width) => {
        const bars = Math.min(count, width);
        const places = Array.from({ length: count }, (_, index) => barOf(index, count, width));
        expect(new Set(places).size).toBe(bars);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect([places[0], places.at(-1)]).toEqual([0, bars - 1]);
      }),
    );
    // One value apart from the others stands out in its bar.
    const values = [0, 0, 0, 0, 9, 9];
    expect(sparkline(values, 3)[barOf(4, 6, 3)]).toBe('█');
  });
});

describe('lastStepForWorse', () => {
  const values = [100, 100, 110, 110];

  it('is the last step where the values got worse and stayed so', () => {
    const up = stepping(seriesOf(values, 0), 2, { before: 100, after: 110 });
    expect(lastStepForWorse(up)?.runId).toBe('2');
    expect(lastStepForWorse({ ...up, better: 'higher' })).toBeUndefined();
    expect(lastStepForWorse(stepping(up, 3, { before: 110, after: 90 }))).toBeUndefined();
    expect(lastStepForWorse(seriesOf(values, 0))).toBeUndefined();
  });
});
