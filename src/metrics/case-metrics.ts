import type { Sample } from '../protocol/sample.js';
import type { ServiceLevels } from '../protocol/service-levels.js';
import { concurrencyMetrics } from './concurrency.js';
import { contextMemory } from './context-memory.js';
import { memoryGrowth } from './memory-growth.js';
import { goodputMetrics, serviceLevelsOf } from './goodput.js';
import { caseWindowMs } from './output-window.js';
import { stallMetrics } from './stream-gaps.js';
import { sustainedMetrics } from './sustained.js';

/**
 * Metrics of a whole case from its measured samples, its parameters and its service levels: rates are Σ tokens / Σ time over the iteration
 * windows, and a failed request stays in the denominator. Empty when nothing was measured.
 */
export function computeCaseMetrics(
  samples: readonly Sample[],
  parameters: Readonly<Record<string, unknown>> = {},
  levels: ServiceLevels = serviceLevelsOf(parameters),
): Record<string, number> {
  if (!samples.some((sample) => sample.requests.length > 0)) return {};
  return {
    ...throughputMetrics(samples),
    ...goodputMetrics(samples, levels),
    // Beside its own requests only a case with slots has anything to say about how busy they were.
    ...('slots' in parameters ? concurrencyMetrics(samples) : {}),
    ...stallMetrics(samples),
    ...memoryMetrics(samples),
    ...memoryGrowth(samples),
    // Only a case that lasts is asked whether it held.
    ...('checkpointMs' in parameters ? sustainedMetrics(samples) : {}),
  };
}

function throughputMetrics(samples: readonly Sample[]): Record<string, number> {
  const requests = samples.flatMap((sample) => sample.requests);
  const succeeded = requests.filter((request) => request.outcome.status === 'ok');
  const windowMs = caseWindowMs(samples);
  const tokens = succeeded.reduce((sum, request) => sum + request.counts.outputTokens, 0);
  const rates: Record<string, number> =
    windowMs > 0 && tokens > 0
      ? { outTps: (tokens / windowMs) * 1_000, reqTps: (succeeded.length / windowMs) * 1_000 }
      : {};
  return { ...rates, errorRate: (requests.length - succeeded.length) / requests.length };
}

/** Memory against context within one case; a sweep over cases is read by the report. */
function memoryMetrics(samples: readonly Sample[]): Record<string, number> {
  const points = samples.flatMap(({ metrics }) => {
    const { contextTokens, rssAfter: rssBytes } = metrics;
    return contextTokens === undefined || rssBytes === undefined ? [] : [{ contextTokens, rssBytes }];
  });
  const memory = contextMemory(points);
  return memory?.kind === 'grows' ? { kvBytesPerToken: memory.kvBytesPerToken } : {};
}
