import { elementAt } from './element-at.js';
import { type Interval, requireLevel } from './interval.js';

/** Terms of a binomial sum that are smaller than this share of its largest change no digit. */
const NEGLIGIBLE = 1e-18;

/**
 * The percentile interval of the median of resamples, for ever more of them: the k-th smallest of n values drawn with
 * replacement is at most the i-th smallest of all as often as at least k of n draws fall among the first i, which is
 * binomial with i/n. Of an even number the two middle order statistics have their percentiles averaged; their mean's own
 * lies between. Source: Efron, "The Jackknife, the Bootstrap and Other Resampling Plans" (1982), 10.2.
 * `sorted` ascends and is not empty. Throws `RangeError` for a level outside 0..1.
 */
export function medianBootstrapLimit(sorted: ArrayLike<number>, level: number): Interval {
  requireLevel(level);
  const tail = (1 - level) / 2;
  return { low: percentile(sorted, tail), high: percentile(sorted, 1 - tail) };
}

function percentile(sorted: ArrayLike<number>, p: number): number {
  const [lower, upper] = [Math.ceil(sorted.length / 2), Math.floor(sorted.length / 2) + 1];
  const [below, above] = [lower, upper].map((k) => elementAt(sorted, rankAt(sorted.length, { k, p }) - 1));
  return ((below ?? 0) + (above ?? 0)) / 2;
}

/** The smallest i, from 1, with P(Bin(n, i/n) ≥ k) ≥ p: the probability rises with i. */
function rankAt(n: number, { k, p }: { readonly k: number; readonly p: number }): number {
  let low = 1;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (binomialUpperTail(n, { k, share: middle / n }) >= p) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** P(Bin(n, share) ≥ k) for a share in 0..1, summed outwards from the largest term: no factorial is needed. */
export function binomialUpperTail(n: number, { k, share }: { readonly k: number; readonly share: number }): number {
  if (share >= 1) return 1;
  const odds = share / (1 - share);
  const mode = Math.min(n, Math.floor((n + 1) * share));
  let all = 0;
  let within = 0;
  const add = (successes: number, term: number): void => {
    all += term;
    if (successes >= k) within += term;
  };
  for (let j = mode, term = 1; j <= n && term > NEGLIGIBLE; j += 1) {
    add(j, term);
    term *= ((n - j) / (j + 1)) * odds;
  }
  for (let j = mode - 1, term = mode / ((n - mode + 1) * odds); j >= 0 && term > NEGLIGIBLE; j -= 1) {
    add(j, term);
    term *= j / ((n - j + 1) * odds);
  }
  return within / all;
}
