import { describe, expect, it } from 'vitest';
import { modifiedZScores, outlierIndices } from '../../src/statistics/outliers.js';
import { relativeError } from './relative-error.js';

const latencies = [12.1, 10.4, 15.8, 9.7, 11.3, 14.2, 10.9, 13.5, 10.4, 58.6];

describe('modifiedZScores', () => {
  it('divides by the MAD', () => {
    // 0.6745 * (x - numpy.median(x)) / scipy.stats.median_abs_deviation(x), SciPy 1.17.1.
    const scores = modifiedZScores(latencies);
    expect(relativeError(scores[0], 0.17406451612903245)).toBeLessThan(1e-9);
    expect(relativeError(scores[3], -0.8703225806451613)).toBeLessThan(1e-9);
    expect(relativeError(scores[9], 20.409064516129035)).toBeLessThan(1e-9);
  });

  it('falls back on the mean absolute deviation where the MAD is zero', () => {
    // Mean absolute deviation (1 + 15) / 8 = 2: 1 / (1.253314·2) and 15 / (1.253314·2).
    const scores = modifiedZScores([5, 5, 5, 5, 5, 5, 6, 20]);
    expect(relativeError(scores[6], 0.3989423241103187)).toBeLessThan(1e-9);
    expect(relativeError(scores[7], 5.9841348616547805)).toBeLessThan(1e-9);
  });

  it('is zero throughout where all values are equal', () => {
    expect(modifiedZScores([4, 4, 4])).toEqual([0, 0, 0]);
  });
});

describe('outlierIndices', () => {
  it('names the positions in the order given', () => {
    expect(outlierIndices([100, 1, 2, 3, 2, 1, -90])).toEqual([0, 6]);
    expect(outlierIndices([5, 5, 5, 5, 5, 5, 6, 20])).toEqual([7]);
  });

  it('finds none in even, equal or missing values', () => {
    expect(outlierIndices([1, 2, 3, 4, 5])).toEqual([]);
    expect(outlierIndices([4, 4, 4])).toEqual([]);
    expect(outlierIndices([])).toEqual([]);
  });

  it('takes 3.5 itself as inside: with median 0 and MAD 0.6745 a value is its own score', () => {
    expect(outlierIndices([-0.6745, -0.6745, 0, 0.6745, 3.5])).toEqual([]);
    expect(outlierIndices([-0.6745, -0.6745, 0, 0.6745, 3.51])).toEqual([4]);
  });
});
