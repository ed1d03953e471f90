import type { RequestRecord, Sample } from '../protocol/sample.js';
import { median, quantile } from '../statistics/quantiles.js';

/** A pause below this is not felt as one. Source: Miller, "Response time in man-computer conversational transactions", 1968. */
export const STALL_MIN_MS = 100;

/** A stall is also this many times longer than the request's own median gap: a slow model is slow, not stalling. */
export const STALL_TIMES_MEDIAN = 4;

/**
 * How even the streams of an iteration were: quantiles of the gaps between token-bearing events (type 7), `jitter` as the
 * mean absolute difference of successive gaps, and tokens per event. Empty when no request has two gaps.
 */
export function gapMetrics(requests: readonly RequestRecord[]): Record<string, number> {
  const streams = requests.map(({ series }) => series.icl ?? []).filter((gaps) => gaps.length >= 2);
  const gaps = streams.flat().toSorted((a, b) => a - b);
  if (gaps.length === 0) return {};
  const changes = streams.flatMap((stream) => stream.slice(1).map((gap, at) => Math.abs(gap - (stream[at] ?? gap))));
  return {
    iclP50: quantile(gaps, 0.5),
    iclP95: quantile(gaps, 0.95),
    iclP99: quantile(gaps, 0.99),
    iclMax: gaps.at(-1) ?? 0,
    jitter: changes.reduce((sum, change) => sum + change, 0) / changes.length,
    ...tokensPerChunk(requests),
  };
}

/**
 * `stalls`: gaps of all requests of the case that are longer than {@link STALL_MIN_MS} and than
 * {@link STALL_TIMES_MEDIAN} times the median gap of their own request. Empty when no request has two gaps.
 */
export function stallMetrics(samples: readonly Sample[]): Record<string, number> {
  const streams = samples
    .flatMap((sample) => sample.requests)
    .flatMap(({ series }) => (series.icl !== undefined && series.icl.length >= 2 ? [series.icl] : []));
  if (streams.length === 0) return {};
  return { stalls: streams.reduce((sum, gaps) => sum + stallsIn(gaps), 0) };
}

function stallsIn(gaps: readonly number[]): number {
  // Where no gap is felt the median need not be looked for, which takes sorting.
  if (!gaps.some((gap) => gap > STALL_MIN_MS)) return 0;
  const bound = Math.max(STALL_MIN_MS, STALL_TIMES_MEDIAN * median(gaps));
  return gaps.filter((gap) => gap > bound).length;
}

function tokensPerChunk(requests: readonly RequestRecord[]): Record<string, number> {
  const streamed = requests.filter(({ outcome, series }) => outcome.status === 'ok' && series.icl !== undefined);
  const tokens = streamed.reduce((sum, { counts }) => sum + counts.outputTokens, 0);
  const events = streamed.reduce((sum, { series }) => sum + (series.icl?.length ?? 0) + 1, 0);
  return events === 0 ? {} : { tokensPerChunk: tokens / events };
}
