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

/** A threshold as it was written, and the name of the place where it was. */
export interface WrittenThreshold {
  readonly text: string;
  readonly from: string;
}

/** Thresholds of the configuration as the flag would have them; `default` is for all metrics. */
export function configuredThresholds(entries: Readonly<Record<string, string>> = {}): WrittenThreshold[] {
  return Object.entries(entries).map(([id, share]) => ({
    text: id === 'default' ? share : `${id}=${share}`,
    from: 'thresholds of the configuration',
  }));
}

/** Thresholds of the flag. */
export function typedThresholds(texts: readonly string[]): WrittenThreshold[] {
  return texts.map((text) => ({ text, from: '--threshold' }));
}

/**
 * Reads `5%` for all metrics and `ttft=10%` for one; the last of a kind wins, and one for a metric wins over all.
 * @throws AcodeError (usage) for anything else and for metrics that do not exist.
 */
export function parseThresholds(written: readonly WrittenThreshold[]): Thresholds {
  let threshold = DEFAULT_THRESHOLD;
  const thresholds: Record<string, number> = {};
  for (const { text, from } of written) {
    const equals = text.indexOf('=');
    if (equals < 0) threshold = parseShare(text, from);
    else thresholds[knownMetric(text.slice(0, equals), from)] = parseShare(text.slice(equals + 1), from);
  }
  return { threshold, thresholds };
}

function knownMetric(id: string, from: string): string {
  const known = METRICS.map((metric) => metric.id);
  if (known.includes(id)) return id;
  throw usageError(`${from}: there is no metric "${id}".`, didYouMean(id, known) ?? 'See: acode benchmark explain');
}
