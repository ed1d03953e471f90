import { describe, expect, it } from 'vitest';
import { compareGraded } from '../../../src/report/compare/graded-rates.js';
import { gradedCase, verdict } from '../graded/graded-fixture.js';

/** Pairs of items, `P` for a pass and `F` for none, before and after. */
function pairs(before: string, after: string) {
  return before.split('').map((mark, index) => ({
    before: gradedCase(`i${index}`, [verdict(mark === 'P' ? 'pass' : 'wrong-answer')]),
    after: gradedCase(`i${index}`, [verdict(after[index] === 'P' ? 'pass' : 'wrong-answer')]),
  }));
}

const RULES = { margin: 0.05, seed: 1, comparisons: 1 };

describe('compareGraded', () => {
  it('pairs item by item and gives the exact p of McNemar', () => {
    // 8 passed before alone, 1 after alone: p = 2 · (C(9,0) + C(9,1)) / 2^9 = 0.0390625.
    const [row] = compareGraded(pairs('P'.repeat(50) + 'F', `${'F'.repeat(8)}${'P'.repeat(42)}P`), RULES);
    expect(row).toMatchObject({
      items: 51,
      before: { successes: 50, attempts: 51 },
      after: { successes: 43, attempts: 51 },
    });
    expect(row?.paired).toMatchObject({ onlyBefore: 8, onlyAfter: 1 });
    expect(row?.paired?.p).toBeCloseTo(0.0390625, 10);
    expect(row?.difference.difference).toBeCloseTo(-7 / 51, 12);
  });

  it('is regressed only when even the better end of the interval is beyond the margin', () => {
    const [clear] = compareGraded(pairs('P'.repeat(100), `${'F'.repeat(40)}${'P'.repeat(60)}`), RULES);
    expect(clear?.verdict).toBe('regressed');
    const [doubtful] = compareGraded(pairs('P'.repeat(100), `${'F'.repeat(8)}${'P'.repeat(92)}`), RULES);
    expect(doubtful?.difference.high).toBeGreaterThan(-0.05);
    expect(doubtful?.verdict).toBe('inconclusive');
  });

  it('is improved the other way round', () => {
    const [row] = compareGraded(pairs(`${'F'.repeat(40)}${'P'.repeat(60)}`, 'P'.repeat(100)), RULES);
    expect(row?.verdict).toBe('improved');
  });

  it('does not call equal answers to a handful of items unchanged, since others were not asked', () => {
    expect(compareGraded(pairs('PPFF', 'PPFF'), RULES)[0]?.verdict).toBe('inconclusive');
    expect(compareGraded(pairs('PF'.repeat(30), 'PF'.repeat(30)), RULES)[0]?.verdict).toBe('unchanged');
  });

  it('leaves out items that were not judged by their worth on both sides', () => {
    const spoiled = { before: gradedCase('x', [verdict('invalid')]), after: gradedCase('x', [verdict('pass')]) };
    expect(compareGraded([...pairs('PP', 'PF'), spoiled], RULES)[0]?.items).toBe(2);
  });
});
