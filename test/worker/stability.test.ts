import { describe, expect, it } from 'vitest';
import type { Sample } from '../../src/protocol/sample.js';
import { isStable, StabilityWatch } from '../../src/worker/stability.js';

function sample(iteration: number, metrics: Readonly<Record<string, number>>, durationMs = 10): Sample {
  return { iteration, phase: 'measure', startedAt: '', durationMs, requests: [], metrics, labels: [] };
}

/** How many of these samples are looked at until the watch says that they are enough. */
function iterationsUntilStable(samples: readonly Sample[], metrics: readonly string[]): number | undefined {
  const watch = new StabilityWatch({ metrics, tolerance: 0.05 });
  for (const [index, each] of samples.entries()) {
    watch.add(each);
    if (watch.stable) return index + 1;
  }
  return undefined;
}

describe('stability of a median', () => {
  it('is given when both ends of its interval lie within the tolerance', () => {
    expect(isStable([100, 101, 102, 99, 98, 100], 0.05)).toBe(true);
    expect(isStable([100, 150, 60, 99, 180, 40], 0.05)).toBe(false);
    expect(isStable([0, 0, 0, 0, 0, 0], 0.05)).toBe(true);
    expect(isStable([100], 0.05)).toBe(false);
  });

  it('is not looked for before six iterations, however quiet they are', () => {
    const quiet = Array.from({ length: 20 }, (_, index) => sample(index, { own: 5 }));
    expect(iterationsUntilStable(quiet, ['own'])).toBe(6);
  });

  it('takes longer where values scatter, and may never come', () => {
    const scattering = (spread: number) =>
      Array.from({ length: 60 }, (_, index) => sample(index, { own: 100 + spread * Math.sin(index * 2.4) }));
    const little = iterationsUntilStable(scattering(8), ['own']) ?? Infinity;
    expect(little).toBeGreaterThan(6);
    expect(little).toBeLessThan(60);
    expect(iterationsUntilStable(scattering(90), ['own'])).toBeUndefined();
  });

  it('reads the first metric that has values, and the duration where none has', () => {
    const wild = Array.from({ length: 10 }, (_, index) => sample(index, { wild: index % 2 === 0 ? 1 : 100 }));
    expect(iterationsUntilStable(wild, ['outTps', 'wild'])).toBeUndefined();
    expect(iterationsUntilStable(wild, ['outTps'])).toBe(6);
  });
});
