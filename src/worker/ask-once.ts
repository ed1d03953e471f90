import { setTimeout as delay } from 'node:timers/promises';
import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { StoredAnswer } from '../protocol/answer.js';
import { isMalformedCall } from '../protocol/malformed-call.js';
import type { FailureClass, RequestRecord } from '../protocol/sample.js';
import type { Generation, GenerationRequest } from '../providers/provider.js';
import type { IterationContext } from './benchmark.js';
import type { Chat } from './graded-benchmark.js';
import type { CaseParameters } from '../protocol/messages.js';

/** Waits before another try of a request that met an outage, in milliseconds; as many tries follow the first one. */
const BACKOFF_MS: readonly number[] = [250, 1_000, 4_000];

/** Failures of the backend, not of the model: they say nothing about an answer. A time that ran out does. */
const OUTAGES: ReadonlySet<FailureClass> = new Set<FailureClass>([
  'connect',
  'http-4xx',
  'http-5xx',
  'stream-error',
  'invalid-response',
  // The stream broke off, or the backend cut the prompt: neither is the model's doing.
  'truncated',
  'oom',
  'crash',
]);

/** Asks, and asks again after an outage. The last exchange is the answer; every try has its record. */
export async function askOnce(
  wanted: Chat,
  context: IterationContext,
): Promise<{ readonly answer: StoredAnswer; readonly tried: readonly RequestRecord[] }> {
  // A model that thinks before it answers is given room for that beside the room that an answer takes.
  const chat = { ...wanted, maxTokens: wanted.maxTokens + numberOf(context.parameters, 'room') };
  const tried: RequestRecord[] = [];
  for (const backoffMs of [...BACKOFF_MS, undefined]) {
    const { record, generation } = await send(chat, context);
    tried.push(record);
    if (isTooLong(record)) throw tooLong(record);
    if (!isOutage(record)) return { answer: answerOf(chat, record, generation), tried };
    if (backoffMs === undefined || isRefusal(record)) break;
    await delay(backoffMs, undefined, { signal: context.signal });
  }
  throw outage(tried);
}

/** How servers say that a chat has outgrown the model's context. */
const TOO_LONG = /exceed[\w ]*context|context (size|length|window)|maximum context/i;

function isTooLong({ outcome }: RequestRecord): boolean {
  return outcome.status === 'failed' && outcome.class === 'http-4xx' && TOO_LONG.test(outcome.message);
}

/** Says nothing of the answers' worth: the case is skipped. */
function tooLong({ outcome }: RequestRecord): AcodeError {
  const message = outcome.status === 'failed' ? outcome.message : '';
  return noRoom(`The chat does not fit the model's context: ${message}`);
}

function noRoom(message: string): AcodeError {
  return new AcodeError({
    code: 'UNSUPPORTED',
    exitCode: EXIT.unavailable,
    message,
    hint: 'Ask a model with a longer context.',
  });
}

/** What the plan says about the asking: `temperature` of sampling, `room` for thinking in tokens; 0 unless it says so. */
export function numberOf(parameters: CaseParameters, name: 'temperature' | 'room'): number {
  const value = parameters[name];
  return typeof value === 'number' ? value : 0;
}

async function send(
  chat: Chat,
  context: IterationContext,
): Promise<{ readonly record: RequestRecord; readonly generation: Generation | undefined }> {
  let generation: Generation | undefined;
  const sampling = { temperature: numberOf(context.parameters, 'temperature'), seed: context.seed };
  const record = await context
    .request(requestOf(chat, sampling), { onGeneration: (heard) => (generation = heard) })
    .catch((error: unknown) => {
      if (error instanceof AcodeError && error.code === 'CONTEXT_TOO_SMALL') throw noRoom(error.message);
      throw error;
    });
  return { record, generation };
}

function requestOf({ messages, tools, maxTokens }: Chat, sampling: GenerationRequest['sampling']): GenerationRequest {
  return {
    prompt: { kind: 'chat', messages, ...(tools === undefined ? {} : { tools }) },
    maxTokens,
    exactLength: false,
    sampling,
    // A cached beginning is read in other batches and may round otherwise; equal requests are to give equal answers.
    cache: 'cold',
  };
}

function isOutage({ outcome }: RequestRecord): boolean {
  return outcome.status === 'failed' && OUTAGES.has(outcome.class) && !isMalformedCall(outcome.message);
}

/** The backend understood the request and will refuse it again, unless it only asked for patience. */
function isRefusal({ outcome }: RequestRecord): boolean {
  return outcome.status === 'failed' && outcome.class === 'http-4xx' && !/\b429\b/.test(outcome.message);
}

/**
 * Longest text of one answer that is kept, in UTF-16 units: some hundred times what items ask for, and little enough for a
 * line of the protocol. A server that writes on and on is cut, and its answer counts as cut.
 */
const MAX_ANSWER_LENGTH = 50_000;

function answerOf(chat: Chat, record: RequestRecord, generation: Generation | undefined): StoredAnswer {
  const { parts, text = '' } = generation ?? {};
  const whole = {
    text: parts?.content ?? text,
    ...(parts?.reasoning === undefined ? {} : { reasoning: parts.reasoning }),
    ...(parts?.toolCalls === undefined ? {} : { toolCalls: parts.toolCalls }),
  };
  const isCut = JSON.stringify(whole).length > MAX_ANSWER_LENGTH;
  return {
    messages: chat.messages,
    ...(chat.tools === undefined ? {} : { tools: chat.tools }),
    maxTokens: chat.maxTokens,
    ...(isCut ? { text: whole.text.slice(0, MAX_ANSWER_LENGTH) } : whole),
    finish: isCut ? 'length' : record.finish,
    outcome: record.outcome,
  };
}

function outage(tried: readonly RequestRecord[]): AcodeError {
  const outcome = tried.at(-1)?.outcome;
  const message = outcome?.status === 'failed' ? outcome.message : 'no answer came';
  return new AcodeError({
    code: 'OUTAGE',
    exitCode: EXIT.unavailable,
    message: `The model could not be asked, after ${tried.length} ${tried.length === 1 ? 'try' : 'tries'}: ${message}`,
    hint: 'Nothing was graded. Look at the server, then go on: --resume last --retry-failed.',
  });
}
