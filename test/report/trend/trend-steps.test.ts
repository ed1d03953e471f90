import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/statistics/random.js';
import { trendSteps } from '../../../src/report/trend/trend-steps.js';

/** Values around a level, up to 1 % away, the same every time. */
function around(level: number, count: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => level * (1 + (random.nextBelow(2001) - 1000) / 100_000));
}

describe('trendSteps', () => {
  it('finds where the level changed, and both levels', () => {
    const values = [...around(50, 12, 1), ...around(66, 12, 2)];
    const [step, ...others] = trendSteps(values);
    expect(others).toEqual([]);
    expect(step?.at).toBe(12);
    expect(step?.before).toBeCloseTo(50, 0);
    expect(step?.after).toBeCloseTo(66, 0);
  });

  it('finds a step behind a step, and a slowdown and its repair', () => {
    const twice = trendSteps([...around(50, 12, 1), ...around(66, 12, 2), ...around(80, 12, 3)]);
    expect(twice.map(({ at }) => at)).toEqual([12, 24]);
    const repaired = trendSteps([...around(50, 8, 1), ...around(55, 8, 2), ...around(50, 8, 3)]);
    expect(repaired.map(({ at }) => at)).toEqual([8, 16]);
  });

  it('finds none in a drift, in noise, in a change below 3 % and in too few runs', () => {
    const drift = Array.from({ length: 24 }, (_, index) => 50 + index);
    const small = [...around(50, 12, 1), ...around(51, 12, 2)];
    expect(
      [drift, around(50, 40, 5), small, [50, 66], [50, 50, 66, 66], Array.from({ length: 9 }, () => 0), []].map(
        (each) => trendSteps(each),
      ),
    ).toEqual([[], [], [], [], [], [], []]);
  });

  it('looks at the newest runs of a long series', () => {
    expect(trendSteps([...around(50, 300, 1), ...around(66, 12, 2)]).map(({ at }) => at)).toEqual([300]);
  });

  it('finds hardly any in noise: α of the series at most', () => {
    const found = Array.from({ length: 200 }, (_, seed) =>
      trendSteps(around(50, 30, seed).map((value) => 50 + (value - 50) * 20)),
    ).filter((steps) => steps.length > 0);
    expect(found.length).toBeLessThanOrEqual(8);
  });
});
