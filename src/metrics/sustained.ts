import type { Sample } from '../protocol/sample.js';
import { median } from '../statistics/quantiles.js';

/** Fewer decode rates than this per third say nothing about a drift. */
const MIN_PER_THIRD = 2;

/**
 * `sustained`: median decode rate of the last third of the case's requests over that of the first third, in the order of
 * measuring; 1 is a machine that holds. Empty below six decode rates.
 */
export function sustainedMetrics(samples: readonly Sample[]): Record<string, number> {
  const rates = samples
    .flatMap((sample) => sample.requests)
    .flatMap(({ metrics }) => (metrics['decodeTps'] === undefined ? [] : [metrics['decodeTps']]));
  const third = Math.floor(rates.length / 3);
  if (third < MIN_PER_THIRD) return {};
  return { sustained: median(rates.slice(-third)) / median(rates.slice(0, third)) };
}
