/** How long a request may wait; all in milliseconds. */
export interface HttpTimeouts {
  /** Until a connection stands. */
  readonly connectMs: number;
  /** From the request's first byte to the first token. */
  readonly firstTokenMs: number;
  /** Between two events once tokens flow. Comments do not count: they keep a connection alive, not a generation. */
  readonly idleMs: number;
  /** From the request's first byte to the end of the answer. */
  readonly totalMs: number;
}

/** What a request waits for when nobody says otherwise. */
export const HTTP_TIMEOUTS: HttpTimeouts = Object.freeze({
  /** A loopback connection stands in microseconds; whatever takes seconds never will. */
  connectMs: 5_000,
  /** Reading a long prompt on a slow processor takes minutes. */
  firstTokenMs: 300_000,
  /** No local model pauses a minute between two tokens. */
  idleMs: 60_000,
  /** Longer than any case may take by default. */
  totalMs: 1_800_000,
});

/** Bounds on what a server may make the client keep; all in bytes. */
export const HTTP_LIMITS = Object.freeze({
  /** Status line and header fields together; the usual limit of HTTP servers is 8 to 32 KiB. */
  headBytes: 64 * 1024,
  /** One line, or one event, of a stream. */
  lineBytes: 8 * 1024 * 1024,
  /** Bytes received but not parsed yet, per request; above it the oldest are parsed while the stream goes on. */
  backlogBytes: 4 * 1024 * 1024,
  /** The whole body of one answer. */
  bodyBytes: 256 * 1024 * 1024,
  /** How much of an error answer is kept for its message. */
  errorBodyBytes: 64 * 1024,
});
