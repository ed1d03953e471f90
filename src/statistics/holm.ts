import { elementAt } from './element-at.js';

/**
 * Holm's step-down adjustment: p-values that may each be compared with the level of the whole family, in the order given.
 * Source: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6 (1979).
 * Throws `RangeError` for a p outside 0..1.
 */
export function holmAdjust(pValues: readonly number[]): number[] {
  const invalid = pValues.find((p) => !(p >= 0 && p <= 1));
  if (invalid !== undefined) throw new RangeError(`p must lie in 0..1, got ${invalid}`);
  const order = pValues.map((_, index) => index).sort((a, b) => elementAt(pValues, a) - elementAt(pValues, b));
  const adjusted = Array.from(pValues, () => 1);
  let atLeast = 0;
  for (const [position, index] of order.entries()) {
    // No hypothesis may look stronger than one that had to be rejected before it.
    atLeast = Math.max(atLeast, Math.min(1, (order.length - position) * elementAt(pValues, index)));
    adjusted[index] = atLeast;
  }
  return adjusted;
}
