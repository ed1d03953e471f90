import { studentTwoSidedP } from '../../statistics/student-t.js';
import type { RunSpread } from './evidence.js';

/**
 * Two-sided p of a ratio as far from 1 as this one between two equal runs: Student's t of its logarithm over √2 standard
 * deviations of a run. It knows of all that differs from run to run and not within one, which no test of two runs can.
 */
export function runPairP(ratio: number, { deviation, freedom }: RunSpread): number {
  const size = Math.abs(Math.log(ratio));
  return size === 0 ? 1 : studentTwoSidedP(size / usualDifference({ deviation }), freedom);
}

/** One standard deviation of the difference of two equal runs, as a logarithm. */
export function usualDifference({ deviation }: Pick<RunSpread, 'deviation'>): number {
  return Math.SQRT2 * deviation;
}
