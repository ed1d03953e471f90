import type { RequestRecord, Sample } from '../protocol/sample.js';

/**
 * `concEff`: ∫ requests in flight dt / duration, over all iterations; `concPeak`: most requests in flight at once. A
 * request is in flight from its send to the end of its stream. Empty when no iteration sent more than one request.
 */
export function concurrencyMetrics(samples: readonly Sample[]): Record<string, number> {
  if (!samples.some((sample) => sample.requests.length > 1)) return {};
  const spans = samples.map((sample) => sample.requests.map((request) => spanOf(request)));
  const busyMs = sum(spans.flat().map(({ startMs, endMs }) => endMs - startMs));
  const durationMs = sum(spans.map((each) => lengthOf(each)));
  if (durationMs <= 0) return {};
  return { concEff: busyMs / durationMs, concPeak: Math.max(...spans.map((each) => peakOf(each))) };
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

function spanOf({ stamps }: RequestRecord): Span {
  return { startMs: stamps.sendMs, endMs: stamps.endMs };
}

function lengthOf(spans: readonly Span[]): number {
  if (spans.length === 0) return 0;
  return Math.max(...spans.map(({ endMs }) => endMs)) - Math.min(...spans.map(({ startMs }) => startMs));
}

/** At equal moments ends come first: a request that starts when another ends is not beside it. */
function peakOf(spans: readonly Span[]): number {
  const changes = spans.flatMap(({ startMs, endMs }) => [
    { ms: startMs, by: 1 },
    { ms: endMs, by: -1 },
  ]);
  let inFlight = 0;
  let peak = 0;
  for (const { by } of changes.sort((a, b) => a.ms - b.ms || a.by - b.by)) {
    inFlight += by;
    peak = Math.max(peak, inFlight);
  }
  return peak;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
