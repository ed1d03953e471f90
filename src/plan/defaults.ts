import type { ServiceLevels } from '../protocol/service-levels.js';

/** What a run uses when neither flag nor suite says otherwise. The specification sets the first three. */
export const PLAN_DEFAULTS = Object.freeze({
  /** Warm-up iterations per case: caches, branch predictors and clocks settle in the first one or two. */
  warmup: 3,
  /** Timed iterations per case: the least that gives a median an honest 95 % interval. */
  iterations: 10,
  /** Milliseconds a case may take, warm-up included. */
  timeoutMs: 5 * 60_000,
  /** Most iterations of a case that is measured until it is stable. */
  stableIterations: 100,
  /** Most that the ends of a stable median's interval lie from it, as a share. */
  stableTolerance: 0.05,
  /** Blocks of an interleaved case: a drift shows, and a model is not loaded too often. */
  interleaveBlocks: 3,
  /** Answers per item of a graded benchmark. */
  samples: 1,
  /** Sampling temperature of several answers to one item; a single one is greedy. Low enough for code, high enough to differ. */
  sampleTemperature: 0.8,
  /** Seed of prompts, sampling and resampling. */
  seed: 42,
});

/** Bounds that keep a typing slip from planning a week. */
export const PLAN_LIMITS = Object.freeze({
  maxWarmup: 1_000,
  maxIterations: 100_000,
  maxSamples: 1_000,
  maxTemperature: 2,
  maxTimeoutMs: 7 * 24 * 3_600_000,
});

/** Counts that a configuration puts in the place of the built-in ones. */
export interface PlanDefaults {
  readonly warmup?: number;
  readonly iterations?: number;
  readonly timeoutMs?: number;
  readonly seed?: number;
  /** For cases whose parameters name none. */
  readonly serviceLevels?: ServiceLevels;
}
