import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalUpperTail } from '../../src/statistics/normal.js';
import { studentTwoSidedP } from '../../src/statistics/student-t.js';
import { relativeError } from './relative-error.js';

describe('studentTwoSidedP', () => {
  // 2 * scipy.stats.t.sf(t, freedom), SciPy 1.17.1
  it.each([
    [0.5, 1, 0.7048327646991335],
    [2, 1, 0.2951672353008665],
    [12.7062047364321, 1, 0.04999999999899129],
    [3, 2, 0.09546596626670913],
    [2.5, 3, 0.08770664700806556],
    [0.01, 4, 0.9925001562458985],
    [5.6, 4, 0.004992143179210201],
    [2.093024054408263, 19, 0.05000000000000462],
    [9, 19, 2.792757962463865e-8],
    [1e-5, 7, 0.9999923001709835],
    [40, 5, 1.8411962171772954e-7],
    [6, 38, 5.69274656485114e-7],
    [1.5, 200, 0.1351913212270349],
    [8, 79, 8.718414843960704e-12],
    [1000, 10, 2.4608247101732713e-26],
  ])('t = %d with %d degrees of freedom agrees with SciPy', (t, freedom, p) => {
    expect(relativeError(studentTwoSidedP(t, freedom), p)).toBeLessThan(1e-9);
    expect(studentTwoSidedP(-t, freedom)).toBe(studentTwoSidedP(t, freedom));
  });

  it('is 1 at no distance and 0 at an endless one', () => {
    expect(studentTwoSidedP(0, 3)).toBe(1);
    expect(studentTwoSidedP(Number.POSITIVE_INFINITY, 3)).toBe(0);
  });

  it('falls with the distance and stays a probability', () => {
    const distance = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(distance, distance, fc.integer({ min: 1, max: 500 }), (a, b, freedom) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)].map((t) => studentTwoSidedP(t, freedom));
        expect(near).toBeLessThanOrEqual(1);
        expect(far).toBeGreaterThanOrEqual(0);
        expect(far).toBeLessThanOrEqual((near ?? 0) * (1 + 1e-12));
      }),
    );
  });

  it('nears the normal distribution from above', () => {
    const normal = 2 * normalUpperTail(2.5);
    expect(studentTwoSidedP(2.5, 1e6)).toBeGreaterThan(normal);
    expect(relativeError(studentTwoSidedP(2.5, 1e6), normal)).toBeLessThan(1e-4);
  });

  it.each([
    [1, 0],
    [1, 2.5],
    [Number.NaN, 3],
  ])('refuses t = %d with %d degrees of freedom', (t, freedom) => {
    expect(() => studentTwoSidedP(t, freedom)).toThrow(RangeError);
  });
});
