import type { RequestRecord } from '../protocol/sample.js';

/** Label of a request whose prompt the backend was to find in its cache. */
export const CACHED_LABEL = 'cached';

/** Label of a first request behind the start of a process or the loading of a model. */
export const COLD_START_LABEL = 'cold-start';

/**
 * `cacheSaving`: time to the first token of the uncached request − that of the {@link CACHED_LABEL} one of the same
 * iteration, with the latter as `ttftCached`. Empty without such a pair.
 */
export function cacheSaving(requests: readonly RequestRecord[]): Record<string, number> {
  const [uncached, cached] = split(requests, CACHED_LABEL);
  if (uncached === undefined || cached === undefined) return {};
  return { ttftCached: cached, cacheSaving: uncached - cached };
}

/**
 * `coldPenalty`: time to the first token of the {@link COLD_START_LABEL} request − mean of those that followed, which
 * have the same shape; the former as `ttftCold`. Empty without such a pair.
 */
export function coldPenalty(requests: readonly RequestRecord[]): Record<string, number> {
  const [warm, cold] = split(requests, COLD_START_LABEL);
  if (warm === undefined || cold === undefined) return {};
  return { ttftCold: cold, coldPenalty: cold - warm };
}

/** Mean times to the first token without and with a label. */
function split(requests: readonly RequestRecord[], label: string): [number | undefined, number | undefined] {
  const timesOf = (labelled: boolean): number[] =>
    requests
      .filter((request) => request.labels.includes(label) === labelled)
      .flatMap(({ metrics }) => (metrics['ttft'] === undefined ? [] : [metrics['ttft']]));
  return [mean(timesOf(false)), mean(timesOf(true))];
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
