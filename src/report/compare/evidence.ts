import type { MetricDirection } from '../../metrics/registry.js';
import type { Effect } from '../../statistics/hodges-lehmann.js';

/**
 * Level of significance of the whole family: of a hundred comparisons of equal runs at most two may find anything, however
 * many metrics each has. `docs/comparing.md` says what that costs.
 */
export const ALPHA = 0.02;

/**
 * Differences from this share on count, unless the user says otherwise. An effect that lies on the threshold is found half
 * of the time, so that it lies below the 5 % that are to be found always.
 */
export const DEFAULT_THRESHOLD = 0.03;

/** What rule 3 of the comparison needs to know about one metric. */
export interface Evidence {
  /** Candidate / baseline as a ratio with its 95 % interval; absent where there is none. */
  readonly effect: Effect | undefined;
  /** p of the Mann–Whitney test; 1 where nothing could be tested. */
  readonly p: number;
  /** p of an effect as large between two of the equal runs that are kept; absent where too few are. */
  readonly runP?: number;
  /** The larger of both, adjusted after Holm over the family. */
  readonly adjustedP: number;
  /** How many tests the adjustment is over. */
  readonly family: number;
  /** Values on each side. */
  readonly counts: { readonly before: number; readonly after: number };
  readonly better: MetricDirection;
}

/** How far equal runs of one case lie from each other in one metric. */
export interface RunSpread {
  /** Standard deviation of the logarithms of the runs' medians: 0.02 is about 2 %. */
  readonly deviation: number;
  /** Degrees of freedom of that: how much it may be trusted. */
  readonly freedom: number;
  /** Set where no run was measured for it, see `assumedSpread`. */
  readonly assumed?: true;
}

/** What counts as a difference. Threshold and floor are shares: 0.05 stands for a factor of 1.05 either way. */
export interface Tolerance {
  readonly threshold: number;
  /** The typical effect of comparing the machine with itself, as `noise` measured it; 0 where it did not. */
  readonly noiseFloor: number;
  /** What the equal runs that are kept say, or what is assumed until they do; absent where neither is. */
  readonly runSpread?: RunSpread;
  /** Share of the machine's CPU time, 0 to 1, that other programs used during the busier side; 0 where nothing tells. */
  readonly otherCpuShare: number;
}
