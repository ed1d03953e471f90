import { LineCutter } from './line-cutter.js';
import { decodeUtf8 } from './sse-parser.js';

/** One line of newline-delimited JSON, not parsed yet. */
export interface NdjsonLine {
  readonly text: string;
  /** Moment at which the chunk that completed the line was received. */
  readonly ms: number;
}

/**
 * Incremental cutter of newline-delimited JSON, on bytes, so that lines may be cut anywhere. Empty lines are dropped; a
 * last line without its end is still given. Throws `invalid-response` for invalid UTF-8 and oversized lines.
 */
export class NdjsonParser {
  readonly #take: (line: NdjsonLine) => void;
  readonly #lines = new LineCutter('lf');
  #ms = 0;

  constructor(take: (line: NdjsonLine) => void) {
    this.#take = take;
  }

  push(bytes: Buffer, ms: number): void {
    this.#ms = ms;
    this.#lines.push(bytes, this.#onLine);
  }

  end(): void {
    const line = this.#lines.end();
    if (line !== undefined) this.#onLine(line);
  }

  readonly #onLine = (line: Buffer): void => {
    const text = decodeUtf8(line);
    if (text.trim() !== '') this.#take({ text, ms: this.#ms });
  };
}
