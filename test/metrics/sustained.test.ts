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

  it('says nothing of fewer than six rates', () => {
    expect(sustainedMetrics([rates(1, 2, 3, 4, 5)])).toEqual({});
  });
});
