import { describe, expect, it } from 'vitest';
import { sidesOfRun } from '../../../src/report/compare/comparison-side.js';
import { rankGraded } from '../../../src/report/compare/graded-ranking.js';
import { gradedCase, verdict } from '../graded/graded-fixture.js';
import { record } from '../record-fixture.js';

/** A side that passed the first so many of so many items. */
function side(passes: number, items: number) {
  const cases = Array.from({ length: items }, (_, item) =>
    gradedCase(`i${item}`, [verdict(item < passes ? 'pass' : 'wrong-answer')]),
  );
  const [only] = sidesOfRun(record(cases));
  if (only === undefined) throw new Error('a run has a side');
  return only;
}

describe('rankGraded', () => {
  it('gives each side the places that the pairs told apart leave it', () => {
    const [row] = rankGraded([side(90, 100), side(88, 100), side(30, 100)], 1);
    expect(row).toMatchObject({ benchmark: 'quality', items: 100, rates: [0.9, 0.88, 0.3], toldApart: true });
    expect(row?.ranks).toEqual([
      { best: 1, worst: 2 },
      { best: 1, worst: 2 },
      { best: 3, worst: 3 },
    ]);
  });

  it('says when no two sides are told apart', () => {
    const [row] = rankGraded([side(52, 100), side(50, 100), side(51, 100)], 1);
    expect(row?.toldApart).toBe(false);
    expect(row?.ranks.every(({ best, worst }) => best === 1 && worst === 3)).toBe(true);
  });

  it('counts only the items that every side answered', () => {
    expect(rankGraded([side(10, 20), side(10, 20), side(4, 8)], 1)[0]?.items).toBe(8);
  });
});
