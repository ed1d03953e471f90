import type { EngineTimings, RequestOutcome, RequestStamps } from '../../protocol/sample.js';
import type { HttpResult } from '../http/http-client.js';
import { promptBytes } from '../prompt-bytes.js';
import type { Generation, GenerationRequest } from '../provider.js';
import type { OllamaAnswerReader } from './ollama-answer-reader.js';
import type { OllamaStatistics } from './ollama-line.js';
import { presentFields } from './present-fields.js';

/** One request, and what it was sent with. */
export interface OllamaExchange {
  readonly request: GenerationRequest;
  readonly scheduledMs: number;
  readonly contextTokens: number;
}

/** Bytes of text per token, where the server does not count; an estimate, and marked as one. */
const BYTES_PER_TOKEN = 4;

/** Everything one request left behind, as the record of a generation. */
export function ollamaGeneration(
  reader: OllamaAnswerReader,
  result: HttpResult,
  { request, scheduledMs, contextTokens }: OllamaExchange,
): Generation {
  const { promptTokens, outputTokens, cachedPromptTokens } = reader.statistics;
  const engine = engineTimings(reader.statistics, request.cache);
  const isCounted = promptTokens !== undefined && outputTokens !== undefined;
  return {
    outcome: outcomeOf(result, promptTokens, contextTokens),
    stamps: stampsOf(reader, result, scheduledMs),
    eventMs: reader.eventMs,
    singleTokenEvents: reader.singleTokenEvents,
    promptTokens: promptTokens ?? Math.ceil(promptBytes(request.prompt) / BYTES_PER_TOKEN),
    ...(cachedPromptTokens === undefined ? {} : { cachedPromptTokens }),
    outputTokens: outputTokens ?? reader.eventMs.length,
    firstEventTokens: reader.eventMs.length === 0 ? 0 : 1,
    tokenSource: isCounted ? 'server' : 'estimate',
    text: reader.text,
    parts: reader.parts,
    finish: result.failure?.failureClass === 'cancelled' ? 'aborted' : (reader.finish ?? 'unknown'),
    ...(engine === undefined ? {} : { engine }),
    labels: [],
  };
}

/** The record of an answer that came in one document: its arrival is the moment of no token. */
export function withoutTokenMoments(generation: Generation): Generation {
  const { scheduledMs, sendMs, firstEventMs, endMs } = generation.stamps;
  return {
    ...generation,
    stamps: { scheduledMs, sendMs, ...presentFields({ firstEventMs }), endMs },
    eventMs: [],
    firstEventTokens: 0,
    singleTokenEvents: false,
  };
}

/** A server too old to refuse a prompt that is too long cuts it to exactly the context; that is no success. */
function outcomeOf({ failure }: HttpResult, promptTokens: number | undefined, contextTokens: number): RequestOutcome {
  if (failure !== undefined) return { status: 'failed', class: failure.failureClass, message: failure.message };
  if (promptTokens === undefined || promptTokens < contextTokens) return { status: 'ok' };
  const message = `The prompt fills the whole context of ${contextTokens} tokens, so the server has cut it.`;
  return { status: 'failed', class: 'truncated', message };
}

/**
 * The server's own clock. `prompt_eval_duration` covers the tokens that were evaluated, while `prompt_eval_count` counts
 * the cached ones too; without a count of these, only a cold prompt tells how many tokens the time is for.
 * `eval_duration` starts when the first token has been sampled, so it covers one token less than `eval_count`.
 */
function engineTimings(statistics: OllamaStatistics, cache: GenerationRequest['cache']): EngineTimings | undefined {
  const { promptTokens, cachedPromptTokens, outputTokens, prefillMs, decodeMs, loadMs } = statistics;
  const cached = cachedPromptTokens ?? (cache === 'cold' ? 0 : undefined);
  const fields = {
    prefillTokens: promptTokens === undefined || cached === undefined ? undefined : promptTokens - cached,
    prefillMs,
    decodeTokens: outputTokens === undefined ? undefined : Math.max(0, outputTokens - 1),
    decodeMs,
    loadMs,
  };
  const known = presentFields(fields);
  return Object.keys(known).length === 0 ? undefined : known;
}

function stampsOf(reader: OllamaAnswerReader, result: HttpResult, scheduledMs: number): RequestStamps {
  const { firstEventMs, firstTokenMs, firstAnswerMs } = reader;
  return {
    scheduledMs,
    sendMs: result.sendMs,
    ...presentFields({ firstEventMs, firstTokenMs, firstAnswerMs, lastTokenMs: reader.eventMs.at(-1) }),
    endMs: result.endMs,
  };
}
