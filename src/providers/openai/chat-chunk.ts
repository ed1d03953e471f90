import type { EngineTimings, FinishReason } from '../../protocol/sample.js';
import { errorMessageOf } from '../http/error-answer.js';
import { arrayIn, isObject, type JsonObject, numberIn, objectIn, stringIn } from '../http/json-value.js';

/** Token counts as a server reports them; per chunk where it does, else at the end. */
export interface ReportedUsage {
  readonly promptTokens?: number;
  readonly cachedPromptTokens?: number;
  /** Output tokens generated up to this chunk. */
  readonly outputTokens?: number;
}

/** A piece of a tool call: id and name come once, the arguments in fragments. */
export interface ToolCallFragment {
  readonly index: number;
  readonly id?: string;
  readonly name: string;
  readonly arguments: string;
}

/** What one chunk of a stream says. Text that is absent in the chunk is empty here. */
export interface ChunkFacts {
  /** Answer text; it may hold inline `<think>` tags. */
  readonly content: string;
  /** Reasoning text from a field of its own. */
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCallFragment[];
  readonly finish?: FinishReason;
  readonly usage?: ReportedUsage;
  readonly engine?: EngineTimings;
  /** The server's message, when the chunk reports an error instead of tokens. */
  readonly error?: string;
}

/** Names under which servers send reasoning: DeepSeek and llama.cpp, vLLM and OpenRouter, Ollama and others. */
const REASONING_FIELDS = ['reasoning_content', 'reasoning', 'thinking'] as const;

/** Whether tokens came with the chunk; a role, an empty delta, progress and usage alone are none. */
export function bearsTokens(facts: ChunkFacts): boolean {
  return facts.content !== '' || facts.reasoning !== '' || facts.toolCalls.length > 0;
}

/**
 * Interprets one parsed chunk of `/v1/chat/completions` or `/v1/completions`. Unknown fields are ignored; a value that is
 * no object, or is none of the protocol's shapes, throws a `TypeError`.
 */
export function readChatChunk(chunk: unknown, eventType = 'message'): ChunkFacts {
  if (!isObject(chunk)) throw new TypeError('A chunk of the stream is not a JSON object.');
  const error = errorIn(chunk, eventType);
  if (error !== undefined) return { content: '', reasoning: '', toolCalls: [], error };
  if (!isKnownShape(chunk)) throw new TypeError('A chunk of the stream has none of the fields of the protocol.');
  const choice = arrayIn(chunk, 'choices')[0];
  const facts = isObject(choice) ? readChoice(choice) : { content: '', reasoning: '', toolCalls: [] };
  const timings = objectIn(chunk, 'timings');
  const usage = mergedUsage(objectIn(chunk, 'usage'), timings);
  return {
    ...facts,
    ...(usage === undefined ? {} : { usage }),
    ...(timings === undefined ? {} : { engine: readTimings(timings) }),
  };
}

function errorIn(chunk: JsonObject, eventType: string): string | undefined {
  const error = chunk['error'];
  if (error !== undefined && error !== null && error !== false) {
    return errorMessageOf(chunk) ?? 'the server reported an error without a message';
  }
  const isError = eventType === 'error' || chunk['object'] === 'error';
  return isError ? (errorMessageOf(chunk) ?? 'the server reported an error without a message') : undefined;
}

function isKnownShape(chunk: JsonObject): boolean {
  return ['choices', 'usage', 'timings', 'prompt_progress', 'object', 'id'].some((field) => field in chunk);
}

function readChoice(choice: JsonObject): Pick<ChunkFacts, 'content' | 'reasoning' | 'toolCalls' | 'finish'> {
  const delta = objectIn(choice, 'delta') ?? objectIn(choice, 'message') ?? {};
  const finish = finishOf(choice['finish_reason']);
  return {
    content: textOf(delta['content']) + (stringIn(choice, 'text') ?? '') + (stringIn(delta, 'refusal') ?? ''),
    reasoning: REASONING_FIELDS.map((field) => textOf(delta[field])).find((text) => text !== '') ?? '',
    toolCalls: readToolCalls(delta),
    ...(finish === undefined ? {} : { finish }),
  };
}

/** Text as a string, or as a list of parts. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  return value.map((part) => (isObject(part) ? (stringIn(part, 'text') ?? '') : '')).join('');
}

/** Fragments that carry a name or arguments; `function_call` is the older form of a single call. */
function readToolCalls(delta: JsonObject): readonly ToolCallFragment[] {
  const legacy = objectIn(delta, 'function_call');
  const calls = arrayIn(delta, 'tool_calls').filter(isObject);
  const fragments = calls.map((call, position): ToolCallFragment => {
    const id = stringIn(call, 'id');
    const fragment = toFragment(objectIn(call, 'function') ?? {}, numberIn(call, 'index') ?? position);
    return id === undefined || id === '' ? fragment : { ...fragment, id };
  });
  if (legacy !== undefined) fragments.push(toFragment(legacy, 0));
  return fragments.filter((fragment) => fragment.name !== '' || fragment.arguments !== '');
}

function toFragment(call: JsonObject, index: number): ToolCallFragment {
  const args = call['arguments'];
  const text = typeof args === 'string' ? args : isObject(args) ? JSON.stringify(args) : '';
  return { index, name: stringIn(call, 'name') ?? '', arguments: text };
}

function finishOf(reason: unknown): FinishReason | undefined {
  if (typeof reason !== 'string' || reason === '') return undefined;
  switch (reason) {
    case 'length':
    case 'max_tokens':
      return 'length';
    case 'stop':
    case 'eos':
    case 'stop_sequence':
      return 'stop';
    case 'tool_calls':
    case 'function_call':
      return 'tool-calls';
    case 'abort':
    case 'cancelled':
      return 'aborted';
    default:
      return 'unknown';
  }
}

/** `usage` where the server sends it, completed by llama.cpp's `timings`. */
function mergedUsage(usage: JsonObject | undefined, timings: JsonObject | undefined): ReportedUsage | undefined {
  if (usage === undefined && timings === undefined) return undefined;
  const cacheTokens = timings === undefined ? undefined : numberIn(timings, 'cache_n');
  const evaluatedTokens = timings === undefined ? undefined : numberIn(timings, 'prompt_n');
  const details = usage === undefined ? undefined : objectIn(usage, 'prompt_tokens_details');
  const cached = (details === undefined ? undefined : numberIn(details, 'cached_tokens')) ?? cacheTokens;
  const prompt =
    (usage === undefined ? undefined : numberIn(usage, 'prompt_tokens')) ??
    (evaluatedTokens === undefined || cacheTokens === undefined ? undefined : evaluatedTokens + cacheTokens);
  const output =
    (usage === undefined ? undefined : numberIn(usage, 'completion_tokens')) ??
    (timings === undefined ? undefined : numberIn(timings, 'predicted_n'));
  return {
    ...(prompt === undefined ? {} : { promptTokens: prompt }),
    ...(cached === undefined ? {} : { cachedPromptTokens: cached }),
    ...(output === undefined ? {} : { outputTokens: output }),
  };
}

/**
 * llama.cpp's own clock. It starts `predicted_ms` when the first token has been sampled, so that time covers one token
 * less than `predicted_n` (tools/server, `t_start_generation`).
 */
function readTimings(timings: JsonObject): EngineTimings {
  const predicted = numberIn(timings, 'predicted_n');
  const fields = {
    prefillTokens: numberIn(timings, 'prompt_n'),
    prefillMs: numberIn(timings, 'prompt_ms'),
    decodeTokens: predicted === undefined ? undefined : Math.max(0, predicted - 1),
    decodeMs: numberIn(timings, 'predicted_ms'),
    draftedTokens: numberIn(timings, 'draft_n'),
    acceptedDraftTokens: numberIn(timings, 'draft_n_accepted'),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
