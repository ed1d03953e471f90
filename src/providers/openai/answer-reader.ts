import type { EngineTimings, FinishReason } from '../../protocol/sample.js';
import type { AnswerParts } from '../provider.js';
import type { BodySink } from '../http/body-sink.js';
import { HttpFailure } from '../http/http-failure.js';
import { type SseEvent, SseParser } from '../http/sse-parser.js';
import { AnswerText } from './answer-text.js';
import { bearsTokens, type ChunkFacts, readChatChunk, type ReportedUsage } from './chat-chunk.js';

const TERMINATOR = '[DONE]';

/**
 * Reads a completion stream into moments, counts and text. It ends well when the server named a finish reason or sent
 * `[DONE]`, either of which some servers leave out. Throws `stream-error` for an error inside the stream,
 * `invalid-response` for what is no chunk, `truncated` for a stream without an end and `empty` for one without a token.
 */
export class AnswerReader implements BodySink {
  firstEventMs: number | undefined;
  firstTokenMs: number | undefined;
  lastEventMs: number | undefined;
  /** Moments of the token-bearing events, in order. */
  readonly eventMs: number[] = [];
  usage: ReportedUsage = {};
  engine: EngineTimings | undefined;
  finish: FinishReason | undefined;
  /** Output tokens reported with the first token-bearing event. */
  firstEventTokens: number | undefined;
  readonly #parser = new SseParser((event) => this.#onEvent(event));
  readonly #text = new AnswerText();
  #done = false;
  /** Whether every token-bearing event so far raised the reported output tokens by exactly one. */
  #everyEventOneToken = true;
  #tokensAtLastEvent = 0;

  get concluded(): boolean {
    return this.#done;
  }

  /** First event that is not reasoning. */
  get firstAnswerMs(): number | undefined {
    return this.#text.firstAnswerMs;
  }

  get text(): string {
    return this.#text.toString();
  }

  /** The answer taken apart, as it came. */
  get parts(): AnswerParts {
    return this.#text.parts;
  }

  /** Whether the server's running count proves that each token-bearing event was one token. */
  get singleTokenEvents(): boolean {
    return this.#everyEventOneToken && this.eventMs.length > 0;
  }

  push(bytes: Buffer, ms: number): void {
    this.#parser.push(bytes, ms);
  }

  end(): void {
    this.#parser.end();
    if (!this.#done && this.finish === undefined) {
      if (this.firstEventMs === undefined)
        throw new HttpFailure('empty', 'The server answered without a single event.');
      throw new HttpFailure('truncated', 'The stream ended without a finish reason and without [DONE].');
    }
    if (this.eventMs.length === 0) throw new HttpFailure('empty', 'The answer holds no token.');
  }

  #onEvent(event: SseEvent): void {
    if (this.#done) return;
    this.lastEventMs = event.ms;
    const data = event.data.trim();
    if (data === TERMINATOR) {
      this.#done = true;
      return;
    }
    if (data === '') return;
    this.firstEventMs ??= event.ms;
    const facts = readFacts(data, event.type);
    if (facts.error !== undefined) throw new HttpFailure('stream-error', `The server reported: ${facts.error}`);
    this.#add(facts, event.ms);
  }

  #add(facts: ChunkFacts, ms: number): void {
    this.usage = { ...this.usage, ...facts.usage };
    this.engine = facts.engine ?? this.engine;
    this.finish = facts.finish ?? this.finish;
    if (!bearsTokens(facts)) return;
    const reported = facts.usage?.outputTokens;
    if (reported !== this.#tokensAtLastEvent + 1) this.#everyEventOneToken = false;
    this.#tokensAtLastEvent = reported ?? 0;
    if (this.eventMs.length === 0) this.firstEventTokens = reported;
    this.firstTokenMs ??= ms;
    this.eventMs.push(ms);
    this.#text.add(facts, ms);
  }
}

function readFacts(data: string, type: string): ChunkFacts {
  let chunk: unknown;
  try {
    chunk = JSON.parse(data);
  } catch (error) {
    if (type === 'error') return { content: '', reasoning: '', toolCalls: [], error: data.slice(0, 500) };
    throw new HttpFailure('invalid-response', `An event is not valid JSON: ${data.slice(0, 80)}`, error);
  }
  return readChatChunk(chunk, type);
}
