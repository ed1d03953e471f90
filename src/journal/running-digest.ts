import { createHash } from 'node:crypto';

/** Digest over the measured samples of a case, fed in the order of their keys; damage, loss and exchange all change it. */
export class RunningDigest {
  readonly #hash = createHash('sha256');
  #count = 0;
  #waiting = '';

  get count(): number {
    return this.#count;
  }

  add(key: string, text: string): void {
    this.addLine(`${key}\n${text}\n`);
  }

  /** Adds key and text as they are fed, with a line feed behind each. */
  addLine(line: string): void {
    this.#waiting += line;
    this.#count += 1;
    if (this.#waiting.length > HELPING_LENGTH) this.#flush();
  }

  /** In hexadecimal digits; the digest is used up by it. */
  end(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }

  #flush(): void {
    this.#hash.update(this.#waiting);
    this.#waiting = '';
  }
}

/** Characters that are hashed at once: a call for each record costs as much as the hashing. */
const HELPING_LENGTH = 1 << 16;
