import type { EngineTimings, RequestCounts, RequestOutcome, RequestStamps } from '../protocol/sample.js';

/** Bounds below which a rate says more about the clock than about the model (METRICS: validity). */
export const VALIDITY = Object.freeze({
  /** Least output tokens of a decode rate. */
  minDecodeTokens: 16,
  /** Least milliseconds between first and last token of a decode rate. */
  minDecodeMs: 50,
  /** Least uncached prompt tokens of a prefill rate. */
  minPrefillTokens: 64,
  /** Output below this share of the requested length leaves the decode statistics. */
  shortShare: 0.9,
  /** Cached tokens a cold prompt may show: a chat template's first tokens are the same for every prompt. */
  cacheTolerance: (promptTokens: number) => Math.max(8, 0.01 * promptTokens),
  /** Prompt tokens below this share of the expected mean that the backend cut the prompt. */
  truncatedShare: 0.9,
});

/** The raw facts of one request. */
export interface RequestFacts {
  readonly outcome: RequestOutcome;
  readonly stamps: RequestStamps;
  readonly counts: RequestCounts;
  /** Whether the prompt was to be read without any cache. */
  readonly cold: boolean;
  /** Whether the request had an intended start of its own, as under open-loop load. */
  readonly openLoop?: boolean;
  readonly engine?: EngineTimings;
  readonly cpuMs?: number;
}

/** Values by metric id, and the labels that take a request out of some statistics. */
export interface RequestMetrics {
  readonly metrics: Readonly<Record<string, number>>;
  readonly labels: readonly string[];
}

/**
 * Computes every per-request metric that holds; one that does not is absent, never 0. Formulas: docs/metrics.md, version
 * `METRIC_DEFS`. A failed request has no metrics but keeps its place in every denominator.
 */
export function computeRequestMetrics(facts: RequestFacts): RequestMetrics {
  if (facts.outcome.status === 'failed') return { metrics: {}, labels: [] };
  const labels = labelsOf(facts);
  const candidates: Record<string, number | undefined> = {
    ...latencies(facts),
    ...decodeRates(facts, labels),
    ...prefillRates(facts, labels),
    ...ratios(facts),
    cpuMs: facts.cpuMs,
  };
  const metrics: Record<string, number> = {};
  for (const [id, value] of Object.entries(candidates)) {
    if (value !== undefined && Number.isFinite(value)) metrics[id] = value;
  }
  return { metrics, labels };
}

function labelsOf({ counts, cold }: RequestFacts): string[] {
  const labels: string[] = [];
  if (cold && (counts.cachedPromptTokens ?? 0) > VALIDITY.cacheTolerance(counts.promptTokens))
    labels.push('cache-contaminated');
  const { requestedOutputTokens, requestedPromptTokens } = counts;
  if (requestedOutputTokens !== undefined && counts.outputTokens < VALIDITY.shortShare * requestedOutputTokens)
    labels.push('short');
  if (requestedPromptTokens !== undefined && counts.promptTokens < VALIDITY.truncatedShare * requestedPromptTokens) {
    labels.push('truncated');
  }
  return labels;
}

function latencies({ stamps, openLoop }: RequestFacts): Record<string, number | undefined> {
  const { scheduledMs, sendMs, firstEventMs, firstTokenMs, firstAnswerMs, lastTokenMs, endMs } = stamps;
  return {
    queueMs: sendMs - scheduledMs,
    ttfr: difference(firstEventMs, sendMs),
    ttft: difference(firstTokenMs, sendMs),
    ttfo: difference(firstAnswerMs, sendMs),
    e2el: difference(lastTokenMs, sendMs),
    responseMs: openLoop === true ? difference(lastTokenMs, scheduledMs) : undefined,
    tailMs: difference(endMs, lastTokenMs),
  };
}

function decodeRates(facts: RequestFacts, labels: readonly string[]): Record<string, number | undefined> {
  const { stamps, counts, engine } = facts;
  const behindFirst = counts.outputTokens - counts.firstEventTokens;
  const intervalMs = difference(stamps.lastTokenMs, stamps.firstTokenMs);
  if (labels.includes('short') || intervalMs === undefined || behindFirst < 1) return {};
  const valid = counts.outputTokens >= VALIDITY.minDecodeTokens && intervalMs >= VALIDITY.minDecodeMs;
  return {
    tpot: intervalMs / behindFirst,
    decodeTps: valid ? (behindFirst / intervalMs) * 1_000 : undefined,
    decodeTpsServer:
      counts.outputTokens >= VALIDITY.minDecodeTokens ? perSecond(engine?.decodeTokens, engine?.decodeMs) : undefined,
  };
}

function prefillRates(facts: RequestFacts, labels: readonly string[]): Record<string, number | undefined> {
  const { stamps, counts, engine } = facts;
  const read = counts.promptTokens - (counts.cachedPromptTokens ?? 0);
  const ttftMs = difference(stamps.firstTokenMs, stamps.sendMs);
  if (labels.includes('cache-contaminated') || labels.includes('truncated') || read < VALIDITY.minPrefillTokens)
    return {};
  return {
    prefillTps: perSecond(read, ttftMs),
    prefillTpsServer: perSecond(engine?.prefillTokens, engine?.prefillMs),
  };
}

function ratios({ stamps, counts, engine }: RequestFacts): Record<string, number | undefined> {
  return {
    e2eTps: perSecond(counts.outputTokens, difference(stamps.lastTokenMs, stamps.sendMs)),
    cacheHit:
      counts.cachedPromptTokens === undefined ? undefined : quotient(counts.cachedPromptTokens, counts.promptTokens),
    specAccept: quotient(engine?.acceptedDraftTokens, engine?.draftedTokens),
    lenFidelity: quotient(counts.outputTokens, counts.requestedOutputTokens),
    promptFidelity: quotient(counts.promptTokens, counts.requestedPromptTokens),
  };
}

function difference(later: number | undefined, earlier: number | undefined): number | undefined {
  return later === undefined || earlier === undefined ? undefined : later - earlier;
}

function quotient(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || whole === undefined || whole <= 0 ? undefined : part / whole;
}

function perSecond(tokens: number | undefined, milliseconds: number | undefined): number | undefined {
  const perMillisecond = quotient(tokens, milliseconds);
  return perMillisecond === undefined ? undefined : perMillisecond * 1_000;
}
