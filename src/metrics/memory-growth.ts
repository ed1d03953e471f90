import type { Sample } from '../protocol/sample.js';
import { theilSen } from '../statistics/theil-sen.js';

/** Fewer readings than this cannot tell growth from noise. */
const MIN_READINGS = 5;

/**
 * `rssPerRequest`: the Theil–Sen slope of `rssAfter` over the number of requests answered so far, in bytes per request; a
 * leak is a slope that does not end. Empty below {@link MIN_READINGS} readings.
 */
export function memoryGrowth(samples: readonly Sample[]): Record<string, number> {
  const requests: number[] = [];
  const rssBytes: number[] = [];
  let answered = 0;
  for (const sample of samples) {
    answered += sample.requests.length;
    const { rssAfter } = sample.metrics;
    if (rssAfter === undefined) continue;
    requests.push(answered);
    rssBytes.push(rssAfter);
  }
  const line = requests.length < MIN_READINGS ? undefined : theilSen(requests, rssBytes);
  return line === undefined ? {} : { rssPerRequest: line.slope };
}
