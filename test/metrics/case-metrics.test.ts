import { describe, expect, it } from 'vitest';
import { computeCaseMetrics } from '../../src/metrics/case-metrics.js';
import type { RequestRecord, Sample } from '../../src/protocol/sample.js';

function request(sendMs: number, lastTokenMs: number, outputTokens: number): RequestRecord {
  return {
    outcome: { status: 'ok' },
    stamps: { scheduledMs: sendMs, sendMs, firstTokenMs: sendMs + 1, lastTokenMs, endMs: lastTokenMs },
    counts: { promptTokens: 10, outputTokens, firstEventTokens: 1, source: 'server' },
    finish: 'length',
    metrics: {},
    series: {},
    labels: [],
  };
}

function sample(requests: readonly RequestRecord[]): Sample {
  return {
    iteration: 0,
    phase: 'measure',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 0,
    requests,
    metrics: {},
    labels: [],
  };
}

describe('computeCaseMetrics', () => {
  it('divides all tokens by all time, not rate by rate', () => {
    // 30 tokens in 100 ms and 10 tokens in 300 ms: 40 / 0.4 s = 100 tok/s, where the mean of the rates would be 166.7.
    const metrics = computeCaseMetrics([sample([request(0, 100, 30)]), sample([request(50, 350, 10)])]);
    expect(metrics).toEqual({ outTps: 100, reqTps: 5, errorRate: 0 });
  });

  it('takes the window of concurrent requests from the first start to the last token', () => {
    const metrics = computeCaseMetrics([sample([request(0, 100, 30), request(20, 200, 30)])]);
    expect(metrics.outTps).toBe(300); // 60 / 0.2 s
  });

  it('keeps failures in the denominators', () => {
    const failed: RequestRecord = {
      ...request(0, 0, 0),
      outcome: { status: 'failed', class: 'connect', message: 'refused' },
      stamps: { scheduledMs: 0, sendMs: 0, endMs: 100 },
    };
    const metrics = computeCaseMetrics([sample([request(0, 100, 20)]), sample([failed])]);
    expect(metrics).toEqual({ outTps: 100, reqTps: 5, errorRate: 0.5 }); // 20 / 0.2 s
  });

  it('says nothing where nothing was measured', () => {
    expect(computeCaseMetrics([])).toEqual({});
  });
});
