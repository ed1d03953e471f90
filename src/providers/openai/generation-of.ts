import type { RequestOutcome, RequestStamps, TokenSource } from '../../protocol/sample.js';
import type { HttpResult } from '../http/http-client.js';
import type { Generation } from '../provider.js';
import type { AnswerReader } from './answer-reader.js';

/** Token counts of one generation and where they come from. */
export interface GenerationCounts {
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly source: TokenSource;
}

/** Everything one request left behind, as the record of a generation. */
export function generationOf(
  reader: AnswerReader,
  result: HttpResult,
  { scheduledMs, counts }: { readonly scheduledMs: number; readonly counts: GenerationCounts },
): Generation {
  const cached = reader.usage.cachedPromptTokens;
  return {
    outcome: outcomeOf(result),
    stamps: stampsOf(reader, result, scheduledMs),
    eventMs: reader.eventMs,
    singleTokenEvents: reader.singleTokenEvents,
    promptTokens: counts.promptTokens,
    ...(cached === undefined ? {} : { cachedPromptTokens: cached }),
    outputTokens: counts.outputTokens,
    firstEventTokens: reader.eventMs.length === 0 ? 0 : (reader.firstEventTokens ?? 1),
    tokenSource: counts.source,
    text: reader.text,
    parts: reader.parts,
    finish: result.failure?.failureClass === 'cancelled' ? 'aborted' : (reader.finish ?? 'unknown'),
    ...(reader.engine === undefined ? {} : { engine: reader.engine }),
    labels: [],
  };
}

function outcomeOf({ failure }: HttpResult): RequestOutcome {
  return failure === undefined
    ? { status: 'ok' }
    : { status: 'failed', class: failure.failureClass, message: failure.message };
}

function stampsOf(reader: AnswerReader, result: HttpResult, scheduledMs: number): RequestStamps {
  const { firstEventMs, firstTokenMs, firstAnswerMs } = reader;
  const lastTokenMs = reader.eventMs.at(-1);
  return {
    scheduledMs,
    sendMs: result.sendMs,
    ...(firstEventMs === undefined ? {} : { firstEventMs }),
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(firstAnswerMs === undefined ? {} : { firstAnswerMs }),
    ...(lastTokenMs === undefined ? {} : { lastTokenMs }),
    endMs: result.endMs,
  };
}
