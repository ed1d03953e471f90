import { describe, expect, it } from 'vitest';
import { computeRequestMetrics, type RequestFacts } from '../../src/metrics/request-metrics.js';

/** A request sent at 10 ms, first token at 110 ms, 21 tokens until 510 ms, closed at 515 ms. */
function facts(changes: Partial<RequestFacts> = {}): RequestFacts {
  return {
    outcome: { status: 'ok' },
    stamps: {
      scheduledMs: 8,
      sendMs: 10,
      firstEventMs: 60,
      firstTokenMs: 110,
      firstAnswerMs: 210,
      lastTokenMs: 510,
      endMs: 515,
    },
    counts: {
      promptTokens: 200,
      cachedPromptTokens: 0,
      outputTokens: 21,
      firstEventTokens: 1,
      requestedOutputTokens: 21,
      requestedPromptTokens: 200,
      source: 'server',
    },
    cold: true,
    engine: { prefillTokens: 200, prefillMs: 80, decodeTokens: 20, decodeMs: 390 },
    cpuMs: 450,
    ...changes,
  };
}

describe('computeRequestMetrics', () => {
  it('follows the formulas', () => {
    const { metrics, labels } = computeRequestMetrics(facts());
    expect(labels).toEqual([]);
    expect(metrics).toEqual({
      queueMs: 2, // 10 − 8
      ttfr: 50, // 60 − 10
      ttft: 100, // 110 − 10
      ttfo: 200, // 210 − 10
      e2el: 500, // 510 − 10
      tailMs: 5, // 515 − 510
      tpot: 20, // 400 / (21 − 1)
      decodeTps: 50, // 20 / 0.4 s
      decodeTpsServer: (20 / 390) * 1_000,
      prefillTps: 2_000, // 200 / 0.1 s
      prefillTpsServer: 2_500, // 200 / 0.08 s
      e2eTps: 42, // 21 / 0.5 s
      cacheHit: 0,
      lenFidelity: 1,
      promptFidelity: 1,
      cpuMs: 450,
    });
  });

  it('counts the tokens of the first event out of the decode rate', () => {
    const counts = { ...facts().counts, firstEventTokens: 5 };
    expect(computeRequestMetrics(facts({ counts })).metrics.tpot).toBe(25); // 400 / (21 − 5)
  });

  it('shows no prefill rate of a prompt that came out of a cache, and labels it', () => {
    const counts = { ...facts().counts, cachedPromptTokens: 9 };
    const { metrics, labels } = computeRequestMetrics(facts({ counts }));
    expect(labels).toEqual(['cache-contaminated']); // 9 > max(8, 2)
    expect(metrics.prefillTps).toBeUndefined();
    expect(computeRequestMetrics(facts({ counts, cold: false })).labels).toEqual([]);
  });

  it('shows no decode rate of a short answer', () => {
    const counts = { ...facts().counts, outputTokens: 18 }; // below 90 % of 21
    const { metrics, labels } = computeRequestMetrics(facts({ counts }));
    expect(labels).toEqual(['short']);
    expect(metrics).not.toHaveProperty('decodeTps');
    expect(metrics).not.toHaveProperty('tpot');
    expect(metrics.ttft).toBe(100);
  });

  it('labels a prompt that the backend cut', () => {
    const counts = { ...facts().counts, promptTokens: 100 };
    expect(computeRequestMetrics(facts({ counts })).labels).toEqual(['truncated']);
  });

  it('shows no decode rate over an interval too short for a clock', () => {
    const stamps = { ...facts().stamps, lastTokenMs: 150 }; // 40 ms
    expect(computeRequestMetrics(facts({ stamps })).metrics).not.toHaveProperty('decodeTps');
  });

  it('gives a failed request no metrics', () => {
    const outcome = { status: 'failed', class: 'timeout-idle', message: 'silent' } as const;
    expect(computeRequestMetrics(facts({ outcome }))).toEqual({ metrics: {}, labels: [] });
  });

  it('leaves out what has no token at all', () => {
    const { firstTokenMs: _first, firstAnswerMs: _answer, lastTokenMs: _last, ...stamps } = facts().stamps;
    const counts = { ...facts().counts, outputTokens: 0 };
    const { metrics } = computeRequestMetrics(facts({ stamps, counts }));
    expect(Object.keys(metrics).sort()).toEqual([
      'cacheHit',
      'cpuMs',
      'lenFidelity',
      'prefillTpsServer',
      'promptFidelity',
      'queueMs',
      'ttfr',
    ]);
  });
});
