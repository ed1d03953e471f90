import { describe, expect, it } from 'vitest';
import { otherCpuShare } from '../../../src/report/compare/disturbance.js';
import { caseOf, completedState } from '../record-fixture.js';

/** A completed case of 19 s: what others used, whether the model's own time is known, and what the worker took. */
function caseWith({ share, known, workerMs }: { share: number; known: boolean; workerMs?: number }) {
  const state = completedState(2);
  if (state.status !== 'completed' || state.usage === undefined) throw new Error('the fixture is completed');
  const { usage, ...rest } = state;
  const health = workerMs === undefined ? {} : { health: { cpuMs: workerMs, gcMs: 0, coalesced: 0 } };
  const told = { ...usage, otherCpuShare: share, ...(known ? { cpuMs: 1_000 } : {}) };
  return caseOf({ state: { ...rest, ...health, usage: told } });
}

describe('otherCpuShare', () => {
  it('is not known where the processes of the model are not: a server would count as another program', () => {
    const subject = caseWith({ share: 0.8, known: false });
    expect(otherCpuShare(subject, { cores: 2, workerIsModel: false })).toBeUndefined();
  });

  it('does not count the measuring process: 1.9 s of 2 × 19 s are 5 %', () => {
    const subject = caseWith({ share: 0.15, known: true, workerMs: 1_900 });
    expect(otherCpuShare(subject, { cores: 2, workerIsModel: false })).toBeCloseTo(0.1, 12);
    // An embedded model is the measuring process, whose time has been taken off already.
    expect(otherCpuShare(subject, { cores: 2, workerIsModel: true })).toBe(0.15);
  });

  it('is never negative', () => {
    const subject = caseWith({ share: 0.01, known: true, workerMs: 9_000 });
    expect(otherCpuShare(subject, { cores: 2, workerIsModel: false })).toBe(0);
  });
});
