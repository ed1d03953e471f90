import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePoint, changePointP } from '../../src/statistics/change-point.js';

/** K and its place by the definition: the sum of signs over all pairs on either side. */
function byDefinition(values: readonly number[]): { readonly at: number; readonly k: number } {
  let found = { at: 0, k: 0 };
  for (let t = 1; t < values.length; t += 1) {
    const u = values
      .slice(0, t)
      .flatMap((x) => values.slice(t).map((y) => Math.sign(x - y)))
      .reduce((sum: number, sign) => sum + sign, 0);
    if (Math.abs(u) > found.k) found = { at: t, k: Math.abs(u) };
  }
  return found;
}

function permutations(values: readonly number[]): number[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((value, index) => permutations(values.toSpliced(index, 1)).map((others) => [value, ...others]));
}

describe('changePoint', () => {
  it('finds the first value behind a step', () => {
    expect(changePoint([49, 50, 48, 51, 66, 65, 67, 66])).toEqual({ at: 4, k: 16 });
  });

  it('has the K of the definition, ties included', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 12 }), (values) => {
        const expected = byDefinition(values);
        expect(changePoint(values) ?? { at: 0, k: 0 }).toMatchObject(expected);
      }),
      { numRuns: 50 },
    );
  });

  it.each([[[1, 2, 3, 7, 8, 9, 10]], [[3, 1, 2, 9, 8, 7]], [[5, 5, 5, 6, 6, 6]], [[4, 1, 6, 2, 5, 3]]])(
    'has the p of all orders of %j, as far as drawing some of them tells',
    (values) => {
      const k = changePoint(values)?.k ?? 0;
      const all = permutations(values);
      const exact = all.filter((order) => byDefinition(order).k >= k).length / all.length;
      // Four standard errors of 1,999 draws around one half, where they are largest.
      expect(Math.abs(changePointP(values, { k }) - exact)).toBeLessThan(0.045);
    },
  );

  it('finds none in equal values, in one value and in none', () => {
    expect([changePoint([7, 7, 7]), changePoint([1]), changePoint([])]).toEqual([undefined, undefined, undefined]);
  });
});
