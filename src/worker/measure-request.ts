import { createHash } from 'node:crypto';
import { computeRequestMetrics } from '../metrics/request-metrics.js';
import type { RequestCounts, RequestRecord, RequestStamps } from '../protocol/sample.js';
import type { Generation, GenerationRequest, Provider } from '../providers/provider.js';
import type { RequestOptions } from './benchmark.js';

/** A request and what surrounds it. */
export interface RequestMeasurement {
  readonly provider: Provider;
  readonly request: GenerationRequest;
  /** Start of the iteration on `performance.now()`'s clock. */
  readonly originMs: number;
  readonly signal: AbortSignal;
  readonly options: RequestOptions;
}

/** Sends one request and turns the provider's stamps and counts into a record with its metrics. */
export async function measureRequest(measurement: RequestMeasurement): Promise<RequestRecord> {
  const { provider, request, originMs, signal, options } = measurement;
  // A generation from elsewhere did not use the time of these processes.
  const cpuMs = (): number | undefined => (options.send === undefined ? provider.modelCpuMs() : undefined);
  const cpuBeforeMs = cpuMs();
  const generation = await (options.send?.(request, signal) ?? provider.generate(request, signal));
  options.onText?.(generation.text);
  options.onGeneration?.(generation);
  const cpuAfterMs = cpuMs();
  const stamps = scheduled(relativeTo(originMs, generation.stamps), options);
  const counts = countsOf(generation, request, options);
  const { metrics, labels } = computeRequestMetrics({
    outcome: generation.outcome,
    stamps,
    counts,
    cold: request.cache === 'cold',
    openLoop: options.scheduledMs !== undefined,
    ...(generation.engine === undefined ? {} : { engine: generation.engine }),
    ...(cpuBeforeMs === undefined || cpuAfterMs === undefined ? {} : { cpuMs: cpuAfterMs - cpuBeforeMs }),
  });
  return {
    outcome: generation.outcome,
    stamps,
    counts,
    ...(generation.engine === undefined ? {} : { engine: generation.engine }),
    finish: generation.finish,
    ...(generation.outputTokens === 0 ? {} : { outputDigest: digestOf(generation.text) }),
    metrics,
    series: gapsOf(generation),
    labels: [...generation.labels, ...(options.labels ?? []), ...labels],
  };
}

function relativeTo(originMs: number, stamps: RequestStamps): RequestStamps {
  const { scheduledMs, sendMs, endMs, firstEventMs, firstTokenMs, firstAnswerMs, lastTokenMs } = stamps;
  return {
    scheduledMs: scheduledMs - originMs,
    sendMs: sendMs - originMs,
    ...(firstEventMs === undefined ? {} : { firstEventMs: firstEventMs - originMs }),
    ...(firstTokenMs === undefined ? {} : { firstTokenMs: firstTokenMs - originMs }),
    ...(firstAnswerMs === undefined ? {} : { firstAnswerMs: firstAnswerMs - originMs }),
    ...(lastTokenMs === undefined ? {} : { lastTokenMs: lastTokenMs - originMs }),
    endMs: endMs - originMs,
  };
}

/** An open loop's request counts from its intended start, not from the moment the client got round to it. */
function scheduled(stamps: RequestStamps, { scheduledMs }: RequestOptions): RequestStamps {
  return scheduledMs === undefined ? stamps : { ...stamps, scheduledMs: Math.min(scheduledMs, stamps.scheduledMs) };
}

function countsOf(generation: Generation, request: GenerationRequest, options: RequestOptions): RequestCounts {
  return {
    promptTokens: generation.promptTokens,
    ...(generation.cachedPromptTokens === undefined ? {} : { cachedPromptTokens: generation.cachedPromptTokens }),
    outputTokens: generation.outputTokens,
    firstEventTokens: generation.firstEventTokens,
    ...(options.requestedPromptTokens === undefined ? {} : { requestedPromptTokens: options.requestedPromptTokens }),
    ...(request.exactLength ? { requestedOutputTokens: request.maxTokens } : {}),
    source: generation.tokenSource,
  };
}

/** Gaps between token-bearing events; also the true inter-token latency where each event is one token. */
function gapsOf(generation: Generation): RequestRecord['series'] {
  const gaps = generation.eventMs.slice(1).map((moment, index) => moment - (generation.eventMs[index] ?? moment));
  if (gaps.length === 0) return {};
  return generation.singleTokenEvents ? { icl: gaps, itl: gaps } : { icl: gaps };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
