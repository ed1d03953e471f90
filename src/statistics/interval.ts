/** A closed interval of estimates, in the unit of what is estimated; `low <= high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Throws `RangeError` unless `level` is a confidence level strictly between 0 and 1. */
export function requireLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, got ${level}`);
}
