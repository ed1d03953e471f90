import { describe, expect, it } from 'vitest';
import type { PlannedCase } from '../../src/plan/plan.js';
import { RunBudget } from '../../src/orchestrator/run-budget.js';

function planned(benchmark: string, timeoutMs = 60_000): PlannedCase {
  return {
    id: `${benchmark}-1`,
    ordinal: 0,
    benchmark,
    benchmarkVersion: 1,
    target: 'm',
    parameters: {},
    warmup: 2,
    iterations: 8,
    timeoutMs,
    seed: 42,
  };
}

describe('a time budget', () => {
  it('lets a case begin of which nothing is known, with the time that is left', () => {
    let nowMs = 0;
    const budget = new RunBudget(10_000, () => nowMs);
    nowMs = 4_000;
    expect(budget.refusal(planned('a'), 8)).toBeUndefined();
    expect(budget.timeoutMs(planned('a'))).toBe(6_000);
    expect(budget.timeoutMs(planned('a', 1_000))).toBe(1_000);
    expect(budget.spent).toBe(false);
  });

  it('refuses a case that the ones before it show to be too long', () => {
    let nowMs = 0;
    const budget = new RunBudget(10_000, () => nowMs);
    budget.learn(planned('a'), { durationMs: 5_000, iterations: 8 });
    nowMs = 5_000;
    expect(budget.refusal(planned('a'), 8)).toBeUndefined();
    nowMs = 5_001;
    // 500 ms each, 2 warm-ups and 8 iterations, and 4,999 ms are left.
    expect(budget.refusal(planned('a'), 8)).toMatchObject({ code: 'budget' });
    expect(budget.refusal(planned('a'), 7)).toBeUndefined();
    expect(budget.refusal(planned('b'), 8)).toBeUndefined();
  });

  it('refuses everything when it is over', () => {
    let nowMs = 0;
    const budget = new RunBudget(1_000, () => nowMs);
    nowMs = 1_200;
    expect(budget.spent).toBe(true);
    expect(budget.timeoutMs(planned('a'))).toBe(0);
    expect(budget.refusal(planned('a'), 1)?.message).toBe("The run's time budget of 1 s was over before it.");
  });

  it('that was not given never ends', () => {
    const budget = new RunBudget(undefined, () => 1e12);
    expect(budget.spent).toBe(false);
    expect(budget.timeoutMs(planned('a'))).toBe(60_000);
    expect(budget.refusal(planned('a'), 1e9)).toBeUndefined();
  });
});
