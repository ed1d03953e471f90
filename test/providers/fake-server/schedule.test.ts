import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEDULE, scheduleAnswer } from '../../../src/providers/fake-server/schedule.js';

describe('scheduleAnswer', () => {
  it('starts after the time for the prompt and keeps its pace', () => {
    const schedule = { ...DEFAULT_SCHEDULE, ttftMs: 10, promptMsPerToken: 2, interTokenMs: 5 };
    // 10 ms + 3 prompt tokens × 2 ms = 16 ms, then 5 ms each.
    expect(scheduleAnswer(schedule, 3, 3).map((event) => event.afterMs)).toEqual([16, 21, 26]);
  });

  it('sends a chunk when its last token is ready, the last one short if need be', () => {
    const schedule = { ...DEFAULT_SCHEDULE, interTokenMs: 5, tokensPerChunk: 2 };
    expect(scheduleAnswer(schedule, 0, 5)).toEqual([
      { afterMs: 5, tokens: 2 },
      { afterMs: 15, tokens: 2 },
      { afterMs: 20, tokens: 1 },
    ]);
  });

  it('disturbs the gaps within the jitter, and equally for equal seeds', () => {
    const schedule = { ...DEFAULT_SCHEDULE, interTokenMs: 10, jitter: 0.5, seed: 7 };
    const moments = scheduleAnswer(schedule, 0, 200).map((event) => event.afterMs);
    const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(15);
    expect(new Set(gaps).size).toBeGreaterThan(100);
    expect(scheduleAnswer(schedule, 0, 200).map((event) => event.afterMs)).toEqual(moments);
    expect(scheduleAnswer({ ...schedule, seed: 8 }, 0, 200)[50]?.afterMs).not.toBe(moments[50]);
  });
});
