/** The distance from a reference value relative to it; from a reference of 0, the distance itself. */
export function relativeError(actual: number | undefined, expected: number): number {
  if (actual === undefined) return Number.POSITIVE_INFINITY;
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}
