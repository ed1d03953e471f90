import { type Interval, requireLevel } from './interval.js';
import { normalQuantile } from './normal.js';

/**
 * The Wilson score interval of a success probability, inside 0..1 and without continuity correction.
 * Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927).
 * Undefined without attempts. Throws `RangeError` unless both are integers with 0 ≤ successes ≤ attempts.
 */
export function wilsonInterval(successes: number, attempts: number, level = 0.95): Interval | undefined {
  requireCounts(successes, attempts);
  requireLevel(level);
  if (attempts === 0) return undefined;
  return scoreInterval(successes / attempts, attempts, normalQuantile(0.5 + level / 2));
}

/**
 * Wilson's interval of a rate in 0..1 seen in `attempts`, which need not be a whole number, at `z` standard deviations.
 */
export function scoreInterval(rate: number, attempts: number, z: number): Interval {
  const centre = rate + (z * z) / (2 * attempts);
  const spread = z * Math.sqrt((rate * (1 - rate)) / attempts + (z * z) / (4 * attempts * attempts));
  const weight = 1 + (z * z) / attempts;
  // Without successes or without failures one end is exact; rounding must not move it.
  return {
    low: rate === 0 ? 0 : (centre - spread) / weight,
    high: rate === 1 ? 1 : (centre + spread) / weight,
  };
}

function requireCounts(successes: number, attempts: number): void {
  const valid = Number.isInteger(successes) && Number.isInteger(attempts) && successes >= 0 && successes <= attempts;
  if (!valid) throw new RangeError(`${successes} successes of ${attempts} attempts are not counts`);
}
