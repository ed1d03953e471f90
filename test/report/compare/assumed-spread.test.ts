import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../src/journal/records.js';
import { assumedSpread } from '../../../src/report/compare/assumed-spread.js';
import { compareSides } from '../../../src/report/compare/compare-runs.js';
import { sidesOfRun } from '../../../src/report/compare/comparison-side.js';
import { unguardedNote } from '../../../src/report/compare/overall-sentence.js';
import { verdictSentence } from '../../../src/report/compare/verdict-sentence.js';
import { caseOf, completedState, record, samplesWithTtft } from '../record-fixture.js';

/** Ten requests and one to warm up, 300 ms each, by a model whose processes worked for so long in all. */
function caseWith(cpuMs: number | undefined, slower = 1): ReturnType<typeof caseOf> {
  const state = completedState(10);
  const usage = { ...('usage' in state ? state.usage : undefined), ...(cpuMs === undefined ? {} : { cpuMs }) };
  const ttfts = Array.from({ length: 10 }, (_, index) => slower * (100 + index));
  return caseOf({ samples: samplesWithTtft(...ttfts), state: { ...state, usage } as CaseState });
}

describe('assumedSpread', () => {
  it('goes by the share of the time that the model worked, on the busier side', () => {
    expect(assumedSpread(caseWith(3_300), caseWith(3_300))?.deviation).toBeCloseTo(0.12);
    expect(assumedSpread(caseWith(330), caseWith(660))?.deviation).toBeCloseTo(0.12 * 0.2);
    // Several threads work for longer than the time that passes.
    expect(assumedSpread(caseWith(12_000), caseWith(0))?.deviation).toBeCloseTo(0.12);
    expect(assumedSpread(caseWith(0), caseWith(0))).toBeUndefined();
  });

  it('takes a model for working all the time where its processes are not known', () => {
    expect(assumedSpread(caseWith(undefined), caseWith(0))?.deviation).toBeCloseTo(0.12);
  });
});

function compared(cpuMs: number, { virtual, slower }: { virtual: boolean; slower: number }) {
  const [before, after] = [1, slower].map((factor) => {
    const run = record([caseWith(cpuMs, factor)]);
    const { environment } = run.meta;
    const os = { ...environment.os, ...(virtual ? { virtual: true as const } : {}) };
    return sidesOfRun({ ...run, meta: { ...run.meta, environment: { ...environment, os } } })[0];
  });
  if (before === undefined || after === undefined) throw new Error('no side');
  return { before, after };
}

describe('two runs alone', () => {
  const primaryMetrics = () => ['ttft'];

  it('differ on a virtual machine only by more than equal runs are taken to', () => {
    const rowOf = (...how: Parameters<typeof compared>) => {
      const { before, after } = compared(...how);
      const [row] = compareSides(before, after, { primaryMetrics }).rows;
      if (row === undefined) throw new Error('no row');
      return row;
    };
    expect(rowOf(3_300, { virtual: false, slower: 1.25 }).verdict).toBe('regressed');
    const guarded = rowOf(3_300, { virtual: true, slower: 1.25 });
    expect(guarded).toMatchObject({ verdict: 'inconclusive', cause: 'below-noise' });
    expect(verdictSentence(guarded)).toMatch(
      /: equal runs on a virtual machine are taken to differ by ±18 % as a rule, which may explain it\.$/,
    );
    expect(unguardedNote([guarded])).toContain('acode benchmark noise <run-id> --repeat 5');
    expect(rowOf(3_300, { virtual: true, slower: 2 }).verdict).toBe('regressed');
    expect(rowOf(100, { virtual: true, slower: 1.25 }).verdict).toBe('regressed');
  });

  it('go by what was measured as soon as it is', () => {
    const { before, after } = compared(3_300, { virtual: true, slower: 1.25 });
    const [row] = compareSides(before, after, { primaryMetrics, noiseFloors: { ttft: 0.02 } }).rows;
    expect(row?.verdict).toBe('regressed');
  });
});
