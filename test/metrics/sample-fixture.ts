import type { RequestRecord, Sample } from '../../src/protocol/sample.js';

/** A good request of 10 prompt tokens with what a test says about it. */
export function record(changes: Partial<RequestRecord> = {}): RequestRecord {
  return {
    outcome: { status: 'ok' },
    stamps: { scheduledMs: 0, sendMs: 0, firstTokenMs: 10, lastTokenMs: 100, endMs: 100 },
    counts: { promptTokens: 10, outputTokens: 10, firstEventTokens: 1, source: 'server' },
    finish: 'length',
    metrics: {},
    series: {},
    labels: [],
    ...changes,
  };
}

/** A request in flight from one moment to another. */
export function span(sendMs: number, endMs: number, changes: Partial<RequestRecord> = {}): RequestRecord {
  return record({
    stamps: { scheduledMs: sendMs, sendMs, firstTokenMs: sendMs + 1, lastTokenMs: endMs, endMs },
    ...changes,
  });
}

/** A measured iteration. */
export function sample(requests: readonly RequestRecord[], metrics: Readonly<Record<string, number>> = {}): Sample {
  return {
    iteration: 0,
    phase: 'measure',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 0,
    requests,
    metrics,
    labels: [],
  };
}
