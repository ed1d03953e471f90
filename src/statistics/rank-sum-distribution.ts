import { elementAt } from './element-at.js';

/**
 * How many of the subsets of `size` elements have which sum: element `s` of the answer counts the subsets with sum `s`.
 * `ranks` are non-negative integers. Counts are exact while all subsets are fewer than 2⁵³, as for 20 of 40 (1.4e11).
 */
export function subsetSumCounts(ranks: readonly number[], size: number): Float64Array {
  const width = ranks.reduce((total, rank) => total + rank, 0) + 1;
  const counts = Array.from({ length: size + 1 }, () => new Float64Array(width));
  counts[0]?.fill(1, 0, 1);
  for (const rank of ranks) {
    // From the largest subsets down, so that no rank is taken twice.
    for (let taken = size; taken > 0; taken -= 1) addShifted(counts[taken], counts[taken - 1], rank);
  }
  return counts[size] ?? new Float64Array(0);
}

/** Adds to `target` the counts of `source`, each moved up by `shift`. */
function addShifted(target: Float64Array | undefined, source: Float64Array | undefined, shift: number): void {
  if (target === undefined || source === undefined) return;
  for (let sum = shift; sum < target.length; sum += 1) {
    target[sum] = elementAt(target, sum) + elementAt(source, sum - shift);
  }
}
