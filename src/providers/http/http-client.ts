import { type BodySink, CollectingSink } from './body-sink.js';
import { ConnectionPool } from './connection-pool.js';
import type { Connection } from './connection.js';
import type { Endpoint } from './endpoint.js';
import { type ExchangeResult, runExchange } from './exchange.js';
import { HttpFailure, toHttpFailure } from './http-failure.js';
import { HTTP_TIMEOUTS, type HttpTimeouts } from './http-limits.js';
import { ParseQueue } from './parse-queue.js';

export interface HttpClientOptions {
  readonly endpoint: Endpoint;
  /** Value of the `authorization` field. */
  readonly authorization?: string;
  readonly timeouts?: Partial<HttpTimeouts>;
}

/** A request; the path is behind the endpoint's base path. A body is sent as JSON. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

/** A finished or failed response, with the time its connection took when one had to be opened. */
export interface HttpResult extends ExchangeResult {
  readonly connectMs?: number;
}

/** One whole document and the status it came with. */
export interface HttpDocument extends HttpResult {
  readonly body: Buffer;
}

/**
 * A kept connection may be closed by the server in the moment a request is sent. That shows within a round trip; what
 * comes later is the fate of the request itself and is not repeated.
 */
const STALE_CONNECTION_MS = 1_000;

/** A measuring HTTP/1.1 client: one write per request, kept connections, stamps before decoding. */
export class HttpClient {
  readonly #pool: ConnectionPool;
  readonly #parsing = new ParseQueue();
  readonly #timeouts: HttpTimeouts;
  readonly #basePath: string;
  readonly #commonFields: string;

  constructor({ endpoint, authorization, timeouts }: HttpClientOptions) {
    this.#timeouts = { ...HTTP_TIMEOUTS, ...timeouts };
    this.#pool = new ConnectionPool(endpoint, this.#timeouts.connectMs);
    this.#basePath = endpoint.basePath;
    this.#commonFields =
      `host: ${endpoint.authority}\r\naccept-encoding: identity\r\n` +
      (authorization === undefined ? '' : `authorization: ${withoutLineEnds(authorization)}\r\n`);
  }

  /** Opens connections for `concurrency` simultaneous requests. Throws {@link HttpFailure} `connect`. */
  async warm(concurrency: number, signal?: AbortSignal): Promise<void> {
    await this.#pool.warm(concurrency, signal);
  }

  /** Sends a request and feeds a successful body to `sink`. Never throws for what the server does. */
  async stream(request: HttpRequest, sink: BodySink, signal: AbortSignal): Promise<HttpResult> {
    const bytes = this.#serialise(request);
    const kept = this.#pool.takeIdle();
    if (kept === undefined) return this.#onNewConnection(bytes, sink, signal);
    const wasUsed = kept.requests > 0;
    const result = await this.#exchange(kept, { bytes, sink, signal });
    const wasStale =
      result.failure?.failureClass === 'connect' && wasUsed && result.endMs - result.sendMs < STALE_CONNECTION_MS;
    return wasStale ? this.#onNewConnection(bytes, sink, signal) : result;
  }

  /** Sends a request and collects the body of a successful answer. */
  async fetch(request: HttpRequest, signal: AbortSignal): Promise<HttpDocument> {
    const sink = new CollectingSink();
    const result = await this.stream(request, sink, signal);
    return { ...result, body: sink.body };
  }

  /** Closes every connection; requests in flight fail. */
  close(): void {
    this.#pool.close();
  }

  async #onNewConnection(bytes: Buffer, sink: BodySink, signal: AbortSignal): Promise<HttpResult> {
    const startMs = performance.now();
    try {
      const connection = await this.#pool.open(signal);
      return { ...(await this.#exchange(connection, { bytes, sink, signal })), connectMs: connection.connectMs };
    } catch (error) {
      return { failure: toHttpFailure(error), sendMs: startMs, endMs: performance.now(), reusable: false };
    }
  }

  async #exchange(
    connection: Connection,
    { bytes, sink, signal }: { bytes: Buffer; sink: BodySink; signal: AbortSignal },
  ): Promise<ExchangeResult> {
    const result = await runExchange({
      connection,
      request: bytes,
      sink,
      timeouts: this.#timeouts,
      parsing: this.#parsing,
      signal,
    });
    if (!result.reusable) this.#pool.discard(connection);
    else {
      connection.staleAtMs = staleAtMs(result);
      this.#pool.giveBack(connection);
    }
    return result;
  }

  #serialise({ method, path, body }: HttpRequest): Buffer {
    const start = `${method} ${withoutLineEnds(this.#basePath + path)} HTTP/1.1\r\n${this.#commonFields}`;
    if (body === undefined) return Buffer.from(`${start}\r\n`);
    const json = JSON.stringify(body);
    return Buffer.from(
      `${start}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
    );
  }
}

/** A second before the moment at which the server said it would close the idle connection. */
function staleAtMs(result: ExchangeResult): number {
  const seconds = /timeout=(?<seconds>\d{1,6})/.exec(result.fields?.get('keep-alive') ?? '')?.groups?.['seconds'];
  return seconds === undefined ? Infinity : result.endMs + Number(seconds) * 1_000 - 1_000;
}

function withoutLineEnds(text: string): string {
  if (/[\r\n]/.test(text)) throw new HttpFailure('invalid-response', 'A line end in a header field was refused.');
  return text;
}
