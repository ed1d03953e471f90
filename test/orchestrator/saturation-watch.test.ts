import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/journal/run-record.js';
import { SaturationWatch } from '../../src/orchestrator/saturation-watch.js';
import { buildPlan } from '../../src/plan/build-plan.js';
import type { Plan, PlannedCase } from '../../src/plan/plan.js';
import type { RunEvent } from '../../src/protocol/run-events.js';
import type { RequestRecord, Sample } from '../../src/protocol/sample.js';

const SLOTS = [1, 2, 4, 8, 16];

function sweep(changes: { interleaveBlocks?: number; load?: string } = {}): Plan {
  const { interleaveBlocks, load = 'slots' } = changes;
  const target = (name: string) => ({
    name,
    spec: { kind: 'embedded', modelPath: `/${name}`, gpu: false } as const,
    fingerprint: name,
  });
  return buildPlan({
    benchmarks: [
      {
        name: 'busy',
        version: 1,
        question: '?',
        primaryMetrics: [],
        load,
        cases: SLOTS.map((slots) => ({ slots, n: 1 })),
      },
    ],
    suites: [],
    suiteNames: [],
    benchmarkNames: ['busy'],
    targets: [target('a'), target('b')],
    deterministic: false,
    ...(interleaveBlocks === undefined ? {} : { interleaveBlocks }),
  });
}

/** An iteration that wrote 100 tokens in so many milliseconds. */
function sample(windowMs: number, changes: Partial<Sample> = {}): Sample {
  const request: RequestRecord = {
    outcome: { status: 'ok' },
    stamps: { scheduledMs: 0, sendMs: 0, lastTokenMs: windowMs, endMs: windowMs },
    counts: { promptTokens: 1, outputTokens: 100, firstEventTokens: 1, source: 'server' },
    finish: 'length',
    metrics: {},
    series: {},
    labels: [],
  };
  const startedAt = '2026-01-01T00:00:00Z';
  const base = { iteration: 0, phase: 'measure', startedAt, durationMs: windowMs, metrics: {}, labels: [] } as const;
  return { ...base, requests: [request], ...changes };
}

const caseOf = (plan: Plan, slots: number, target = 'a'): PlannedCase => {
  const found = plan.cases.find((each) => each.parameters['slots'] === slots && each.target === target);
  if (found === undefined) throw new Error('no such case');
  return found;
};

/** The load is measured, at a rate of 100 tokens in `windowMs`. */
function measure(watch: SaturationWatch, { ordinal }: PlannedCase, windowMs: number): void {
  const tell = (event: object): void => watch.hear({ ordinal, ...event } as RunEvent);
  tell({ type: 'sample', sample: sample(windowMs) });
  tell({ type: 'case-end', status: 'completed' });
}

describe('the watch over a sweep of loads', () => {
  it('refuses every load beyond the two that no longer raised the rate', () => {
    const plan = sweep();
    const watch = new SaturationWatch(plan, undefined);
    for (const [slots, windowMs] of [
      [1, 1_000],
      [2, 500],
      [4, 490],
      [8, 500],
    ] as const) {
      expect(watch.refusal(caseOf(plan, slots))).toBeUndefined();
      measure(watch, caseOf(plan, slots), windowMs);
    }
    expect(watch.refusal(caseOf(plan, 16))).toMatchObject({
      code: 'saturated',
      message: 'At slots 4 and 8 the total rate no longer rose (204 tok/s at most), so slots 16 was left out.',
    });
    expect(watch.refusal(caseOf(plan, 16, 'b'))).toBeUndefined();
  });

  it('takes a single load that gives no more for a busy moment', () => {
    const plan = sweep();
    const watch = new SaturationWatch(plan, undefined);
    measure(watch, caseOf(plan, 1), 1_000);
    measure(watch, caseOf(plan, 2), 1_000);
    measure(watch, caseOf(plan, 4), 250);
    expect(watch.refusal(caseOf(plan, 8))).toBeUndefined();
  });

  it('goes on while the rate rises by a tenth of what it could', () => {
    const plan = sweep();
    const watch = new SaturationWatch(plan, undefined);
    // Each step could have doubled the rate, and the last one raised it by 12 %.
    measure(watch, caseOf(plan, 1), 1_120);
    measure(watch, caseOf(plan, 2), 1_120);
    measure(watch, caseOf(plan, 4), 1_000);
    expect(watch.refusal(caseOf(plan, 8))).toBeUndefined();
  });

  it('counts neither warm-ups, nor cases without their end, nor failed requests', () => {
    const plan = sweep();
    const watch = new SaturationWatch(plan, undefined);
    measure(watch, caseOf(plan, 1), 1_000);
    measure(watch, caseOf(plan, 2), 1_000);
    const { ordinal } = caseOf(plan, 4);
    const tell = (event: object): void => watch.hear({ ordinal, ...event } as RunEvent);
    tell({ type: 'sample', sample: sample(1, { phase: 'warmup' }) });
    const failed = sample(10).requests.map((request) => ({
      ...request,
      outcome: { status: 'failed', class: 'connect', message: '' } as const,
    }));
    // 100 tokens in a second, and nine times as many that were not given.
    const busy = sample(1_000).requests;
    tell({
      type: 'sample',
      sample: sample(1_000, { requests: [...busy, ...Array.from({ length: 9 }, () => failed).flat()] }),
    });
    expect(watch.refusal(caseOf(plan, 8))).toBeUndefined();
    tell({ type: 'case-end', status: 'completed' });
    expect(watch.refusal(caseOf(plan, 8))?.message).toContain('(100 tok/s at most)');
  });

  it('knows what an earlier sitting measured', () => {
    const plan = sweep();
    const rates = [1_000, 1_000, 1_000];
    const record = {
      cases: plan.cases.map((_, ordinal) => ({
        state: { status: rates[ordinal] === undefined ? 'planned' : 'completed' },
        complete: rates[ordinal] !== undefined,
        samples: rates[ordinal] === undefined ? [] : [{ sample: sample(rates[ordinal]) }],
      })),
    } as unknown as RunRecord;
    expect(new SaturationWatch(plan, record).refusal(caseOf(plan, 8))?.code).toBe('saturated');
  });

  it('leaves interleaved runs and benchmarks without a load alone', () => {
    for (const plan of [sweep({ interleaveBlocks: 2 }), sweep({ load: 'other' })]) {
      const watch = new SaturationWatch(plan, undefined);
      measure(watch, caseOf(plan, 1), 1_000);
      measure(watch, caseOf(plan, 2), 1_000);
      measure(watch, caseOf(plan, 4), 1_000);
      expect(watch.refusal(caseOf(plan, 8))).toBeUndefined();
    }
  });
});
