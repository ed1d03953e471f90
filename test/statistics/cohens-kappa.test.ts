import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohensKappa } from '../../src/statistics/cohens-kappa.js';

function table(counts: { readonly [pair: string]: number }): [string, string][] {
  return Object.entries(counts).flatMap(([pair, count]) =>
    Array.from({ length: count }, () => [pair[0] ?? '', pair[1] ?? ''] as [string, string]),
  );
}

describe("Cohen's kappa", () => {
  it('is (p_o − p_e) / (1 − p_e)', () => {
    // 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: p_o = 35/50 = 0.7, p_e = 25/50 · 30/50 + 25/50 · 20/50 = 0.5.
    expect(cohensKappa(table({ yy: 20, yn: 5, ny: 10, nn: 15 }))).toBeCloseTo(0.4, 12);
  });

  it('is 1 for full agreement, 0 for chance, and negative for less', () => {
    expect(cohensKappa(table({ yy: 3, nn: 3 }))).toBe(1);
    expect(cohensKappa(table({ yy: 1, yn: 1, ny: 1, nn: 1 }))).toBe(0);
    expect(cohensKappa(table({ yn: 3, ny: 3 }))).toBe(-1);
  });

  it('does not reward a rater who always says the same', () => {
    expect(cohensKappa(table({ yy: 24, ny: 12 }))).toBe(0);
  });

  it('is undefined where it has no meaning', () => {
    expect(cohensKappa([])).toBeUndefined();
    expect(cohensKappa(table({ yy: 5 }))).toBeUndefined();
  });

  it('lies between −1 and 1, and does not depend on which rater is first', () => {
    const rating = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(fc.tuple(rating, rating)), (ratings) => {
        const kappa = cohensKappa(ratings);
        const turned = cohensKappa(ratings.map(([first, second]) => [second, first] as const));
        if (kappa === undefined) {
          expect(turned).toBeUndefined();
          return;
        }
        expect(kappa).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(kappa).toBeLessThanOrEqual(1);
        expect(turned).toBeCloseTo(kappa, 10);
      }),
    );
  });
});
