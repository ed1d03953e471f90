import { describe, expect, it } from 'vitest';
import { midranks } from '../../src/statistics/midranks.js';

describe('midranks', () => {
  it('ranks in the order given, doubled', () => {
    expect(midranks([30, 10, 20])).toEqual({ doubled: [6, 2, 4], tieSizes: [] });
  });

  it('shares the mean rank among equal values: ranks 2, 3 and 4 become 3', () => {
    expect(midranks([5, 1, 5, 9, 5, 9])).toEqual({ doubled: [6, 2, 6, 11, 6, 11], tieSizes: [3, 2] });
  });

  it('of nothing is nothing', () => {
    expect(midranks([])).toEqual({ doubled: [], tieSizes: [] });
  });

  it('refuses NaN', () => {
    expect(() => midranks([1, Number.NaN])).toThrow('NaN has no rank');
  });
});
