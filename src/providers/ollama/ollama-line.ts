import type { FinishReason } from '../../protocol/sample.js';
import { errorMessageOf } from '../http/error-answer.js';
import { arrayIn, isObject, type JsonObject, numberIn, objectIn, stringIn } from '../http/json-value.js';
import type { ChunkFacts, ToolCallFragment } from '../openai/chat-chunk.js';
import { presentFields } from './present-fields.js';

/** Counts and durations that the last line of an answer carries. */
export interface OllamaStatistics {
  /** Tokens of the whole prompt; servers before 0.4 leave out those that were cached. */
  readonly promptTokens?: number;
  /** Prompt tokens taken from the cache; only newer servers tell. */
  readonly cachedPromptTokens?: number;
  readonly outputTokens?: number;
  readonly loadMs?: number;
  readonly prefillMs?: number;
  readonly decodeMs?: number;
}

/** What one line of `/api/chat` or `/api/generate` says. */
export interface OllamaLine extends Pick<ChunkFacts, 'content' | 'reasoning' | 'toolCalls' | 'error'> {
  /** The line ends the answer. */
  readonly done: boolean;
  readonly finish?: FinishReason;
  readonly statistics: OllamaStatistics;
}

const NANOSECONDS_PER_MS = 1_000_000;
const NO_TEXT = { content: '', reasoning: '', toolCalls: [] } as const;

/** Interprets one parsed line. Unknown fields are ignored; a value of no known shape throws a `TypeError`. */
export function readOllamaLine(value: unknown): OllamaLine {
  if (!isObject(value)) throw new TypeError('A line of the stream is not a JSON object.');
  if (value['error'] !== undefined && value['error'] !== null) {
    const error = errorMessageOf(value) ?? 'the server reported an error without a message';
    return { ...NO_TEXT, done: false, statistics: {}, error };
  }
  if (!['message', 'response', 'done'].some((field) => field in value)) {
    throw new TypeError('A line of the stream has none of the fields of the protocol.');
  }
  const message = objectIn(value, 'message') ?? {};
  const done = value['done'] === true;
  const toolCalls = readToolCalls(message);
  const finish = done ? finishOf(stringIn(value, 'done_reason')) : undefined;
  return {
    content: stringIn(message, 'content') ?? stringIn(value, 'response') ?? '',
    reasoning: stringIn(message, 'thinking') ?? stringIn(value, 'thinking') ?? '',
    toolCalls,
    done,
    ...(finish === undefined ? {} : { finish }),
    statistics: done ? readStatistics(value) : {},
  };
}

/** A tool call always comes whole, its arguments as an object. */
function readToolCalls(message: JsonObject): readonly ToolCallFragment[] {
  return arrayIn(message, 'tool_calls')
    .filter(isObject)
    .map((call, index) => {
      const { name, arguments: args } = objectIn(call, 'function') ?? {};
      const id = stringIn(call, 'id');
      return {
        index,
        ...(id === undefined || id === '' ? {} : { id }),
        name: typeof name === 'string' ? name : '',
        arguments: typeof args === 'string' ? args : isObject(args) ? JSON.stringify(args) : '',
      };
    });
}

function finishOf(reason: string | undefined): FinishReason {
  return reason === 'length' || reason === 'stop' ? reason : 'unknown';
}

function readStatistics(line: JsonObject): OllamaStatistics {
  const fields = {
    promptTokens: numberIn(line, 'prompt_eval_count'),
    cachedPromptTokens: numberIn(line, 'prompt_eval_cached_count'),
    outputTokens: numberIn(line, 'eval_count'),
    loadMs: durationIn(line, 'load_duration'),
    prefillMs: durationIn(line, 'prompt_eval_duration'),
    decodeMs: durationIn(line, 'eval_duration'),
  };
  return presentFields(fields);
}

function durationIn(line: JsonObject, field: string): number | undefined {
  const nanoseconds = numberIn(line, field);
  return nanoseconds === undefined ? undefined : nanoseconds / NANOSECONDS_PER_MS;
}
