import { normalQuantile } from './normal.js';

/** What a suite of so many cases is asked to tell apart. */
export interface DetectableOptions {
  /** Expected pass rate of both sides; 0.5, where rates spread most, unless told. */
  readonly rate?: number;
  /** Share of cases that only one of the sides passes, where both answer the same ones; unpaired without it. */
  readonly discordant?: number;
  /** Level of significance, two-sided; 0.05 unless told. */
  readonly alpha?: number;
  /** Share of the times that such a difference is to be found; 0.5 unless told: the smallest that may be significant. */
  readonly power?: number;
}

/**
 * The smallest difference of two pass rates that `cases` on each side will resolve, as a share:
 * (z(1 − α/2) + z(power)) · √(v / cases), with v = 2·rate·(1 − rate) for unlike cases and v = the share of discordant ones for
 * the same cases. At most 1. Source: Fleiss, Levin & Paik, "Statistical Methods for Rates and Proportions" (2003), chapter 4;
 * Miller, arXiv 2411.00640 (2024), section 5. Throws `RangeError` for shares outside 0..1 and cases below 1.
 */
export function detectableDifference(cases: number, options: DetectableOptions = {}): number {
  const { rate = 0.5, discordant, alpha = 0.05, power = 0.5 } = options;
  if (!(cases >= 1)) throw new RangeError(`a suite has at least one case, got ${cases}`);
  if (![rate, discordant ?? 0].every((share) => share >= 0 && share <= 1)) throw new RangeError('shares lie in 0..1');
  const variance = discordant ?? 2 * rate * (1 - rate);
  return Math.min(1, (normalQuantile(1 - alpha / 2) + normalQuantile(power)) * Math.sqrt(variance / cases));
}
