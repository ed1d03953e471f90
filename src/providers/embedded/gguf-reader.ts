import type { FileHandle } from 'node:fs/promises';

/** The file ends before its own header does. */
export class GgufEnd extends Error {}

const CHUNK_BYTES = 1 << 18;

/** A string in a header longer than this is not a string. */
const MAX_STRING_BYTES = 64 << 20;

/** Reads little-endian values of a GGUF header one after the other, a chunk of the file at a time. */
export class GgufReader {
  readonly #file: FileHandle;
  #chunk: Buffer = Buffer.alloc(0);
  /** Offset of the chunk in the file. */
  #base = 0;
  #at = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Offset in the file of the next value. */
  get offset(): number {
    return this.#base + this.#at;
  }

  async bytes(length: number): Promise<Buffer> {
    if (length > MAX_STRING_BYTES) throw new GgufEnd(`a value of ${length} bytes`);
    if (this.#at + length > this.#chunk.length) await this.#refill(length);
    const bytes = this.#chunk.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }

  async u32(): Promise<number> {
    return (await this.bytes(4)).readUInt32LE();
  }

  /** A 64-bit count; above 2^53 it is damage, and is returned as the inexact number it then is. */
  async u64(): Promise<number> {
    return Number((await this.bytes(8)).readBigUInt64LE());
  }

  async string(): Promise<string> {
    return (await this.bytes(await this.u64())).toString('utf8');
  }

  /** Skips without reading, so that long arrays of a tokenizer cost nothing. */
  skip(length: number): void {
    this.#at += length;
  }

  async #refill(length: number): Promise<void> {
    const base = this.offset;
    if (!Number.isSafeInteger(base)) throw new GgufEnd('an array longer than any file');
    const buffer = Buffer.allocUnsafe(Math.max(length, CHUNK_BYTES));
    const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, base);
    if (bytesRead < length) throw new GgufEnd(`the file ends at byte ${base + bytesRead}`);
    this.#chunk = buffer.subarray(0, bytesRead);
    this.#base = base;
    this.#at = 0;
  }
}
