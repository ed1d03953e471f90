import { Backlog } from './backlog.js';
import { bodyFramingOf, type BodyFraming } from './body-framing.js';
import type { BodySink } from './body-sink.js';
import type { Connection, ReceivedChunk } from './connection.js';
import { HttpFailure, toHttpFailure } from './http-failure.js';
import { HTTP_LIMITS, type HttpTimeouts } from './http-limits.js';
import { ErrorAnswer } from './error-answer.js';
import type { ParseQueue } from './parse-queue.js';
import { ResponseHeadReader, type ResponseHead } from './response-head.js';

/** One request on one connection. */
export interface ExchangeOptions {
  readonly connection: Connection;
  /** Head and body. */
  readonly request: Buffer;
  readonly sink: BodySink;
  readonly timeouts: HttpTimeouts;
  /** Shared by all requests of a client. */
  readonly parsing: ParseQueue;
  readonly signal: AbortSignal;
}

/** How an exchange went; moments are milliseconds on `performance.now()`'s clock. */
export interface ExchangeResult {
  readonly failure?: HttpFailure;
  readonly sendMs: number;
  /** First byte of the response. */
  readonly firstByteMs?: number;
  /** Arrival of the bytes that completed the response, or the moment of its failure. */
  readonly endMs: number;
  readonly status?: number;
  readonly fields?: ReadonlyMap<string, string>;
  /** Whether the connection can carry another request. */
  readonly reusable: boolean;
}

/** How often a silent stream is looked at: a concluded answer or an error in it should not wait for a timeout. */
const SILENCE_MS = 1_000;

/** Bytes parsed in one turn of the event loop: some forty events, a tenth of a millisecond. */
const SLICE_BYTES = 8 * 1024;

/** Sends a request and reads its response; never throws. The connection is neither given back nor closed. */
export async function runExchange(options: ExchangeOptions): Promise<ExchangeResult> {
  return new Promise((resolve) => {
    new Exchange(options, resolve).start();
  });
}

class Exchange {
  readonly #options: ExchangeOptions;
  readonly #resolve: (result: ExchangeResult) => void;
  readonly #headReader = new ResponseHeadReader();
  readonly #backlog: Backlog;
  #head: ResponseHead | undefined;
  #framing: BodyFraming | undefined;
  #errorAnswer: ErrorAnswer | undefined;
  #bodyBytes = 0;
  #surplus = false;
  /** The response is complete and waits for its turn to be parsed. */
  #received = false;
  #settled = false;
  #sendMs = 0;
  #firstByteMs: number | undefined;
  #lastByteMs = 0;
  #lookedMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ExchangeOptions, resolve: (result: ExchangeResult) => void) {
    this.#options = options;
    this.#resolve = resolve;
    this.#backlog = new Backlog(options.sink, HTTP_LIMITS.backlogBytes);
  }

  start(): void {
    const { connection, request, signal } = this.#options;
    this.#sendMs = connection.send(request, this.#onActivity);
    this.#lastByteMs = this.#sendMs;
    this.#lookedMs = this.#sendMs;
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (signal.aborted) this.#onAbort();
    else this.#arm();
  }

  readonly #onActivity = (): void => {
    if (this.#received || this.#settled) return;
    try {
      for (const chunk of this.#options.connection.take()) this.#receive(chunk);
      if (this.#framing?.complete === true) this.#complete();
      else if (this.#options.connection.end === undefined) this.#backlog.relieve();
      else this.#onClosed();
    } catch (error) {
      this.#fail(toHttpFailure(error));
    }
  };

  #receive(chunk: ReceivedChunk): void {
    this.#firstByteMs ??= chunk.ms;
    let bytes = chunk.bytes;
    if (this.#framing === undefined) {
      const found = this.#headReader.push(bytes);
      if (found === undefined) return;
      this.#head = found.head;
      if (found.head.status >= 300) this.#errorAnswer = new ErrorAnswer(found.head.status);
      this.#framing = bodyFramingOf(found.head);
      bytes = found.rest;
    }
    if (!this.#framing.complete) this.#lastByteMs = chunk.ms;
    const rest = this.#framing.push(bytes, (payload) => this.#keep(payload, chunk.ms));
    if (rest.length > 0) this.#surplus = true;
  }

  #keep(payload: Buffer, ms: number): void {
    this.#bodyBytes += payload.length;
    if (this.#bodyBytes > HTTP_LIMITS.bodyBytes) {
      throw new HttpFailure('invalid-response', `The answer is longer than ${HTTP_LIMITS.bodyBytes} bytes.`);
    }
    if (this.#errorAnswer === undefined) this.#backlog.add(payload, ms);
    else this.#errorAnswer.push(payload);
  }

  #complete(): void {
    if (this.#errorAnswer !== undefined) {
      this.#settle(this.#errorAnswer.failure(), this.#lastByteMs);
      return;
    }
    this.#received = true;
    clearTimeout(this.#timer);
    this.#options.parsing.add(this.#parseOn);
  }

  /** Parses one slice; true when nothing is left to do. */
  readonly #parseOn = (): boolean => {
    if (this.#settled) return true;
    try {
      if (this.#backlog.parseSome(SLICE_BYTES)) return false;
      this.#options.sink.end();
      this.#settle(undefined, this.#lastByteMs);
    } catch (error) {
      this.#fail(toHttpFailure(error));
    }
    return true;
  };

  /** The connection ended before the framing said so. */
  #onClosed(): void {
    const { connection, sink } = this.#options;
    const end = connection.end;
    if (this.#framing?.closeEndsBody() === true && end?.error === undefined) {
      this.#lastByteMs = end?.ms ?? this.#lastByteMs;
      this.#complete();
      return;
    }
    if (this.#errorAnswer !== undefined) {
      this.#fail(this.#errorAnswer.failure());
      return;
    }
    this.#backlog.drain();
    if (sink.concluded) {
      this.#complete();
      return;
    }
    const how = end?.error === undefined ? 'closed the connection' : `broke the connection (${end.error.message})`;
    if (this.#firstByteMs === undefined)
      throw new HttpFailure('connect', `The server ${how} without an answer.`, end?.error);
    throw new HttpFailure('truncated', `The server ${how} in the middle of its answer.`, end?.error);
  }

  readonly #onAbort = (): void => {
    this.#fail(new HttpFailure('cancelled', 'The request was cancelled.'));
  };

  #arm(): void {
    const totalLeftMs = this.#sendMs + this.#options.timeouts.totalMs - performance.now();
    this.#timer = setTimeout(this.#onTimer, Math.max(1, Math.ceil(Math.min(this.#quietMs(), totalLeftMs))));
  }

  /** Timeouts are judged on what was received, so a client that was held up does not blame the server. */
  readonly #onTimer = (): void => {
    this.#onActivity();
    if (this.#received || this.#settled) return;
    const now = performance.now();
    try {
      if (this.#isTimeToLook(now)) this.#look(now);
      this.#checkTotal(now);
    } catch (error) {
      this.#fail(toHttpFailure(error));
      return;
    }
    if (!this.#received && !this.#settled) this.#arm();
  };

  /** How long a stream must be silent before what it sent is parsed early. */
  #quietMs(): number {
    const { firstTokenMs, idleMs } = this.#options.timeouts;
    return Math.min(SILENCE_MS, firstTokenMs, idleMs);
  }

  /** In silence, and now and then in a stream that never is silent: comments alone must not keep it alive. */
  #isTimeToLook(now: number): boolean {
    const { firstTokenMs, idleMs } = this.#options.timeouts;
    return now - this.#lastByteMs >= this.#quietMs() || now - this.#lookedMs >= Math.min(firstTokenMs, idleMs);
  }

  #look(now: number): void {
    const { sink, timeouts } = this.#options;
    this.#lookedMs = now;
    this.#backlog.drain();
    if (sink.concluded) this.#complete();
    else if (sink.firstTokenMs === undefined && now - this.#sendMs >= timeouts.firstTokenMs) {
      throw new HttpFailure('timeout-first-token', `No token within ${timeouts.firstTokenMs} ms.`);
    } else if (sink.firstTokenMs !== undefined && now - (sink.lastEventMs ?? now) >= timeouts.idleMs) {
      throw new HttpFailure('timeout-idle', `No event for ${timeouts.idleMs} ms after the first token.`);
    }
  }

  #checkTotal(now: number): void {
    const { totalMs } = this.#options.timeouts;
    if (this.#received || this.#settled || now - this.#sendMs < totalMs) return;
    throw new HttpFailure('timeout-total', `The answer was not complete within ${totalMs} ms.`);
  }

  /** What was received before the failure is parsed too, so that stamps and counts of the part remain. */
  #fail(failure: HttpFailure): void {
    if (this.#settled) return;
    let first = failure;
    try {
      this.#backlog.drain();
    } catch (error) {
      // An error that the server itself reported explains a cut or silent stream; a cancelled one needs no reason.
      if (failure.failureClass !== 'cancelled') first = toHttpFailure(error);
    }
    this.#settle(first, performance.now());
  }

  #settle(failure: HttpFailure | undefined, endMs: number): void {
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#options.signal.removeEventListener('abort', this.#onAbort);
    this.#options.connection.release();
    this.#resolve({
      ...(failure === undefined ? {} : { failure }),
      sendMs: this.#sendMs,
      ...(this.#firstByteMs === undefined ? {} : { firstByteMs: this.#firstByteMs }),
      endMs,
      ...(this.#head === undefined ? {} : { status: this.#head.status, fields: this.#head.fields }),
      reusable: this.#isReusable(),
    });
  }

  #isReusable(): boolean {
    if (this.#head === undefined || this.#framing?.complete !== true || this.#surplus) return false;
    if (this.#options.connection.end !== undefined) return false;
    const connection = this.#head.fields.get('connection')?.toLowerCase() ?? '';
    return this.#head.minorVersion === 0 ? connection.includes('keep-alive') : !connection.includes('close');
  }
}
