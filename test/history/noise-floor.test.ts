import { describe, expect, it } from 'vitest';
import { applicableFloors, noiseFloorsOf, noiseRecord, readNoise, writeNoise } from '../../src/history/noise-floor.js';
import { caseOf, ENVIRONMENT, record, samplesWithTtft } from '../report/record-fixture.js';
import { sideWithTtft } from '../report/compare/side-fixture.js';
import { dataFolder } from './history-fixture.js';

const primaryMetrics = (): readonly string[] => ['ttft'];

describe('noiseFloorsOf', () => {
  it('is 1.6 times the root mean square of the effects between all pairs of runs', () => {
    // Ratios 1.02, 1.02² and 1.02 in logarithms: √((1 + 4 + 1) / 3) = √2 times ln 1.02.
    const sides = [100, 102, 104.04].map((value) => sideWithTtft(value, value, value, value));
    const { ttft } = noiseFloorsOf(sides, primaryMetrics);
    expect(ttft?.comparisons).toBe(3);
    expect(ttft?.floor).toBeCloseTo(1.02 ** (1.6 * Math.SQRT2) - 1, 9);
    expect(ttft?.detectable).toBeCloseTo(2 * (ttft?.floor ?? 0), 12);
  });

  it('compares the halves of a single run', () => {
    const { ttft } = noiseFloorsOf([sideWithTtft(100, 100, 103, 103)], primaryMetrics);
    // Chance moves a half by √2 more than the whole: 1.6 · ln 1.03 / √2.
    expect(ttft?.comparisons).toBe(1);
    expect(ttft?.floor).toBeCloseTo(1.03 ** (1.6 / Math.SQRT2) - 1, 9);
  });

  it('says nothing of too few values', () => {
    expect(noiseFloorsOf([sideWithTtft(100, 101, 102)], primaryMetrics)).toEqual({});
    expect(noiseFloorsOf([], primaryMetrics)).toEqual({});
  });
});

describe('noise record', () => {
  const metrics = { ttft: { floor: 0.01, detectable: 0.02, comparisons: 3 } };
  const noise = noiseRecord([record([caseOf({ samples: samplesWithTtft(1, 2) })])], {
    metrics,
    measuredAt: '2026-01-01',
  });

  it('is kept and read back', async () => {
    await using folder = await dataFolder();
    expect(await readNoise(folder.dataDir)).toBeUndefined();
    await writeNoise(folder.dataDir, noise);
    expect(await readNoise(folder.dataDir)).toEqual(noise);
  });

  it('holds for runs of its own machine alone', () => {
    expect(applicableFloors(noise, [ENVIRONMENT, ENVIRONMENT])).toEqual({ ttft: 0.01 });
    const other = { ...ENVIRONMENT, cpu: { ...ENVIRONMENT.cpu, model: 'Other CPU' } };
    expect(applicableFloors(noise, [ENVIRONMENT, other])).toEqual({});
    expect(applicableFloors(undefined, [ENVIRONMENT])).toEqual({});
  });
});
