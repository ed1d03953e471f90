import { describe, expect, it } from 'vitest';
import { lengthParameter, toldLengths } from '../../../src/report/import/foreign-sizes.js';

describe('toldLengths', () => {
  it('reads the lengths of more requests than a function takes arguments', () => {
    const lengths = Array.from({ length: 300_000 }, (_, index) => 100 + (index % 3));
    expect(toldLengths(lengths)).toEqual({ low: 100, mean: 101, high: 102 });
    expect(lengthParameter('promptTokens', toldLengths(lengths))).toEqual({ promptTokens: 101 });
  });

  it('tells a range where the lengths are unlike, and nothing of none', () => {
    expect(lengthParameter('promptTokens', toldLengths([100, 200]))).toEqual({ promptTokens: '100 to 200' });
    expect(toldLengths([])).toBeUndefined();
  });
});
