import { createHash } from 'node:crypto';

/**
 * Count and SHA-256 of an attempt's sample lines, kept on both sides of the protocol. Equal values prove that every line
 * arrived, once, unchanged and in order.
 */
export class AttemptDigest {
  readonly #hash = createHash('sha256');
  #count = 0;

  /** Adds the bytes of one line, without its line end. */
  add(line: Buffer): void {
    // The length comes first, so that no two sequences of lines share their bytes.
    this.#hash.update(`${line.length}:`).update(line);
    this.#count += 1;
  }

  get count(): number {
    return this.#count;
  }

  /** The digest so far; more lines may follow. */
  hex(): string {
    return this.#hash.copy().digest('hex');
  }
}
