import { usageError } from '../errors.js';
import { METRICS } from '../metrics/registry.js';
import { didYouMean } from '../plan/did-you-mean.js';
import { DEFAULT_THRESHOLD } from '../report/compare/evidence.js';
import { parseShare } from './share.js';

/** Thresholds of a comparison; shares. */
export interface Thresholds {
  /** For every metric without one of its own. */
  readonly threshold: number;
  readonly thresholds: Readonly<Record<string, number>>;
}

/** Thresholds of the configuration as the flag would have them; `default` is for all metrics. */
export function configuredThresholds(entries: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(entries).map(([id, share]) => (id === 'default' ? share : `${id}=${share}`));
}

/**
 * Reads `5%` for all metrics and `ttft=10%` for one; the last of a kind wins, and one for a metric wins over all.
 * @throws AcodeError (usage) for anything else and for metrics that do not exist.
 */
export function parseThresholds(texts: readonly string[]): Thresholds {
  let threshold = DEFAULT_THRESHOLD;
  const thresholds: Record<string, number> = {};
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals < 0) threshold = parseShare(text, '--threshold');
    else thresholds[knownMetric(text.slice(0, equals))] = parseShare(text.slice(equals + 1), '--threshold');
  }
  return { threshold, thresholds };
}

function knownMetric(id: string): string {
  const known = METRICS.map((metric) => metric.id);
  if (known.includes(id)) return id;
  throw usageError(`--threshold names no metric "${id}".`, didYouMean(id, known) ?? `Known: ${known.join(', ')}.`);
}
