/** The mean of values in the order given; NaN for none. For summaries that must not lose a digit see `summary.ts`. */
export function meanOf(values: readonly number[] | Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}
