import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.js';

describe('createRandom', () => {
  // An independent implementation in Python, itself checked against the published outputs of xoshiro128** for the
  // state 1, 2, 3, 4: 11520, 0, 5927040, 70819200.
  it.each([
    [0, [3809008728, 1133695204, 53579671, 2891528803, 139681546]],
    [42, [2837322924, 544945897, 479756282, 3500138142, 339756180]],
    [-1, [835879718, 1921286648, 2356205009, 1885780724, 980451116]],
  ])('gives the known integers for seed %d', (seed, expected) => {
    const random = createRandom(seed);
    expect(expected.map(() => random.nextUint32())).toEqual(expected);
  });

  it('stays below the bound', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const drawn = createRandom(seed).nextBelow(bound);
        expect(Number.isInteger(drawn)).toBe(true);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThan(bound);
      }),
    );
  });

  it('reaches every integer about equally often', () => {
    const random = createRandom(1);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let draw = 0; draw < 60_000; draw += 1) {
      const index = random.nextBelow(6);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    // 10 000 expected with a standard deviation of 91.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(450);
  });
});
