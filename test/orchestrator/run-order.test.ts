import { describe, expect, it } from 'vitest';
import type { OpenRun } from '../../src/orchestrator/open-run.js';
import { RunOrder } from '../../src/orchestrator/run-order.js';
import { buildPlan } from '../../src/plan/build-plan.js';
import { measured, sandbox } from './orchestrate-fixture.js';
import type { Plan } from '../../src/plan/plan.js';

function plan(interleaveBlocks?: number): Plan {
  const target = (name: string) => ({
    name,
    spec: { kind: 'embedded', modelPath: `/${name}`, gpu: false } as const,
    fingerprint: `sha256:${name}`,
  });
  return buildPlan({
    benchmarks: [{ name: 'scripted', version: 1, question: '?', primaryMetrics: [], cases: [{ n: 1 }, { n: 2 }] }],
    suites: [],
    suiteNames: [],
    benchmarkNames: ['scripted'],
    targets: [target('a'), target('b')],
    warmup: 1,
    iterations: 5,
    timeoutMs: 20_000,
    deterministic: false,
    ...(interleaveBlocks === undefined ? {} : { interleaveBlocks }),
  });
}

function order(of: Plan, firstIterations: readonly number[] = [0, 0, 0, 0]): string[] {
  const decisions = firstIterations.map((firstIteration) => ({
    kind: 'outstanding' as const,
    attempt: 1,
    take: 0,
    fruitless: 0,
    firstIteration,
  }));
  const turns = new RunOrder({ plan: of, decisions } as unknown as OpenRun);
  const seen: string[] = [];
  for (let cases = turns.take(); cases !== undefined; cases = turns.take()) {
    seen.push(cases.map(({ planned, until }) => `${planned.target}${planned.ordinal}<${until}`).join(' '));
    turns.putBack(
      cases
        .filter(({ planned, until }) => until < planned.iterations)
        .map((each) => ({ ...each, next: { ...each.next, firstIteration: each.until } })),
    );
  }
  return seen;
}

describe('the order of a run', () => {
  it('is target by target, each case in one go', () => {
    expect(order(plan())).toEqual(['a0<5 a1<5', 'b2<5 b3<5']);
  });

  it('goes round the targets in blocks, each second time backwards', () => {
    expect(order(plan(3))).toEqual(['a0<2 a1<2', 'b2<2 b3<2', 'b2<4 b3<4', 'a0<4 a1<4', 'a0<5 a1<5', 'b2<5 b3<5']);
  });

  it('leaves out the blocks that an earlier sitting measured', () => {
    expect(order(plan(2), [3, 3, 0, 5])).toEqual(['b2<3', 'b2<5 b3<5', 'a0<5 a1<5']);
  });
});

describe('an interleaved run', () => {
  it('measures every iteration once, in attempts of one block each', async () => {
    await using box = await sandbox();
    const outcome = await box.run(plan(2));
    expect(outcome).toMatchObject({ status: 'completed', counts: { completed: 4, failed: 0, outstanding: 0 } });
    const record = await box.record();
    expect(record.cases.map(({ complete }) => complete)).toEqual([true, true, true, true]);
    expect(measured(record, 0)).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 2],
    ]);
    const starts = box.events.flatMap((event) => (event.type === 'case-start' ? [event.target] : []));
    expect(starts.join('')).toBe('aabbbbaa');
  });

  it('that was interrupted between two blocks goes on behind them', async () => {
    await using box = await sandbox();
    const user = new AbortController();
    let ended = 0;
    const outcome = await box.run(plan(2), {
      signal: user.signal,
      onEvent: (event) => {
        if (event.type === 'case-end' && (ended += 1) === 3) user.abort();
      },
    });
    expect(outcome.status).toBe('interrupted');
    expect((await box.resume(plan(2))).counts).toMatchObject({ completed: 4, outstanding: 0 });
    const record = await box.record();
    for (const ordinal of [0, 1, 2, 3]) {
      expect(measured(record, ordinal).map(([iteration]) => iteration)).toEqual([0, 1, 2, 3, 4]);
    }
  });
});

describe('a run with a time budget', () => {
  it('skips what does not fit, and a resumed one measures it', async () => {
    await using box = await sandbox();
    const cases = buildScripted([{ pauseMs: 300 }, { pauseMs: 301 }, { pauseMs: 302 }]);
    const outcome = await box.run(cases, { budgetMs: 2_800 });
    expect(outcome.status).toBe('completed');
    expect(outcome.counts.completed).toBeGreaterThanOrEqual(1);
    expect(outcome.counts.skipped).toBeGreaterThanOrEqual(1);
    const reasons = (await box.record()).cases.flatMap(({ state }) =>
      state.status === 'skipped' ? [state.reason] : [],
    );
    expect(reasons.map(({ code }) => code)).toEqual(reasons.map(() => 'budget'));
    const resumed = await box.resume(cases);
    expect(resumed.counts).toMatchObject({ completed: 3, skipped: 0, outstanding: 0 });
  });

  it('ends a case in the middle when it is over, and keeps its samples', async () => {
    await using box = await sandbox();
    const cases = buildScripted([{ pauseMs: 400, n: 1 }, { n: 2 }], 20);
    const outcome = await box.run(cases, { budgetMs: 2_500 });
    expect(outcome.counts).toMatchObject({ completed: 0, skipped: 2 });
    const record = await box.record();
    expect(record.cases[0]?.state).toMatchObject({ reason: { code: 'budget' } });
    expect(measured(record, 0).length).toBeGreaterThanOrEqual(1);
    expect(measured(record, 1)).toEqual([]);
  });
});

function buildScripted(cases: readonly Readonly<Record<string, number>>[], iterations = 4): Plan {
  return buildPlan({
    benchmarks: [{ name: 'scripted', version: 1, question: '?', primaryMetrics: [], cases }],
    suites: [],
    suiteNames: [],
    benchmarkNames: ['scripted'],
    targets: [{ name: 'm', spec: { kind: 'embedded', modelPath: '/m', gpu: false }, fingerprint: 'sha256:0' }],
    warmup: 1,
    iterations,
    timeoutMs: 20_000,
    deterministic: false,
  });
}
