import { describe, expect, it } from 'vitest';
import { sustainedMetrics } from '../../src/metrics/sustained.js';
import { record, sample } from './sample-fixture.js';

const rates = (...values: number[]) => sample(values.map((decodeTps) => record({ metrics: { decodeTps } })));

describe('sustainedMetrics', () => {
  it('divides the median rate of the last third by that of the first, across iterations', () => {
    // First third 100 110 120, last 80 90 100: 90 / 110.
    const metrics = sustainedMetrics([rates(100, 120, 110, 999), rates(1, 50), rates(80, 100, 90)]);
    expect(metrics.sustained).toBeCloseTo(90 / 110, 12);
  });

  it('leaves out requests without a valid rate', () => {
    const metrics = sustainedMetrics([rates(100, 100), sample([record()]), rates(70, 70, 50, 50)]);
    expect(metrics).toEqual({ sustained: 0.5 });
  });

  it('divides the CPU in use of the last third by that of the first', () => {
    const used = (cpuMs: number) => record({ metrics: { decodeTps: 10, cpuMs, e2el: 1_000 } });
    // 2,000 ms of CPU in 2,000 ms, then 1,500 ms in 2,000 ms.
    const metrics = sustainedMetrics([
      sample([used(900), used(1_100)]),
      sample([used(1), used(1)]),
      sample([used(700), used(800)]),
    ]);
    expect(metrics).toEqual({ sustained: 1, sustainedCpu: 0.75 });
  });

  it('says nothing about the CPU where it is unknown, or all rounding', () => {
    const used = (cpuMs: number | undefined) =>
      record({ metrics: { decodeTps: 10, e2el: 1_000, ...(cpuMs === undefined ? {} : { cpuMs }) } });
    const six = (cpuMs: number | undefined) => sample([1, 2, 3, 4, 5, 6].map(() => used(cpuMs)));
    expect(sustainedMetrics([six(undefined)])).toEqual({ sustained: 1 });
    expect(sustainedMetrics([six(10)])).toEqual({ sustained: 1 });
  });

  it('says nothing of fewer than six rates', () => {
    expect(sustainedMetrics([rates(1, 2, 3, 4, 5)])).toEqual({});
  });
});
