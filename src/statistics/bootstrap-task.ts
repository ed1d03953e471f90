import { bootstrapMedianInterval } from './bootstrap.js';
import type { Interval } from './interval.js';

/** One interval to compute: plain data, so that it can cross to another thread. */
export interface BootstrapTask {
  readonly values: ArrayLike<number>;
  /** An integer; the same seed and values give the same interval. */
  readonly seed: number;
  /** The confidence level between 0 and 1. */
  readonly level: number;
}

/** Bootstrap intervals of medians, one per task and in their order; undefined for fewer than two values. */
export function bootstrapMedians(tasks: readonly BootstrapTask[]): (Interval | undefined)[] {
  return tasks.map(({ values, seed, level }) => bootstrapMedianInterval(values, { seed, level }));
}
