import { describe, expect, it } from 'vitest';
import { goodputMetrics, serviceLevelsOf } from '../../src/metrics/goodput.js';
import { record, sample, span } from './sample-fixture.js';

const good = span(0, 1_000, { metrics: { ttft: 100, tpot: 10 } });
const late = span(0, 1_000, { metrics: { ttft: 300, tpot: 10 } });
const slow = span(0, 1_000, { metrics: { ttft: 100, tpot: 60 } });
const failed = span(0, 1_000, { outcome: { status: 'failed', class: 'connect', message: 'refused' } });
const levels = { ttftMs: 200, tpotMs: 50 };

describe('goodputMetrics', () => {
  it('counts a request only when it meets every level, over all attempted', () => {
    // 1 good of 4 in one window of 1 s: 1 / 1 s and 1 / 4.
    expect(goodputMetrics([sample([good, late, slow, failed])], levels)).toEqual({ goodput: 1, goodFraction: 0.25 });
  });

  it('divides by the windows of all iterations', () => {
    // 2 good in 1 s + 3 s.
    const samples = [sample([good]), sample([span(0, 3_000, { metrics: { ttft: 100, tpot: 10 } })])];
    expect(goodputMetrics(samples, levels)).toEqual({ goodput: 0.5, goodFraction: 1 });
  });

  it('takes a value on the bound as good', () => {
    const exact = span(0, 1_000, { metrics: { ttft: 200, tpot: 50 } });
    expect(goodputMetrics([sample([exact])], levels)).toMatchObject({ goodFraction: 1 });
  });

  it('asks an answer of a single event for no pace', () => {
    const single = record({
      counts: { promptTokens: 10, outputTokens: 1, firstEventTokens: 1, source: 'server' },
      metrics: { ttft: 100 },
    });
    expect(goodputMetrics([sample([single])], levels)).toMatchObject({ goodFraction: 1 });
  });

  it('says nothing without a level', () => {
    expect(goodputMetrics([sample([good])], serviceLevelsOf({ slots: 4 }))).toEqual({});
  });

  it('reads the levels out of the parameters', () => {
    expect(serviceLevelsOf({ sloTtftMs: 200, sloTpotMs: 50, slots: 1 })).toEqual(levels);
  });
});
