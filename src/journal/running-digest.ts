import { createHash } from 'node:crypto';

/** Digest over the measured samples of a case, fed in the order of their keys; damage, loss and exchange all change it. */
export class RunningDigest {
  readonly #hash = createHash('sha256');
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(key: string, text: string): void {
    this.#hash.update(`${key}\n${text}\n`);
    this.#count += 1;
  }

  /** In hexadecimal digits; the digest is used up by it. */
  end(): string {
    return this.#hash.digest('hex');
  }
}
