import { performance } from 'node:perf_hooks';

/** Readings to choose the tightest from; each takes well below a microsecond. */
const READINGS = 200;

/**
 * What is added to this process's `performance.now()` to get the system's monotonic clock, in milliseconds. Both count
 * the same ticks from other origins, so the moments of two processes of one machine can be compared.
 */
export function monotonicOffsetMs(): number {
  let best = { widthMs: Infinity, offsetMs: 0 };
  for (let reading = 0; reading < READINGS; reading += 1) {
    const before = performance.now();
    const monotonicMs = Number(process.hrtime.bigint()) / 1e6;
    const widthMs = performance.now() - before;
    if (widthMs < best.widthMs) best = { widthMs, offsetMs: monotonicMs - before - widthMs / 2 };
  }
  return best.offsetMs;
}
