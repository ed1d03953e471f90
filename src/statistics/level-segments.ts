import { elementAt } from './element-at.js';
import { median } from './quantiles.js';

/** A split of a sequence into stretches of one level each. */
export interface Segmentation {
  /** Index of the first value of every stretch but the first. */
  readonly starts: readonly number[];
  /** Sum of the distances of all values from the median of their stretch. */
  readonly residual: number;
}

/**
 * For every number of stretches from one on, the split that leaves the smallest residual, by dynamic programming. No stretch
 * is shorter than `least` values. Time grows with the cube of the values.
 * Source: Bellman, "On the Approximation of Curves by Line Segments Using Dynamic Programming", CACM 4 (1961), with levels
 * for lines and distances from the median for squares. Throws `RangeError` where not even one stretch is long enough.
 */
export function levelSegments(
  values: readonly number[],
  { most, least }: { readonly most: number; readonly least: number },
): Segmentation[] {
  const n = values.length;
  if (n < least || least < 1) throw new RangeError(`${n} values make no stretch of ${least}`);
  const costs = values.map((_, from) => residualsFrom(values, from));
  const cost = (from: number, to: number): number => elementAt(costs[from] ?? [], to - from - 1);
  // best[to]: the split of the first `to` values into as many stretches as the round has.
  let best = new Map<number, Segmentation>();
  for (let to = least; to <= n; to += 1) best.set(to, { starts: [], residual: cost(0, to) });
  const found: Segmentation[] = [];
  for (let count = 1; count <= most; count += 1) {
    const whole = best.get(n);
    if (whole === undefined) break;
    found.push(whole);
    const longer = new Map<number, Segmentation>();
    for (const [start, before] of best) {
      for (let to = start + least; to <= n; to += 1) {
        const residual = before.residual + cost(start, to);
        if (residual < (longer.get(to)?.residual ?? Number.POSITIVE_INFINITY))
          longer.set(to, { starts: [...before.starts, start], residual });
      }
    }
    best = longer;
  }
  return found;
}

/** Residuals of the stretches that begin at `from`: of one value, of two, and so on. */
function residualsFrom(values: readonly number[], from: number): number[] {
  const sorted: number[] = [];
  return values.slice(from).map((value) => {
    const place = sorted.findIndex((other) => other > value);
    sorted.splice(place < 0 ? sorted.length : place, 0, value);
    const level = median(sorted);
    return sorted.reduce((sum, each) => sum + Math.abs(each - level), 0);
  });
}
