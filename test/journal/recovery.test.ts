import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../src/journal/records.js';
import { decideCase, MAX_FRUITLESS_ATTEMPTS } from '../../src/journal/recovery.js';
import type { CaseRecord } from '../../src/journal/run-record.js';
import type { PlannedCase } from '../../src/plan/plan.js';
import { ENDING, sample, smallPlan, WORKER } from './journal-fixture.js';

const planned = firstCase();

function record(
  state: CaseState,
  measured: readonly (readonly [iteration: number, attempt: number])[] = [],
  complete = false,
): CaseRecord {
  const samples = measured.map(([iteration, attempt]) => ({
    attempt,
    take: state.take,
    generation: 1,
    sample: sample(iteration),
  }));
  return { planned, state, samples, complete, discardedSamples: 0 };
}

const key = { attempt: 2, take: 1 };
const reason = { code: 'x', message: 'x' };
const keep = { retryFailed: false };
const retry = { retryFailed: true };

describe('the decision table of resume', () => {
  it('planned: outstanding from its first iteration', () => {
    expect(decideCase(record({ status: 'planned', take: 0 }), keep)).toEqual({
      kind: 'outstanding',
      attempt: 1,
      take: 0,
      fruitless: 0,
      firstIteration: 0,
    });
  });

  it('started without an end: next attempt, behind the durable samples', () => {
    const state: CaseState = { status: 'started', startedAt: '', worker: WORKER, fruitless: 3, ...key };
    expect(
      decideCase(
        record(state, [
          [0, 1],
          [1, 2],
        ]),
        keep,
      ),
    ).toEqual({ kind: 'outstanding', attempt: 3, take: 1, fruitless: 0, firstIteration: 2 });
  });

  it('started: samples behind a gap are measured again', () => {
    const state: CaseState = { status: 'started', startedAt: '', worker: WORKER, fruitless: 0, ...key };
    expect(
      decideCase(
        record(state, [
          [0, 2],
          [2, 2],
        ]),
        keep,
      ),
    ).toMatchObject({ firstIteration: 1 });
  });

  it('started without a new sample: counts as fruitless, and is given up in the end', () => {
    const state = (fruitless: number): CaseState => ({
      status: 'started',
      startedAt: '',
      worker: WORKER,
      fruitless,
      ...key,
    });
    expect(decideCase(record(state(0), [[0, 1]]), keep)).toMatchObject({
      kind: 'outstanding',
      fruitless: 1,
      firstIteration: 1,
    });
    expect(decideCase(record(state(MAX_FRUITLESS_ATTEMPTS - 1)), keep)).toMatchObject({
      kind: 'give-up',
      attempt: 2,
      take: 1,
      reason: { code: 'gave-up' },
    });
  });

  it('interrupted: next attempt, behind the durable samples', () => {
    expect(decideCase(record({ status: 'interrupted', ...key, ...ENDING }, [[0, 2]]), keep)).toEqual({
      kind: 'outstanding',
      attempt: 3,
      take: 1,
      fruitless: 0,
      firstIteration: 1,
    });
  });

  it('completed with all its samples: done, whatever is asked', () => {
    const state: CaseState = { status: 'completed', iterations: 1, digest: '', ...key, ...ENDING };
    expect(decideCase(record(state, [[0, 2]], true), retry)).toEqual({ kind: 'done' });
  });

  it('completed with damaged samples: a new take from the beginning', () => {
    const state: CaseState = { status: 'completed', iterations: 1, digest: '', ...key, ...ENDING };
    expect(decideCase(record(state, [[0, 2]], false), keep)).toEqual({
      kind: 'outstanding',
      attempt: 3,
      take: 2,
      fruitless: 0,
      firstIteration: 0,
    });
  });

  it.each(['failed', 'timed-out'] as const)('%s: done, and a new take when a retry is asked for', (status) => {
    const state: CaseState = { status, reason, ...key, ...ENDING };
    expect(decideCase(record(state, [[0, 2]]), keep)).toEqual({ kind: 'done' });
    expect(decideCase(record(state, [[0, 2]]), retry)).toEqual({
      kind: 'outstanding',
      attempt: 3,
      take: 2,
      fruitless: 0,
      firstIteration: 0,
    });
  });

  it('skipped: done', () => {
    expect(decideCase(record({ status: 'skipped', reason, ...key, ...ENDING }), retry)).toEqual({ kind: 'done' });
  });

  it('skipped for want of time: outstanding, in a new take from iteration 0', () => {
    const budget = { code: 'budget', message: 'no time' };
    expect(decideCase(record({ status: 'skipped', reason: budget, ...key, ...ENDING }), retry)).toMatchObject({
      kind: 'outstanding',
      attempt: key.attempt + 1,
      take: key.take + 1,
      firstIteration: 0,
    });
  });
});

function firstCase(): PlannedCase {
  const [first] = smallPlan().cases;
  if (first === undefined) throw new Error('the fixture plans no case');
  return first;
}
