import { describe, expect, it } from 'vitest';
import { detectableDifference } from '../../src/statistics/detectable-difference.js';
import { createRandom } from '../../src/statistics/random.js';

describe('detectableDifference', () => {
  it('of 50 unpaired cases is about 20 points: 1.96·√(0.5/50)', () => {
    expect(detectableDifference(50)).toBeCloseTo(1.959963984540054 * 0.1, 12);
  });

  it('asks for more where it is to be found 80 % of the time: (1.96 + 0.8416)·√(0.5/50)', () => {
    expect(detectableDifference(50, { power: 0.8 })).toBeCloseTo((1.959963984540054 + 0.8416212335729143) / 10, 12);
  });

  it('of the same cases hangs on how many are discordant: 1.96·√(0.1/50)', () => {
    expect(detectableDifference(50, { discordant: 0.1 })).toBeCloseTo(1.959963984540054 * Math.sqrt(0.002), 12);
  });

  it('is never more than everything and refuses what is no suite', () => {
    expect(detectableDifference(1)).toBe(1);
    expect(() => detectableDifference(0)).toThrow('a suite has at least one case, got 0');
    expect(() => detectableDifference(5, { rate: 2 })).toThrow('shares lie in 0..1');
  });

  it('is found as often as it promises: 80 % of 4 000 simulated pairs of suites', () => {
    const [cases, power] = [200, 0.8];
    const difference = detectableDifference(cases, { power });
    const random = createRandom(5);
    const passesOf = (rate: number): number =>
      Array.from({ length: cases }, () => random.nextBelow(2 ** 32) / 2 ** 32 < rate).filter(Boolean).length;
    let found = 0;
    for (let round = 0; round < 4_000; round += 1) {
      const [before, after] = [passesOf(0.5 - difference / 2) / cases, passesOf(0.5 + difference / 2) / cases];
      const pooled = (before + after) / 2;
      if ((after - before) / Math.sqrt((2 * pooled * (1 - pooled)) / cases) > 1.959963984540054) found += 1;
    }
    // Standard error 0.006; the formula takes the spread at 0.5, which is a little more than that of the rates.
    expect(Math.abs(found / 4_000 - power)).toBeLessThan(0.03);
  });
});
