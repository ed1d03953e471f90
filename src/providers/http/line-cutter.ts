import { HttpFailure } from './http-failure.js';
import { HTTP_LIMITS } from './http-limits.js';

const CR = 13;
const LF = 10;

/** Which bytes end a line: only LF (a CR before it is dropped), or CR, LF and CRLF as in server-sent events. */
export type LineEnds = 'lf' | 'cr-lf-crlf';

/**
 * Cuts bytes into lines wherever the chunks end. Works on bytes, so a character split between two chunks stays whole.
 * Drops a byte order mark in front of the first line. Throws `invalid-response` for a line over the limit.
 */
export class LineCutter {
  readonly #bareCr: boolean;
  readonly #maxLineBytes: number;
  #pieces: Buffer[] = [];
  #pendingBytes = 0;
  /** The last chunk ended with the CR of a finished line; an LF that follows belongs to it. */
  #skipLf = false;
  #first = true;

  constructor(ends: LineEnds, maxLineBytes: number = HTTP_LIMITS.lineBytes) {
    this.#bareCr = ends === 'cr-lf-crlf';
    this.#maxLineBytes = maxLineBytes;
  }

  /** Calls `take` with each line that `bytes` completes, without its end. */
  push(bytes: Buffer, take: (line: Buffer) => void): void {
    let start = 0;
    if (this.#skipLf && bytes.length > 0) {
      this.#skipLf = false;
      if (bytes[0] === LF) start = 1;
    }
    let cr = this.#bareCr ? bytes.indexOf(CR, start) : -1;
    let lf = bytes.indexOf(LF, start);
    while (cr !== -1 || lf !== -1) {
      const endsWithCr = cr !== -1 && (lf === -1 || cr < lf);
      const end = endsWithCr ? cr : lf;
      take(this.#finish(bytes.subarray(start, end)));
      start = end + 1;
      if (endsWithCr) {
        if (start === bytes.length) this.#skipLf = true;
        else if (bytes[start] === LF) start += 1;
        cr = bytes.indexOf(CR, start);
      }
      if (lf !== -1 && lf < start) lf = bytes.indexOf(LF, start);
    }
    this.#keep(bytes.subarray(start));
  }

  /** The last line when the bytes ended without a line end. */
  end(): Buffer | undefined {
    return this.#pendingBytes === 0 ? undefined : this.#finish(Buffer.alloc(0));
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#pendingBytes += piece.length;
    this.#checkLength();
    this.#pieces.push(piece);
  }

  #finish(last: Buffer): Buffer {
    this.#pendingBytes += last.length;
    this.#checkLength();
    let line = last;
    if (this.#pieces.length > 0) {
      line = Buffer.concat([...this.#pieces, last]);
      this.#pieces = [];
    }
    this.#pendingBytes = 0;
    if (this.#first) {
      this.#first = false;
      if (line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf) line = line.subarray(3);
    }
    return !this.#bareCr && line.at(-1) === CR ? line.subarray(0, -1) : line;
  }

  #checkLength(): void {
    if (this.#pendingBytes <= this.#maxLineBytes) return;
    throw new HttpFailure('invalid-response', `A line of the stream is longer than ${this.#maxLineBytes} bytes.`);
  }
}
