import type { FinishReason } from '../../protocol/sample.js';
import type { AnswerParts } from '../provider.js';
import type { BodySink } from '../http/body-sink.js';
import { HttpFailure } from '../http/http-failure.js';
import { type NdjsonLine, NdjsonParser } from '../http/ndjson-parser.js';
import { AnswerText } from '../openai/answer-text.js';
import { bearsTokens } from '../openai/chat-chunk.js';
import { type OllamaLine, type OllamaStatistics, readOllamaLine } from './ollama-line.js';

/**
 * Reads a stream of lines into moments, counts and text. It ends well with a line that says `done`. Throws `stream-error`
 * for an error inside the stream, `invalid-response` for what is no line of the protocol, `truncated` for a stream
 * without an end and `empty` for one without a token.
 */
export class OllamaAnswerReader implements BodySink {
  firstEventMs: number | undefined;
  firstTokenMs: number | undefined;
  lastEventMs: number | undefined;
  /** Moments of the token-bearing lines, in order. */
  readonly eventMs: number[] = [];
  statistics: OllamaStatistics = {};
  readonly #parser = new NdjsonParser((line) => this.#onLine(line));
  readonly #text = new AnswerText();
  #finish: FinishReason | undefined;
  #toolCalls = 0;
  #done = false;
  /** Nothing follows any more; what is still to be parsed is a last line without its end. */
  #ended = false;
  /** The last line carried text that had been held back. */
  #textAtEnd = false;

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

  /** A server says `stop` behind tool calls too. */
  get finish(): FinishReason | undefined {
    return this.#finish === 'stop' && this.#toolCalls > 0 ? 'tool-calls' : this.#finish;
  }

  /**
   * Whether each event is proven to be one token: the server sends no line for less than a token, except at the end when it
   * gives out held-back text, so as many lines as tokens leave no other way.
   */
  get singleTokenEvents(): boolean {
    return this.eventMs.length > 0 && this.eventMs.length === this.statistics.outputTokens && !this.#textAtEnd;
  }

  push(bytes: Buffer, ms: number): void {
    this.#parser.push(bytes, ms);
  }

  end(): void {
    this.#ended = true;
    this.#parser.end();
    if (this.firstEventMs === undefined) throw new HttpFailure('empty', 'The server answered without a single line.');
    if (!this.#done) throw new HttpFailure('truncated', 'The stream ended without a line that says it is done.');
    if (this.eventMs.length === 0) throw new HttpFailure('empty', 'The answer holds no token.');
  }

  #onLine({ text, ms }: NdjsonLine): void {
    if (this.#done) return;
    this.lastEventMs = ms;
    this.firstEventMs ??= ms;
    const line = readOllamaLine(this.#parse(text));
    if (line.error !== undefined) throw new HttpFailure('stream-error', `The server reported: ${line.error}`);
    if (bearsTokens(line)) this.#addTokens(line, ms);
    if (!line.done) return;
    this.#done = true;
    this.#finish = line.finish;
    this.statistics = line.statistics;
    this.#textAtEnd = bearsTokens(line);
  }

  #addTokens(line: OllamaLine, ms: number): void {
    this.firstTokenMs ??= ms;
    this.eventMs.push(ms);
    const toolCalls = line.toolCalls.map((call) => ({ ...call, index: this.#toolCalls + call.index }));
    this.#toolCalls += toolCalls.length;
    this.#text.add({ ...line, toolCalls }, ms);
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      if (this.#ended) throw new HttpFailure('truncated', 'The stream ended in the middle of a line.', error);
      throw new HttpFailure('invalid-response', `A line is not valid JSON: ${text.slice(0, 80)}`, error);
    }
  }
}
