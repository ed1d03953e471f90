/** When a fake answer's tokens are sent. */
export interface Schedule {
  /** From the arrival of the request to the first token. */
  readonly ttftMs: number;
  /** Between two tokens. */
  readonly interTokenMs: number;
  /** Half width of a uniform disturbance of each gap, as a fraction of it; 0 is a metronome. */
  readonly jitter: number;
  readonly seed: number;
  /** Tokens sent together in one event. */
  readonly tokensPerChunk: number;
  /** Added to `ttftMs` for each token of the prompt. */
  readonly promptMsPerToken: number;
}

export const DEFAULT_SCHEDULE: Schedule = Object.freeze({
  ttftMs: 0,
  interTokenMs: 0,
  jitter: 0,
  seed: 1,
  tokensPerChunk: 1,
  promptMsPerToken: 0,
});

/** One event of an answer: its moment after the arrival of the request, and the tokens in it. */
export interface ScheduledEvent {
  readonly afterMs: number;
  readonly tokens: number;
}

/**
 * The events of an answer. A chunk is sent when its last token is ready; the first chunk is ready at the first token's
 * moment plus the gaps inside it. The same arguments always give the same moments.
 */
export function scheduleAnswer(schedule: Schedule, promptTokens: number, outputTokens: number): ScheduledEvent[] {
  const random = uniform(schedule.seed);
  const events: ScheduledEvent[] = [];
  let afterMs = schedule.ttftMs + schedule.promptMsPerToken * promptTokens;
  let tokens = 0;
  for (let token = 0; token < outputTokens; token += 1) {
    if (token > 0) afterMs += schedule.interTokenMs * (1 + schedule.jitter * (2 * random() - 1));
    tokens += 1;
    if (tokens < schedule.tokensPerChunk && token < outputTokens - 1) continue;
    events.push({ afterMs, tokens });
    tokens = 0;
  }
  return events;
}

/** Mulberry32: small, seeded, and good enough to disturb a clock. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
