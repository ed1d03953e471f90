import type { BodyFraming } from './body-framing.js';
import { HttpFailure } from './http-failure.js';

const CR = 13;
const LF = 10;
const SEMICOLON = 59;
/** A size line with extensions, or the trailer, longer than this is an attack. */
const MAX_LINE_BYTES = 4096;
/** Eight hexadecimal digits: chunks up to 4 GiB. */
const MAX_SIZE_DIGITS = 8;

type State = 'size' | 'extension' | 'data' | 'data-end' | 'trailer' | 'complete';

/**
 * The chunked transfer coding (RFC 9112, section 7.1), decoded byte by byte outside of the data, so that it may be cut
 * anywhere. A bare line feed is taken for a line end.
 */
export class ChunkedBody implements BodyFraming {
  #state: State = 'size';
  #sizeBytes = 0;
  #digits = 0;
  #lineBytes = 0;
  #remainingBytes = 0;
  #trailerBytes = 0;

  get complete(): boolean {
    return this.#state === 'complete';
  }

  push(bytes: Buffer, emit: (payload: Buffer) => void): Buffer {
    let at = 0;
    while (at < bytes.length && this.#state !== 'complete') {
      if (this.#state !== 'data') {
        this.#step(bytes[at] ?? 0);
        at += 1;
        continue;
      }
      const end = Math.min(bytes.length, at + this.#remainingBytes);
      this.#remainingBytes -= end - at;
      emit(bytes.subarray(at, end));
      at = end;
      if (this.#remainingBytes === 0) this.#state = 'data-end';
    }
    return bytes.subarray(at);
  }

  closeEndsBody(): boolean {
    return this.complete;
  }

  #step(byte: number): void {
    switch (this.#state) {
      case 'size':
        this.#stepSize(byte);
        return;
      case 'extension':
        this.#lineBytes += 1;
        if (this.#lineBytes > MAX_LINE_BYTES) throw malformed('an extension is too long');
        if (byte === LF) this.#endSizeLine();
        return;
      case 'data-end':
        if (byte === LF) this.#state = 'size';
        else if (byte !== CR) throw malformed('a chunk is longer than its size');
        return;
      case 'trailer':
        this.#stepTrailer(byte);
        return;
      case 'data':
      case 'complete':
        return;
    }
  }

  #stepSize(byte: number): void {
    const digit = hexDigit(byte);
    if (digit !== undefined) {
      this.#digits += 1;
      if (this.#digits > MAX_SIZE_DIGITS) throw malformed('a size has too many digits');
      this.#sizeBytes = this.#sizeBytes * 16 + digit;
    } else if (byte === LF) this.#endSizeLine();
    else if (byte === SEMICOLON || byte === CR || byte === 32 || byte === 9) this.#state = 'extension';
    else throw malformed('a size is not a hexadecimal number');
  }

  #endSizeLine(): void {
    if (this.#digits === 0) throw malformed('a size is missing');
    this.#remainingBytes = this.#sizeBytes;
    this.#state = this.#sizeBytes === 0 ? 'trailer' : 'data';
    this.#sizeBytes = 0;
    this.#digits = 0;
    this.#lineBytes = 0;
  }

  /** The trailer ends with its first empty line. */
  #stepTrailer(byte: number): void {
    this.#trailerBytes += 1;
    if (this.#trailerBytes > MAX_LINE_BYTES) throw malformed('the trailer is too long');
    if (byte === LF) {
      if (this.#lineBytes === 0) this.#state = 'complete';
      this.#lineBytes = 0;
    } else if (byte !== CR) this.#lineBytes += 1;
  }
}

function hexDigit(byte: number): number | undefined {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : undefined;
}

function malformed(what: string): HttpFailure {
  return new HttpFailure('invalid-response', `The chunked transfer coding is broken: ${what}.`);
}
