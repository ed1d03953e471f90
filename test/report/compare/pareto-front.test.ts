import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '../../../src/journal/run-record.js';
import { sidesOfRun, type ComparisonSide } from '../../../src/report/compare/comparison-side.js';
import { paretoFront } from '../../../src/report/compare/pareto-front.js';
import type { VerdictKind } from '../../../src/protocol/verdict.js';
import { gradedCase, verdict } from '../graded/graded-fixture.js';
import { caseOf, completedState, record, sample, request } from '../record-fixture.js';

/** A side whose one case takes `mib` at most and has so many of ten answers right; none are graded without that. */
function sideOf({ mib, passes }: { mib?: number; passes?: number }): ComparisonSide {
  const samples = Array.from({ length: 10 }, (_, index) => ({
    ...sample(index, [request(20)]),
    metrics: passes === undefined ? {} : { passed: index < passes ? 1 : 0 },
  }));
  const state = completedState(10);
  const usage =
    'usage' in state && state.usage !== undefined && mib !== undefined
      ? { ...state.usage, rssPeakBytes: mib * 2 ** 20 }
      : undefined;
  const { usage: _, ...bare } = state as typeof state & { usage?: unknown };
  const ended = (usage === undefined ? bare : { ...bare, usage }) as CaseRecord['state'];
  const [side] = sidesOfRun(record([caseOf({ samples, state: ended })]));
  if (side === undefined) throw new Error('the fixture has a target');
  return side;
}

const speedRow = (...medians: (number | undefined)[]) => ({
  benchmark: 'latency',
  parameters: { promptTokens: 100, outputTokens: 17 },
  unit: 'ms' as const,
  better: 'lower' as const,
  medians,
  level: [] as number[],
});

const RULES = { threshold: 0.05, qualityTold: true };

describe('paretoFront', () => {
  it('keeps who is best in something, and names who dominates the others', () => {
    // B is twice as fast as A with the same memory; C is as slow as A and takes half of it; D is worse than A in both.
    const sides = [{ mib: 100 }, { mib: 100 }, { mib: 50 }, { mib: 200 }].map((each) => sideOf(each));
    const { axes, standings } = paretoFront(sides, [speedRow(20, 10, 20, 40)], RULES);
    expect(axes).toEqual(['speed', 'memory']);
    expect(standings.map(({ speed }) => speed)).toEqual(
      [1, 2, 1, 0.5].map((each) => expect.closeTo(each, 9) as number),
    );
    expect(standings.map(({ onFront }) => onFront)).toEqual([false, true, true, false]);
    expect(standings.map(({ dominatedBy }) => dominatedBy)).toEqual([[1, 2], [], [], [0, 1, 2]]);
  });

  it('lets no speed decide that the comparison does not tell from the best', () => {
    const sides = [{ mib: 100 }, { mib: 100 }, { mib: 100 }].map((each) => sideOf(each));
    const level = paretoFront(sides, [{ ...speedRow(20, 10, 30), level: [0, 1, 2] }], RULES);
    expect(level.standings.map(({ onFront }) => onFront)).toEqual([true, true, true]);
    expect(level.standings.map(({ speed }) => speed)).toEqual([1, 2, expect.closeTo(2 / 3, 9)]);
    const two = paretoFront(sides, [{ ...speedRow(20, 10, 30), level: [0, 1] }], RULES);
    expect(two.standings.map(({ dominatedBy }) => dominatedBy)).toEqual([[], [], [0, 1]]);
  });

  it('takes the geometric mean over cases, the first time or rate of each', () => {
    const sides = [sideOf({}), sideOf({})];
    const other = { ...speedRow(100, 400), benchmark: 'throughput', unit: 'tok/s' as const, better: 'higher' as const };
    // Half as fast in one case and four times as fast in the other: √(0.5 × 4) = √2. The second metric of latency is not counted.
    const { standings } = paretoFront(sides, [speedRow(10, 20), speedRow(1, 1000), other], RULES);
    expect(standings[1]?.speed).toBeCloseTo(Math.SQRT2, 12);
  });

  it('weighs the share of graded answers that passed', () => {
    const sides = [sideOf({ mib: 100, passes: 9 }), sideOf({ mib: 100, passes: 4 })];
    const { axes, standings } = paretoFront(sides, [], RULES);
    expect(axes).toEqual(['memory', 'quality']);
    expect(standings).toMatchObject([
      { quality: 0.9, onFront: true },
      { quality: 0.4, onFront: false, dominatedBy: [0] },
    ]);
  });

  it('lets no share of answers decide where these tell nobody apart', () => {
    const sides = [sideOf({ mib: 100, passes: 9 }), sideOf({ mib: 100, passes: 8 })];
    const { standings } = paretoFront(sides, [], { ...RULES, qualityTold: false });
    expect(standings).toMatchObject([
      { quality: 0.9, onFront: true },
      { quality: 0.8, onFront: true },
    ]);
  });

  it('counts the answers of graded items: passed of those judged by their worth', () => {
    const sideWith = (...kinds: readonly VerdictKind[]): ComparisonSide => {
      const [side] = sidesOfRun(record(kinds.map((kind, index) => gradedCase(`i${index}`, [verdict(kind)]))));
      if (side === undefined) throw new Error('the fixture has a target');
      return side;
    };
    // An invalid verdict says nothing about the answer: 1 of 2 and 2 of 2.
    const { standings } = paretoFront(
      [sideWith('pass', 'wrong-answer', 'invalid'), sideWith('pass', 'pass', 'pass')],
      [],
      RULES,
    );
    expect(standings.map(({ quality }) => quality)).toEqual([0.5, 1]);
  });

  it('lets no difference below the threshold decide, for or against a side', () => {
    const level = paretoFront(
      [{ mib: 100 }, { mib: 98 }].map((each) => sideOf(each)),
      [speedRow(10, 9.8)],
      RULES,
    );
    expect(level.standings.map(({ onFront }) => onFront)).toEqual([true, true]);
    // Two per cent less memory do not make up for half the speed.
    const slow = paretoFront(
      [{ mib: 100 }, { mib: 98 }].map((each) => sideOf(each)),
      [speedRow(10, 20)],
      RULES,
    );
    expect(slow.standings.map(({ onFront }) => onFront)).toEqual([true, false]);
  });

  it('does not weigh a side that lacks a value which others have', () => {
    const sides = [sideOf({ mib: 100 }), sideOf({})];
    const { standings } = paretoFront(sides, [speedRow(10, 20)], RULES);
    expect(standings[0]?.onFront).toBe(true);
    expect(standings[1]).toMatchObject({ dominatedBy: [] });
    expect(standings[1]).not.toHaveProperty('onFront');
  });

  it('always has somebody on the front, and names who dominates the others', () => {
    const values = fc.array(
      fc.record({
        mib: fc.integer({ min: 1, max: 200 }),
        ms: fc.integer({ min: 1, max: 50 }),
        passes: fc.integer({ min: 0, max: 10 }),
      }),
      { minLength: 2, maxLength: 6 },
    );
    fc.assert(
      fc.property(values, (each) => {
        const { standings } = paretoFront(
          each.map((one) => sideOf(one)),
          [speedRow(...each.map(({ ms }) => ms))],
          RULES,
        );
        expect(standings.some(({ onFront }) => onFront === true)).toBe(true);
        for (const { onFront, dominatedBy } of standings) expect(dominatedBy.length === 0).toBe(onFront);
      }),
      { numRuns: 50 },
    );
  });
});
