import type { RequestRecord, Sample } from '../protocol/sample.js';
import type { ServiceLevels } from '../protocol/service-levels.js';
import { caseWindowMs } from './output-window.js';

/**
 * `goodFraction`: requests that meet every service level over ALL attempted; `goodput`: such requests per second of the
 * case's windows. A failed request is never good. Source: Zhong et al., "DistServe", OSDI 2024, section 2. Empty without
 * a service level or a request.
 */
export function goodputMetrics(samples: readonly Sample[], levels: ServiceLevels): Record<string, number> {
  const requests = samples.flatMap((sample) => sample.requests);
  if ((levels.ttftMs === undefined && levels.tpotMs === undefined) || requests.length === 0) return {};
  const good = requests.filter((request) => isGood(request, levels)).length;
  const windowMs = caseWindowMs(samples);
  return {
    ...(windowMs > 0 ? { goodput: (good / windowMs) * 1_000 } : {}),
    goodFraction: good / requests.length,
  };
}

/** Reads the service levels out of a case's parameters `sloTtftMs` and `sloTpotMs`. */
export function serviceLevelsOf(parameters: Readonly<Record<string, unknown>>): ServiceLevels {
  const { sloTtftMs, sloTpotMs } = parameters;
  return {
    ...(typeof sloTtftMs === 'number' ? { ttftMs: sloTtftMs } : {}),
    ...(typeof sloTpotMs === 'number' ? { tpotMs: sloTpotMs } : {}),
  };
}

function isGood({ outcome, metrics, counts }: RequestRecord, { ttftMs, tpotMs }: ServiceLevels): boolean {
  if (outcome.status === 'failed') return false;
  const inTime = ttftMs === undefined || (metrics['ttft'] ?? Infinity) <= ttftMs;
  // An answer of one event has no pace to fall behind with.
  const singleEvent = counts.outputTokens <= counts.firstEventTokens;
  return inTime && (tpotMs === undefined || singleEvent || (metrics['tpot'] ?? Infinity) <= tpotMs);
}
