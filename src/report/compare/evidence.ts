import type { MetricDirection } from '../../metrics/registry.js';
import type { Effect } from '../../statistics/hodges-lehmann.js';

/** Level of significance of the whole family (METRICS, Comparing two runs). */
export const ALPHA = 0.05;

/** Differences from this share on count, unless the user says otherwise (METRICS, Comparing two runs). */
export const DEFAULT_THRESHOLD = 0.05;

/** What rule 3 of the comparison needs to know about one metric. */
export interface Evidence {
  /** Candidate / baseline as a ratio with its 95 % interval; absent where there is none. */
  readonly effect: Effect | undefined;
  /** p of the Mann–Whitney test; 1 where nothing could be tested. */
  readonly p: number;
  /** The same, adjusted after Holm over the family. */
  readonly adjustedP: number;
  /** How many tests the adjustment is over. */
  readonly family: number;
  /** Values on each side. */
  readonly counts: { readonly before: number; readonly after: number };
  readonly better: MetricDirection;
}

/** What counts as a difference. Both are shares: 0.05 stands for a factor of 1.05 either way. */
export interface Tolerance {
  readonly threshold: number;
  /** The typical effect of comparing the machine with itself; 0 where it was never measured. */
  readonly noiseFloor: number;
}
