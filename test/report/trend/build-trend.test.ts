import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../../src/report/run-summary.js';
import { buildTrend } from '../../../src/report/trend/build-trend.js';
import { formatTrend } from '../../../src/report/trend/format-trend.js';
import { sparkline } from '../../../src/report/trend/sparkline.js';
import { displayWidth } from '../../../src/report/wrap-text.js';
import { summaryOf } from '../../history/history-fixture.js';
import { summariseRun } from '../../../src/report/run-summary.js';
import { gradedCase, verdict } from '../graded/graded-fixture.js';
import { record } from '../record-fixture.js';

const primaryMetrics = (): readonly string[] => ['ttft'];

/** A run on the given day of January with this median time to first token. */
function dayRun(day: number, ttft: number, changes: Partial<RunSummary> = {}): RunSummary {
  const date = String(day).padStart(2, '0');
  const summary = summaryOf(`202601${date}-000000-aaaa`, { createdAt: `2026-01-${date}T00:00:00.000Z`, ...changes });
  const [first] = summary.cases;
  const metric = first?.metrics['ttft'];
  if (first === undefined || metric === undefined) throw new Error('the fixture has a case');
  return { ...summary, cases: [{ ...first, metrics: { ttft: { ...metric, p50: ttft } } }] };
}

describe('buildTrend', () => {
  it('follows the first primary metric of each case with the slope per day', () => {
    const [series] = buildTrend([dayRun(1, 100), dayRun(2, 102), dayRun(3, 104)], { primaryMetrics });
    expect(series).toMatchObject({ benchmark: 'latency', metric: 'ttft', unit: 'ms', better: 'lower' });
    expect(series?.points.map(({ value }) => value)).toEqual([100, 102, 104]);
    // 2 ms a day of a median of 102 ms.
    expect(series?.slope?.share).toBeCloseTo(2 / 102, 12);
    expect(series?.slope?.per).toBe('day');
  });

  it('marks the run before which something changed', () => {
    const environment = { ...dayRun(1, 1).environment };
    const other = { ...environment, cpu: { ...environment.cpu, model: 'Other CPU' } };
    const runs = [
      dayRun(1, 100),
      dayRun(2, 100),
      dayRun(3, 50, { environment: other }),
      dayRun(4, 50, { environment: other }),
    ];
    const [series] = buildTrend(runs, { primaryMetrics });
    expect(series?.points.map(({ changes }) => changes.map(({ id }) => id))).toEqual([[], [], ['cpu'], []]);
    const text = formatTrend(series === undefined ? [] : [series], { width: 80, color: false });
    expect(text).toContain('▲ 20260103-000000-aaaa: CPU: Example CPU 9000 → Other CPU');
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  it('tells a step of the values, with what changed at that run or that nothing did', () => {
    const environment = { ...dayRun(1, 1).environment };
    const other = { ...environment, cpu: { ...environment.cpu, model: 'Other CPU' } };
    // Ten runs around 50 ms, ten around 66 ms.
    const values = Array.from({ length: 20 }, (_, index) => (index < 10 ? 50 : 66) + (index % 3) * 0.1);
    const runs = values.map((value, index) => dayRun(index + 1, value));
    const textOf = (summaries: readonly RunSummary[]) =>
      formatTrend(buildTrend(summaries, { primaryMetrics }), { width: 200, color: false });
    expect(textOf(runs)).toContain(
      '▲ 20260111-000000-aaaa: a step from 50.1 ms to 66.1 ms (+32 %); nothing that is recorded changed with it',
    );
    const changed = values.map((value, index) => dayRun(index + 1, value, index < 10 ? {} : { environment: other }));
    expect(textOf(changed)).toContain(
      '▲ 20260111-000000-aaaa: a step from 50.1 ms to 66.1 ms (+32 %), with CPU: Example CPU 9000 → Other CPU',
    );
  });

  it('takes another metric where it is asked for, and leaves out cases without it', () => {
    expect(buildTrend([dayRun(1, 1)], { primaryMetrics, metric: 'rssPeak' })[0]?.points[0]?.value).toBe(512 * 2 ** 20);
    expect(buildTrend([dayRun(1, 1)], { primaryMetrics, metric: 'specAccept' })).toEqual([]);
    expect(buildTrend([dayRun(1, 1)], { primaryMetrics, model: 'other' })).toEqual([]);
  });
});

describe('buildTrend of graded benchmarks', () => {
  it('follows their rates as wholes, and no single item', () => {
    const judged = (date: number, passes: number) => {
      const cases = [0, 1, 2, 3].map((item) =>
        gradedCase(`i${item}`, [verdict(item < passes ? 'pass' : 'wrong-answer')], { mode: 'native' }),
      );
      return { ...summariseRun(record(cases), new Map()), createdAt: `2026-01-0${date}T00:00:00.000Z` };
    };
    const series = buildTrend([judged(1, 2), judged(2, 3)], { primaryMetrics });
    expect(series).toHaveLength(1);
    expect(series[0]).toMatchObject({ benchmark: 'quality', parameters: { mode: 'native' }, metric: 'passRate' });
    expect(series[0]?.points.map(({ value }) => value)).toEqual([0.5, 0.75]);
  });
});

describe('sparkline', () => {
  it('goes from the lowest to the highest value', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([5, 5], 8)).toBe('▄▄');
    expect(sparkline([], 8)).toBe('');
  });

  it('thins many values to the medians of neighbours', () => {
    expect(sparkline([1, 1, 9, 2, 2, 2], 2)).toBe('▁█');
  });
});
