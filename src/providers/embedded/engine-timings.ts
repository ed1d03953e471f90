import type { EngineTimings } from '../../protocol/sample.js';

const LINE = /(prompt eval|eval) time\s*=\s*([\d.]+) ms \/\s*(\d+)/g;

/**
 * Reads llama.cpp's own account of a request out of what `printTimings` logs, such as
 * `prompt eval time = 619.98 ms / 512 tokens` and `eval time = 454.22 ms / 100 runs`. Absent where nothing was timed.
 */
export function parseEngineTimings(log: string): EngineTimings {
  const timings: { prefillTokens?: number; prefillMs?: number; decodeTokens?: number; decodeMs?: number } = {};
  for (const [, what, milliseconds, count] of log.matchAll(LINE)) {
    const ms = Number(milliseconds);
    const tokens = Number(count);
    if (ms <= 0 || tokens <= 0) continue;
    if (what === 'prompt eval') Object.assign(timings, { prefillTokens: tokens, prefillMs: ms });
    else Object.assign(timings, { decodeTokens: tokens, decodeMs: ms });
  }
  return timings;
}
