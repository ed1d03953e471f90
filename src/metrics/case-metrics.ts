import type { RequestRecord, Sample } from '../protocol/sample.js';

/**
 * Metrics of a whole case from its measured samples: rates are Σ tokens / Σ time over the iteration windows, and a failed
 * request stays in the denominator. Empty when nothing was measured.
 */
export function computeCaseMetrics(samples: readonly Sample[]): Record<string, number> {
  const requests = samples.flatMap((sample) => sample.requests);
  const attempted = requests.length;
  if (attempted === 0) return {};
  const succeeded = requests.filter((request) => request.outcome.status === 'ok');
  const windowMs = samples.reduce((sum, sample) => sum + outputWindowMs(sample.requests), 0);
  const tokens = succeeded.reduce((sum, request) => sum + request.counts.outputTokens, 0);
  const rates: Record<string, number> =
    windowMs > 0 && tokens > 0
      ? { outTps: (tokens / windowMs) * 1_000, reqTps: (succeeded.length / windowMs) * 1_000 }
      : {};
  return { ...rates, errorRate: (attempted - succeeded.length) / attempted };
}

/** From the first request's start to the last token of any; a failed request counts with its whole duration. */
function outputWindowMs(requests: readonly RequestRecord[]): number {
  if (requests.length === 0) return 0;
  const start = Math.min(...requests.map((request) => request.stamps.sendMs));
  const end = Math.max(...requests.map((request) => request.stamps.lastTokenMs ?? request.stamps.endMs));
  return end - start;
}
