import { describe, expect, it } from 'vitest';
import { ThinnedCurve } from '../../src/orchestrator/thinned-curve.js';

function curveOf(looks: number): readonly (readonly [number, number])[] {
  const curve = new ThinnedCurve();
  for (let look = 0; look < looks; look += 1) curve.add(look * 100, look);
  return curve.points;
}

describe('ThinnedCurve', () => {
  it('keeps every look of a short case', () => {
    expect(curveOf(300)).toHaveLength(300);
  });

  it('stays small however long the case is, with its points evenly apart from the first on', () => {
    // Six hours at 10 Hz.
    const points = curveOf(216_000);
    expect(points.length).toBeLessThanOrEqual(300);
    expect(points.length).toBeGreaterThan(100);
    const gaps = new Set(points.slice(1).map(([ms], index) => ms - (points[index]?.[0] ?? 0)));
    expect(gaps.size).toBe(1);
    expect(points[0]).toEqual([0, 0]);
  });
});
