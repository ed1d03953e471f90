import { describe, expect, it } from 'vitest';
import { gapMetrics, stallMetrics } from '../../src/metrics/stream-gaps.js';
import { record, sample } from './sample-fixture.js';

const stream = (icl: readonly number[]) => record({ series: { icl } });

describe('gapMetrics', () => {
  it('takes quantiles over all gaps and the mean change from gap to gap', () => {
    // Sorted 10 10 20 40: median 15, maximum 40; changes |20−10|, |10−20|, |40−10|: 50 / 3.
    const metrics = gapMetrics([stream([10, 20, 10, 40])]);
    expect(metrics).toMatchObject({ iclP50: 15, iclMax: 40 });
    expect(metrics.jitter).toBeCloseTo(50 / 3, 12);
  });

  it('counts the tokens of a chunk by all of its events', () => {
    // 10 tokens in 4 gaps, which is 5 events.
    expect(gapMetrics([stream([1, 1, 1, 1])])).toMatchObject({ tokensPerChunk: 2, jitter: 0 });
  });

  it('says nothing of answers without gaps', () => {
    expect(gapMetrics([record()])).toEqual({});
  });
});

describe('stallMetrics', () => {
  it('counts gaps that are long both for a reader and for their stream', () => {
    // Median 20: the bound is max(100, 80) = 100, which 101 and 400 are over.
    expect(stallMetrics([sample([stream([20, 20, 100, 20, 101, 400, 20, 20, 20])])])).toEqual({ stalls: 2 });
  });

  it('does not take a slow model for a stalling one', () => {
    // Median 500: the bound is 2,000.
    expect(stallMetrics([sample([stream([500, 500, 1_900, 500])])])).toEqual({ stalls: 0 });
  });

  it('judges every stream by its own pace', () => {
    expect(stallMetrics([sample([stream([500, 500, 500])]), sample([stream([10, 10, 500])])])).toEqual({ stalls: 1 });
  });
});
