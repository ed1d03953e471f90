import type { FinishReason, RequestOutcome } from '../../protocol/sample.js';
import type { HttpDocument } from '../http/http-client.js';
import type { Generation } from '../provider.js';
import { AnswerText } from './answer-text.js';
import { type ChunkFacts, readChatChunk } from './chat-chunk.js';
import { parsedDocument } from './server-probe.js';

/** The body of a streaming request, turned into one for a whole answer. */
export function wholeRequestBody(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  // Servers reject options of a stream that is none.
  const { stream_options: _options, timings_per_token: _timings, ...rest } = body;
  return { ...rest, stream: false };
}

/** A whole answer as a generation: it has a beginning and an end and no moments of tokens. */
export function wholeGeneration(document: HttpDocument, scheduledMs: number): Generation {
  const facts = document.failure === undefined ? factsOf(document) : undefined;
  const answer = new AnswerText();
  if (facts !== undefined) answer.add(facts, document.endMs);
  const { promptTokens, outputTokens } = facts?.usage ?? {};
  return {
    outcome: outcomeOf(document, facts),
    stamps: { scheduledMs, sendMs: document.sendMs, endMs: document.endMs },
    eventMs: [],
    singleTokenEvents: false,
    promptTokens: promptTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    firstEventTokens: 0,
    tokenSource: promptTokens === undefined || outputTokens === undefined ? 'estimate' : 'server',
    text: answer.toString(),
    parts: answer.parts,
    finish: finishOf(document, facts),
    labels: [],
  };
}

/** What the answer says, or undefined for what is no completion. */
function factsOf(document: HttpDocument): ChunkFacts | undefined {
  try {
    const facts = readChatChunk(parsedDocument(document));
    return facts.error !== undefined || facts.finish !== undefined || facts.usage !== undefined ? facts : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function outcomeOf({ failure }: HttpDocument, facts: ChunkFacts | undefined): RequestOutcome {
  if (failure !== undefined) return { status: 'failed', class: failure.failureClass, message: failure.message };
  if (facts === undefined) {
    return { status: 'failed', class: 'invalid-response', message: 'The whole answer is no completion.' };
  }
  if (facts.error === undefined) return { status: 'ok' };
  return { status: 'failed', class: 'stream-error', message: `The server reported: ${facts.error}` };
}

function finishOf({ failure }: HttpDocument, facts: ChunkFacts | undefined): FinishReason {
  return failure?.failureClass === 'cancelled' ? 'aborted' : (facts?.finish ?? 'unknown');
}
