/** One piece of a byte stream cut at line feeds. */
export type SplitLine =
  | { readonly kind: 'line'; readonly bytes: Buffer }
  /** A line longer than the limit; its content was dropped as it arrived. */
  | { readonly kind: 'oversized'; readonly byteLength: number };

/** A line of the protocol is a few kilobytes; whatever is longer is a mistake or an attack, and must not fill memory. */
export const MAX_LINE_BYTES = 1 << 20;

/**
 * Cuts a byte stream into lines, whatever the chunks are, with bounded memory: a line over the limit is dropped while it
 * arrives and reported once with its length. Works on bytes, so a character split between two chunks stays whole.
 */
export class LineSplitter {
  readonly #maxLineBytes: number;
  #pieces: Buffer[] = [];
  #pendingBytes = 0;

  constructor(maxLineBytes: number = MAX_LINE_BYTES) {
    this.#maxLineBytes = maxLineBytes;
  }

  /** Takes a chunk and returns the lines it completes, without their line ends. */
  push(chunk: Buffer): SplitLine[] {
    const lines: SplitLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#hold(chunk.subarray(start, end));
      lines.push(this.#release());
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
    return lines;
  }

  /** The last line when the stream ended without a line feed. */
  end(): SplitLine | undefined {
    return this.#pendingBytes === 0 ? undefined : this.#release();
  }

  #hold(piece: Buffer): void {
    this.#pendingBytes += piece.length;
    if (this.#pendingBytes > this.#maxLineBytes) this.#pieces = [];
    // A copy, because the stream may reuse its chunk and a slice would keep all of it alive.
    else if (piece.length > 0) this.#pieces.push(Buffer.from(piece));
  }

  #release(): SplitLine {
    const byteLength = this.#pendingBytes;
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#pendingBytes = 0;
    if (byteLength > this.#maxLineBytes) return { kind: 'oversized', byteLength };
    const only = pieces[0];
    return { kind: 'line', bytes: pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces) };
  }
}
