import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largestMatching } from '../../../src/grading/tools/largest-matching.js';

it('moves a partner where taking the first fit leaves a member alone', () => {
  // Left 0 fits both, left 1 only the first: first fit gives 0 to the first and leaves 1 alone.
  expect(largestMatching([[0, 1], [0]])).toEqual(
    new Map([
      [0, 1],
      [1, 0],
    ]),
  );
});

it('is as large as the best of all pairings', () => {
  const fitting = fc.array(fc.uniqueArray(fc.nat(5), { maxLength: 6 }), { maxLength: 6 });
  fc.assert(
    fc.property(fitting, (edges) => {
      const found = largestMatching(edges);
      expect(found.size).toBe(best(edges, 0, new Set()));
      for (const [right, left] of found) expect(edges[left]).toContain(right);
      expect(new Set(found.values()).size).toBe(found.size);
    }),
    { numRuns: 500 },
  );
});

/** Tries every pairing. */
function best(edges: readonly (readonly number[])[], left: number, taken: ReadonlySet<number>): number {
  const fitting = edges[left];
  if (fitting === undefined) return 0;
  const with_ = fitting
    .filter((right) => !taken.has(right))
    .map((right) => 1 + best(edges, left + 1, new Set([...taken, right])));
  return Math.max(best(edges, left + 1, taken), ...with_);
}
