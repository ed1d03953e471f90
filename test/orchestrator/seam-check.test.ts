import { describe, expect, it } from 'vitest';
import { seamBreak } from '../../src/orchestrator/seam-check.js';

const around = (centre: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => centre + (index % 5) - 2 + index / 1_000);

describe('seamBreak', () => {
  it('finds a shift that is both certain and large', () => {
    expect(seamBreak(around(100, 10), around(120, 10))).toMatch(/median \+20 %, p = /);
  });

  it('tolerates a certain shift of a few per cent', () => {
    const before = around(100, 200);
    expect(
      seamBreak(
        before,
        before.map((value) => value + 4),
      ),
    ).toBeUndefined();
  });

  it('tolerates a large difference that chance can make', () => {
    expect(seamBreak([100, 130], [150, 120])).toBeUndefined();
  });

  it('has nothing to say where one side is empty', () => {
    expect(seamBreak([], [1, 2, 3])).toBeUndefined();
  });
});
