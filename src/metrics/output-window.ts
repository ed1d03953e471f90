import type { RequestRecord, Sample } from '../protocol/sample.js';

/** From the first request's start to the last token of any, in milliseconds; a failed request counts with its whole duration. */
export function outputWindowMs(requests: readonly RequestRecord[]): number {
  if (requests.length === 0) return 0;
  const start = Math.min(...requests.map((request) => request.stamps.sendMs));
  const end = Math.max(...requests.map((request) => request.stamps.lastTokenMs ?? request.stamps.endMs));
  return end - start;
}

/** Sum of the output windows of all iterations, in milliseconds: the denominator of a case's rates. */
export function caseWindowMs(samples: readonly Sample[]): number {
  return samples.reduce((sum, sample) => sum + outputWindowMs(sample.requests), 0);
}
