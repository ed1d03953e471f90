import { describe, expect, it } from 'vitest';
import { CaseTimes } from '../../src/history/case-times.js';
import { summaryOf } from './history-fixture.js';

/** A run of one case that took so long for 2 iterations behind 3 warm-ups. */
const took = (durationMs: number, changes: { target?: string; attempts?: number } = {}) => {
  const summary = summaryOf('20260101-000000-abcd');
  return { ...summary, cases: summary.cases.map((each) => ({ ...each, durationMs, ...changes })) };
};
const [subject] = took(0).cases;
const work = (iterations: number, parameters = subject?.parameters ?? {}) => ({
  benchmark: 'latency',
  parameters,
  iterations,
  timeoutMs: 60_000,
});

describe('an estimate of time', () => {
  it('goes by what each iteration took when the case was last measured', () => {
    const times = new CaseTimes([took(50_000), took(5_000)]);
    expect(times.target).toBe('model');
    // 5 s for 2 iterations and 3 warm-ups, and then 13 of them; nothing is known of the other case.
    expect(times.estimate([work(13), work(13, { promptTokens: 1 })])).toEqual({
      cases: 2,
      known: 1,
      knownMs: 13_000,
      atMostMs: 120_000,
    });
  });

  it('goes by the model that was measured last, and by cases that were measured in one go', () => {
    expect(new CaseTimes([took(1_000, { target: 'other' }), took(5_000)]).estimate([work(1)]).knownMs).toBe(1_000);
    expect(new CaseTimes([took(5_000), took(90_000, { attempts: 2 })]).estimate([work(1)]).knownMs).toBe(1_000);
  });

  it('knows nothing before the first run', () => {
    const times = new CaseTimes([]);
    expect(times.target).toBeUndefined();
    expect(times.estimate([work(13)])).toMatchObject({ known: 0, knownMs: 0, atMostMs: 60_000 });
  });
});
