import { describe, expect, it } from 'vitest';
import { MemoryLooks } from '../../benchmarks/memory-looks.js';

const STAMPS = { scheduledMs: 0, sendMs: 10, firstTokenMs: 30, lastTokenMs: 60, endMs: 70 };

/** Looks at these moments, at which this much is taken. */
function looksAt(...readings: readonly (readonly [ms: number, bytes: number | undefined])[]): MemoryLooks {
  let at = -1;
  const looks = new MemoryLooks({ rssBytes: () => readings[at]?.[1], nowMs: () => readings[at]?.[0] ?? NaN });
  for (at = 0; at < readings.length; at += 1) looks.look();
  return looks;
}

describe('looks at memory during a request', () => {
  it('are the highest of each phase', () => {
    const looks = looksAt([5, 999], [15, 100], [25, 140], [30, 120], [31, 150], [60, 160], [65, 999]);
    expect(looks.phases(STAMPS)).toEqual({ rssPrefill: 140, rssDecode: 160 });
  });

  it('leave a phase out that nobody looked at', () => {
    expect(looksAt([12, 100]).phases(STAMPS)).toEqual({ rssPrefill: 100 });
    expect(looksAt([12, undefined]).phases(STAMPS)).toEqual({});
  });

  it('give no phase of a request that has no token', () => {
    expect(looksAt([12, 100]).phases({ scheduledMs: 0, sendMs: 10, endMs: 70 })).toEqual({});
  });

  it('go on while the work runs, and end with it', async () => {
    let looked = 0;
    const looks = new MemoryLooks({ rssBytes: () => (looked += 1), nowMs: () => 0 });
    await looks.during(() => new Promise((resolve) => setTimeout(resolve, 60)));
    const then = looked;
    expect(then).toBeGreaterThan(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(looked).toBe(then);
  });
});
