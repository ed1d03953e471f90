import type { RequestRecord, Sample } from '../protocol/sample.js';
import { median } from '../statistics/quantiles.js';

/** Fewer decode rates than this per third say nothing about a drift. */
const MIN_PER_THIRD = 2;

/** CPU time comes in ticks of 10 ms; below so much of it per third a share is made of rounding. */
const MIN_CPU_MS = 200;

/**
 * `sustained`: median decode rate of the last third of the case's requests over that of the first third, in the order of
 * measuring; 1 is a machine that holds. Empty below six decode rates. `sustainedCpu`: Σ cpuMs / Σ e2el of the last third
 * over that of the first, which tells a model that gets less of the CPU from one whose CPU does less; absent for a backend
 * whose CPU time is unknown or too little.
 */
export function sustainedMetrics(samples: readonly Sample[]): Record<string, number> {
  const rated = samples
    .flatMap((sample) => sample.requests)
    .filter(({ metrics }) => metrics['decodeTps'] !== undefined);
  const third = Math.floor(rated.length / 3);
  if (third < MIN_PER_THIRD) return {};
  const [first, last] = [rated.slice(0, third), rated.slice(-third)];
  const [cpuBefore, cpuAfter] = [cpuShareOf(first), cpuShareOf(last)];
  return {
    sustained: rateOf(last) / rateOf(first),
    ...(cpuBefore === undefined || cpuAfter === undefined ? {} : { sustainedCpu: cpuAfter / cpuBefore }),
  };
}

function rateOf(requests: readonly RequestRecord[]): number {
  return median(requests.flatMap(({ metrics }) => metrics['decodeTps'] ?? []));
}

/** CPUs in use while the requests were answered. */
function cpuShareOf(requests: readonly RequestRecord[]): number | undefined {
  if (requests.some(({ metrics }) => metrics['cpuMs'] === undefined || metrics['e2el'] === undefined)) return undefined;
  const sumOf = (id: string): number => requests.reduce((sum, { metrics }) => sum + (metrics[id] ?? 0), 0);
  return sumOf('cpuMs') < MIN_CPU_MS ? undefined : sumOf('cpuMs') / sumOf('e2el');
}
