/**
 * Reads the body of a successful response. `push` and `end` throw `HttpFailure` for what is wrong with it; they are
 * called behind the timed path, `push` with the moment at which the bytes arrived.
 */
export interface BodySink {
  push(bytes: Buffer, ms: number): void;
  /** The body is complete; throws when it is no answer. */
  end(): void;
  /** Moment of the first token, or undefined before it. */
  readonly firstTokenMs: number | undefined;
  /** Moment of the last event of any kind. */
  readonly lastEventMs: number | undefined;
  /** Whether the answer is complete though the body goes on: its terminator was seen. */
  readonly concluded: boolean;
}

/** Keeps a whole body, for requests whose answer is one document. */
export class CollectingSink implements BodySink {
  readonly concluded = false;
  lastEventMs: number | undefined;
  readonly #pieces: Buffer[] = [];

  /** A document has no tokens; its first bytes stand for the first one. */
  get firstTokenMs(): number | undefined {
    return this.lastEventMs;
  }

  get body(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  push(bytes: Buffer, ms: number): void {
    this.#pieces.push(bytes);
    this.lastEventMs = ms;
  }

  end(): void {
    // Any body is a complete one.
  }
}
