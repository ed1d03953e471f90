/** What is added to this process's `performance.now()` to get the system's monotonic clock, in milliseconds. */
export const clockOffsetMs = measureClockOffset();

/** Both clocks are the same counter with other origins; the tightest of many readings is true to a microsecond. */
function measureClockOffset() {
  let best = { widthMs: Infinity, offsetMs: 0 };
  for (let reading = 0; reading < 10_000; reading += 1) {
    const before = performance.now();
    const monotonicMs = Number(process.hrtime.bigint()) / 1e6;
    const after = performance.now();
    if (after - before < best.widthMs) best = { widthMs: after - before, offsetMs: monotonicMs - (before + after) / 2 };
  }
  return best.offsetMs;
}
