import type { StoredAnswer } from './answer.js';

/**
 * What one timed iteration leaves behind. A sample is made in the worker, crosses the protocol as JSON, is stored in the
 * journal and is read by reports; it holds raw stamps and counts beside the metrics computed from them, so that a
 * summary can always be recomputed.
 */

/** Why a request failed; the classes of METRICS (docs/metrics.md). */
export const FAILURE_CLASSES = [
  'connect',
  'timeout-first-token',
  'timeout-idle',
  'timeout-total',
  'http-4xx',
  'http-5xx',
  'stream-error',
  'invalid-response',
  'truncated',
  'short',
  'empty',
  'oom',
  'crash',
  'cancelled',
] as const;

export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** How a request ended. A failed one keeps its place in every denominator. */
export type RequestOutcome =
  | { readonly status: 'ok' }
  | { readonly status: 'failed'; readonly class: FailureClass; readonly message: string };

/** Where token counts come from. The embedded runtime and servers that report usage are both `server`. */
export type TokenSource = 'server' | 'tokenizer' | 'estimate';

/** Monotonic moments of one request, in milliseconds after the start of its iteration. */
export interface RequestStamps {
  /** Intended start; earlier than `sendMs` only in open-loop load. */
  readonly scheduledMs: number;
  /** First byte of the request handed over. */
  readonly sendMs: number;
  /** First event of any kind. */
  readonly firstEventMs?: number;
  /** First event that carries content, reasoning or a tool call. */
  readonly firstTokenMs?: number;
  /** First such event that is not reasoning. */
  readonly firstAnswerMs?: number;
  /** Last event that carries tokens. */
  readonly lastTokenMs?: number;
  /** Stream closed. */
  readonly endMs: number;
}

/** Token counts of one request. */
export interface RequestCounts {
  readonly promptTokens: number;
  /** Prompt tokens the backend took from its cache; 0 when it proves none, absent when it does not say. */
  readonly cachedPromptTokens?: number;
  readonly outputTokens: number;
  /** Tokens in the first token-bearing event. */
  readonly firstEventTokens: number;
  /** What the benchmark asked for, where it asked for a length. */
  readonly requestedPromptTokens?: number;
  readonly requestedOutputTokens?: number;
  readonly source: TokenSource;
}

/** The backend's own clock for one request, beside the client's and never instead of it. */
export interface EngineTimings {
  readonly prefillTokens?: number;
  readonly prefillMs?: number;
  /** Decoded tokens that `decodeMs` covers. */
  readonly decodeTokens?: number;
  readonly decodeMs?: number;
  readonly loadMs?: number;
  readonly draftedTokens?: number;
  readonly acceptedDraftTokens?: number;
}

export type FinishReason = 'length' | 'stop' | 'tool-calls' | 'aborted' | 'unknown';

/** One request to a model: raw facts, then the metrics computed from them. */
export interface RequestRecord {
  readonly outcome: RequestOutcome;
  readonly stamps: RequestStamps;
  readonly counts: RequestCounts;
  readonly engine?: EngineTimings;
  readonly finish: FinishReason;
  /** SHA-256 of the output text, for the determinism check. */
  readonly outputDigest?: string;
  /** Metric id to value in the metric's base unit; a metric that does not hold is absent, never 0. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Gaps in milliseconds: `icl` between token-bearing events, `itl` between proven single tokens. */
  readonly series: { readonly icl?: readonly number[]; readonly itl?: readonly number[] };
  /** Reasons to leave some statistics: `cache-contaminated`, `short`, … */
  readonly labels: readonly string[];
}

/** How the measuring process itself fared during a case. */
export interface ClientHealth {
  /**
   * How late its event loop was during timed requests, 99th percentile. Absent where the model runs in the same process:
   * its tokenizer then works on that loop, before and behind what is timed.
   */
  readonly loopDelayP99Ms?: number;
  /** Time its garbage collector took. */
  readonly gcMs: number;
  /** Its CPU time; with the embedded engine that is mostly the model's. */
  readonly cpuMs: number;
}

export type SamplePhase = 'warmup' | 'measure';

/**
 * Label of the sample that repeats measured iteration 0 at the end of a deterministic case, stored as a warm-up that no
 * statistic uses: its answers have to be those of iteration 0.
 */
export const REPEAT_LABEL = 'repeat';

/** The record of one iteration. */
export interface Sample {
  /** Counts from 0 within its phase. */
  readonly iteration: number;
  readonly phase: SamplePhase;
  /** Wall-clock time of the start, ISO 8601; a label only. */
  readonly startedAt: string;
  /** Length of the timed window on the monotonic clock. */
  readonly durationMs: number;
  readonly requests: readonly RequestRecord[];
  /** Metrics of the iteration as a whole, such as `outTps` of a batch or `rssPeak` of a phase. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly labels: readonly string[];
  /** The exchanges in full, where a grader is to read them. */
  readonly answers?: readonly StoredAnswer[];
}
