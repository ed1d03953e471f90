import type { Readable } from 'node:stream';

/** What a program wrote on a stream, up to a limit: nothing beyond it is kept, whatever the pipe still holds. */
export class BoundedOutput {
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #closed = false;

  constructor(stream: Readable, limitBytes: number, exceeded: () => void) {
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => {
      if (this.#closed) return;
      const room = limitBytes - this.#bytes;
      this.#bytes += Math.min(room, chunk.length);
      if (room > 0) this.#chunks.push(chunk.subarray(0, room));
      if (chunk.length > room) exceeded();
    });
  }

  /** Nothing more is kept from here on; the stream is still emptied. */
  close(): void {
    this.#closed = true;
  }

  /** What was kept; bytes that are no UTF-8 are replaced. */
  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}
