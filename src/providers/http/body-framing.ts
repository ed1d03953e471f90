import { ChunkedBody } from './chunked-body.js';
import { HttpFailure } from './http-failure.js';
import type { ResponseHead } from './response-head.js';

/** Finds where a body ends (RFC 9112, section 6) and strips the transfer coding. */
export interface BodyFraming {
  readonly complete: boolean;
  /** Hands the payload in `bytes` to `emit`; returns the bytes behind the end of the body, empty when there are none. */
  push(bytes: Buffer, emit: (payload: Buffer) => void): Buffer;
  /** Whether a close of the connection now ends the body rightly. */
  closeEndsBody(): boolean;
}

const NOTHING = Buffer.alloc(0);

/** Chooses the framing that the head announces. Throws `invalid-response` for a coding that was not asked for. */
export function bodyFramingOf(head: ResponseHead): BodyFraming {
  const encoding = head.fields.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new HttpFailure('invalid-response', `The body is encoded as "${encoding}", which was not asked for.`);
  }
  if (head.status === 204 || head.status === 304) return new LengthBody(0);
  const transfer = head.fields.get('transfer-encoding')?.toLowerCase();
  if (transfer === 'chunked') return new ChunkedBody();
  if (transfer !== undefined && transfer !== 'identity') {
    throw new HttpFailure('invalid-response', `The transfer coding "${transfer}" was not asked for.`);
  }
  const length = head.fields.get('content-length');
  if (length === undefined) return new UntilCloseBody();
  if (!/^\d{1,15}$/.test(length)) throw new HttpFailure('invalid-response', `"${length}" is not a content length.`);
  return new LengthBody(Number(length));
}

class LengthBody implements BodyFraming {
  #remainingBytes: number;

  constructor(lengthBytes: number) {
    this.#remainingBytes = lengthBytes;
  }

  get complete(): boolean {
    return this.#remainingBytes === 0;
  }

  push(bytes: Buffer, emit: (payload: Buffer) => void): Buffer {
    const taken = Math.min(bytes.length, this.#remainingBytes);
    this.#remainingBytes -= taken;
    if (taken > 0) emit(taken === bytes.length ? bytes : bytes.subarray(0, taken));
    return taken === bytes.length ? NOTHING : bytes.subarray(taken);
  }

  closeEndsBody(): boolean {
    return this.complete;
  }
}

class UntilCloseBody implements BodyFraming {
  readonly complete = false;

  push(bytes: Buffer, emit: (payload: Buffer) => void): Buffer {
    if (bytes.length > 0) emit(bytes);
    return NOTHING;
  }

  closeEndsBody(): boolean {
    return true;
  }
}
