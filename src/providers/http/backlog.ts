import type { BodySink } from './body-sink.js';

/** Once this many entries are used up, the list is cut; cutting it at every entry would copy it each time. */
const CUT_AFTER = 4096;

/**
 * Body bytes that were received and not parsed yet, oldest first. Parsing waits until the response is complete, so that
 * it delays no stamp; only what exceeds the bound is parsed before.
 */
export class Backlog {
  readonly #sink: BodySink;
  readonly #maxBytes: number;
  #entries: { readonly bytes: Buffer; readonly ms: number }[] = [];
  #next = 0;
  #bytes = 0;
  #refused = false;

  constructor(sink: BodySink, maxBytes: number) {
    this.#sink = sink;
    this.#maxBytes = maxBytes;
  }

  add(bytes: Buffer, ms: number): void {
    if (this.#refused) return;
    this.#entries.push({ bytes, ms });
    this.#bytes += bytes.length;
  }

  /** Parses the oldest bytes until the rest is within the bound. */
  relieve(): void {
    this.#parseDownTo(this.#maxBytes);
  }

  /** Parses at least this many of the oldest bytes; false when none is left. */
  parseSome(bytes: number): boolean {
    this.#parseDownTo(Math.max(0, this.#bytes - bytes));
    return this.#bytes > 0;
  }

  /** Parses everything. */
  drain(): void {
    this.#parseDownTo(0);
  }

  #parseDownTo(bytes: number): void {
    while (this.#bytes > bytes) {
      const entry = this.#entries[this.#next];
      if (entry === undefined) break;
      this.#next += 1;
      this.#bytes -= entry.bytes.length;
      this.#parse(entry.bytes, entry.ms);
    }
    if (this.#next < CUT_AFTER && this.#next < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#next);
    this.#next = 0;
  }

  /** The first thing wrong is what the request fails with; a parser in an unknown state would only find echoes of it. */
  #parse(bytes: Buffer, ms: number): void {
    try {
      this.#sink.push(bytes, ms);
    } catch (error) {
      this.#refused = true;
      this.#entries = [];
      this.#next = 0;
      this.#bytes = 0;
      throw error;
    }
  }
}
