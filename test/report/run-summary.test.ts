import { describe, expect, it } from 'vitest';
import { readCases } from '../../src/report/case-reading.js';
import { computeIntervals } from '../../src/report/intervals.js';
import { summariseRun } from '../../src/report/run-summary.js';
import {
  caseOf,
  completedState,
  failedRequest,
  failedState,
  record,
  request,
  sample,
  samplesWithTtft,
  sitting,
} from './record-fixture.js';

describe('summariseRun', () => {
  it('aggregates each metric over the measured requests and leaves the warm-up out', () => {
    const summary = summariseRun(record([caseOf({ samples: samplesWithTtft(100, 200, 300) })]), new Map());
    const [first] = summary.cases;
    // Mean (100 + 200 + 300) / 3; deviations 100, 0, 100 give sd √(20 000 / 2) = 100 and MAD 100; p95 = 200 + 0.9 × 100.
    expect(first?.metrics['ttft']).toMatchObject({
      n: 3,
      mean: 200,
      sd: 100,
      min: 100,
      max: 300,
      p50: 200,
      mad: 100,
      unit: 'ms',
      better: 'lower',
      outliers: 0,
    });
    expect(first?.metrics['ttft']?.p95).toBeCloseTo(290);
    expect(first?.metrics['ttft']?.coarse).toEqual(['p95', 'p99']);
    // 16 tokens behind the first in 160 ms.
    expect(first?.metrics['decodeTps']?.p50).toBeCloseTo(100);
    expect(first?.iterations).toEqual({ measured: 3, planned: 3 });
  });

  it('keeps rates over the case apart from medians of requests', () => {
    const [first] = summariseRun(record([caseOf({ samples: samplesWithTtft(100, 200, 300) })]), new Map()).cases;
    // 3 × 17 tokens in 260 + 360 + 460 = 1080 ms.
    expect(first?.caseMetrics['outTps']?.value).toBeCloseTo(51 / 1.08);
    expect(first?.caseMetrics['reqTps']?.value).toBeCloseTo(3 / 1.08);
    expect(first?.caseMetrics['rssPeak']).toEqual({ unit: 'bytes', better: 'lower', value: 512 * 2 ** 20 });
    expect(first?.caseMetrics['loadMs']?.value).toBe(321);
    expect(first?.metrics).not.toHaveProperty('outTps');
  });

  it('judges by the service levels of the configuration where the parameters name none', () => {
    const plain = caseOf({ samples: samplesWithTtft(100, 200, 300) });
    const subject = { ...plain, planned: { ...plain.planned, serviceLevels: { ttftMs: 200 } } };
    const [first] = summariseRun(record([subject]), new Map()).cases;
    // The requests with 100 and 200 ms of three are good; they take 260 + 360 + 460 = 1080 ms together.
    expect(first?.caseMetrics['goodFraction']?.value).toBeCloseTo(2 / 3);
    expect(first?.caseMetrics['goodput']?.value).toBeCloseTo(2 / 1.08);
    expect(first?.serviceLevels).toEqual({ ttftMs: 200 });
    expect(summariseRun(record([plain]), new Map()).cases[0]?.caseMetrics).not.toHaveProperty('goodput');
  });

  it('counts failed requests by class and keeps them in the denominator', () => {
    const samples = [
      sample(0, [request(100)]),
      sample(1, [failedRequest()]),
      sample(2, [request(100)]),
      sample(3, [failedRequest()]),
    ];
    const [first] = summariseRun(record([caseOf({ samples })]), new Map()).cases;
    expect(first?.errors).toEqual({ attempted: 4, failed: 2, byClass: { 'http-5xx': 2 } });
    expect(first?.caseMetrics['errorRate']?.value).toBe(0.5);
    expect(first?.metrics['ttft']?.n).toBe(2);
  });

  it('takes requests with a contaminated cache out of everything that contains the prefill', () => {
    const samples = [sample(0, [request(100)]), sample(1, [request(5, { cached: 90 })])];
    const [first] = summariseRun(record([caseOf({ samples })]), new Map()).cases;
    expect(first?.labels).toEqual({ 'cache-contaminated': 1 });
    for (const id of ['ttft', 'e2el', 'prefillTps', 'e2eTps']) expect(first?.metrics[id]?.n, id).toBe(1);
    expect(first?.metrics['decodeTps']?.n).toBe(2);
  });

  it('summarises metrics of the iteration beside those of requests', () => {
    const samples = [10, 30].map((rssAfter, index) => ({ ...sample(index, [request(100)]), metrics: { rssAfter } }));
    const [first] = summariseRun(record([caseOf({ samples })]), new Map()).cases;
    expect(first?.metrics['rssAfter']).toMatchObject({ n: 2, p50: 20, unit: 'bytes' });
  });

  it('counts every case once, a damaged one as outstanding', () => {
    const cases = [
      caseOf({ samples: samplesWithTtft(100) }),
      caseOf({ state: failedState('gone') }),
      caseOf({ state: { status: 'planned', take: 0 }, iterations: 3 }),
      caseOf({ samples: samplesWithTtft(100), state: completedState(2), complete: false }),
    ];
    const summary = summariseRun(record(cases), new Map());
    expect(summary.counts).toEqual({
      completed: 1,
      failed: 1,
      timedOut: 0,
      skipped: 0,
      interrupted: 0,
      outstanding: 2,
    });
    expect(summary.cases[3]).toMatchObject({ status: 'damaged', reason: { code: 'damaged' } });
    expect(summary.cases[1]).toMatchObject({ status: 'failed', reason: { message: 'gone' }, attempts: 1 });
  });

  it('adds up the sittings without the time between them', () => {
    const generations = [sitting(1), sitting(2, undefined, '2026-01-01T10:00:00.000Z')];
    const state = { status: 'completed', endedAt: '2026-01-01T10:00:05.000Z' } as const;
    const summary = summariseRun(
      record([caseOf({ samples: samplesWithTtft(100) })], { generations, state }),
      new Map(),
    );
    // The case ended 20 s into the first sitting, and the second took 5 s.
    expect(summary.durationMs).toBe(25_000);
  });

  it('says of an unfinished run what it can', () => {
    const summary = summariseRun(
      record([caseOf({ state: { status: 'planned', take: 0 } })], { state: { status: 'running' }, targets: [] }),
      new Map(),
    );
    expect(summary).toMatchObject({ status: 'running', durationMs: 0, targets: [{ name: 'model' }] });
    expect(summary).not.toHaveProperty('endedAt');
    expect(summary.cases[0]?.metrics).toEqual({});
  });
});

describe('computeIntervals', () => {
  const run = record([
    caseOf({ samples: samplesWithTtft(100, 110, 120, 130, 140) }),
    caseOf({ samples: samplesWithTtft(100) }),
  ]);

  it('gives every metric with two values an interval around its median, the same for the same seed', async () => {
    const once = await computeIntervals(readCases(run), 42);
    const interval = once.get('case-0')?.get('ttft');
    expect(interval?.level).toBe(0.95);
    expect(interval?.low).toBeGreaterThanOrEqual(100);
    expect(interval?.low).toBeLessThanOrEqual(120);
    expect(interval?.high).toBeGreaterThanOrEqual(120);
    expect(interval?.high).toBeLessThanOrEqual(140);
    expect(await computeIntervals(readCases(run), 42)).toEqual(once);
  });

  it('gives none to a single value', async () => {
    expect((await computeIntervals(readCases(run), 42)).has('case-1')).toBe(false);
  });

  it('puts the interval beside its median in the summary', async () => {
    const intervals = await computeIntervals(readCases(run), 42);
    expect(summariseRun(run, intervals).cases[0]?.metrics['ttft']?.interval).toEqual(
      intervals.get('case-0')?.get('ttft'),
    );
  });
});
