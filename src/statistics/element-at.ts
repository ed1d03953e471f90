/**
 * The number at `index`. Arithmetic on a missing element would end as a silent NaN far from its cause,
 * so a wrong index throws `RangeError` here.
 */
export function elementAt(values: ArrayLike<number>, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no element ${index} in ${values.length}`);
  return value;
}
