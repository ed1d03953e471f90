import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, normalUpperTail } from '../../src/statistics/normal.js';
import { relativeError } from './relative-error.js';

describe('normalCdf', () => {
  // mpmath.ncdf(x) with 40 digits, mpmath 1.3.0; scipy.special.ndtr(x), SciPy 1.17.1, agrees.
  it.each([
    [-37.5, 4.605353009581955e-308],
    [-10, 7.619853024160525e-24],
    [-5.5, 1.8989562465887718e-8],
    [-2.6, 0.004661188023718749],
    [-2.5, 0.006209665325776135],
    [-1, 0.15865525393145705],
    [-0.001, 0.4996010577860889],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [1.959963984540054, 0.975],
    [2.49, 0.9936128452350568],
    [2.5, 0.993790334674224],
    [2.51, 0.9939634419195873],
    [3, 0.9986501019683699],
    [6, 0.9999999990134124],
    [8, 0.9999999999999993],
  ])('at %d agrees with mpmath', (x, expected) => {
    expect(relativeError(normalCdf(x), expected)).toBeLessThan(1e-12);
  });

  it('ends at 0 and 1', () => {
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
  });
});

describe('normalUpperTail', () => {
  // mpmath.erfc(x / sqrt(2)) / 2 with 40 digits, mpmath 1.3.0.
  it.each([
    [3, 0.0013498980316300946],
    [10, 7.619853024160525e-24],
    [20, 2.7536241186062337e-89],
  ])('at %d keeps its relative accuracy', (x, expected) => {
    expect(relativeError(normalUpperTail(x), expected)).toBeLessThan(1e-12);
  });
});

describe('normalQuantile', () => {
  // scipy.special.ndtri(p), SciPy 1.17.1.
  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798409],
    [1e-12, -7.034483825301131],
    [1e-9, -5.9978070150076865],
    [0.001, -3.090232306167813],
    [0.025, -1.9599639845400545],
    [0.0749, -1.4402382675279635],
    [0.0751, -1.4388253927525403],
    [0.25, -0.6744897501960817],
    [0.5, 0],
    [0.6, 0.2533471031357997],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455709],
    [0.999999999999, 7.0344869100478356],
  ])('at %d agrees with SciPy', (p, expected) => {
    expect(relativeError(normalQuantile(p), expected)).toBeLessThan(1e-12);
  });

  it('is infinite at 0 and 1 and undefined beyond', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => normalQuantile(1.5)).toThrow(RangeError);
    expect(() => normalQuantile(Number.NaN)).toThrow(RangeError);
  });

  it('undoes the distribution function', () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 5, noNaN: true }), (x) => {
        expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-9);
      }),
    );
  });
});
