import { HttpFailure } from './http-failure.js';
import { HTTP_LIMITS } from './http-limits.js';

/** Status and header fields of a response; field names are in lower case, repeated fields are joined by a comma. */
export interface ResponseHead {
  readonly status: number;
  readonly minorVersion: number;
  readonly fields: ReadonlyMap<string, string>;
}

/** A complete head and the bytes behind it. */
export interface HeadAndRest {
  readonly head: ResponseHead;
  readonly rest: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const STATUS_LINE = /^HTTP\/1\.(?<minor>[01]) (?<status>[1-5]\d\d)(?: .*)?$/;

/**
 * Collects bytes until the head of the final response is complete; interim responses (1xx) are skipped. Throws
 * {@link HttpFailure} `invalid-response` for what is not HTTP/1.x or is over the limit.
 */
export class ResponseHeadReader {
  #pending: Buffer = Buffer.alloc(0);

  /** Bytes of an unfinished head held so far. */
  get pendingBytes(): number {
    return this.#pending.length;
  }

  push(bytes: Buffer): HeadAndRest | undefined {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    for (;;) {
      const end = this.#pending.indexOf(HEAD_END);
      if (Math.max(end, end === -1 ? this.#pending.length : 0) > HTTP_LIMITS.headBytes) {
        throw new HttpFailure(
          'invalid-response',
          `The response's header is larger than ${HTTP_LIMITS.headBytes} bytes.`,
        );
      }
      if (end === -1) {
        this.#refuseOtherProtocols();
        return undefined;
      }
      const head = parseResponseHead(this.#pending.toString('latin1', 0, end));
      const rest = this.#pending.subarray(end + HEAD_END.length);
      this.#pending = rest;
      if (head.status >= 200) return { head, rest };
      if (head.status === 101)
        throw new HttpFailure('invalid-response', 'The server switched to another protocol unasked.');
    }
  }

  /** Fails at once when the first bytes cannot become HTTP, instead of waiting for the end of a head. */
  #refuseOtherProtocols(): void {
    const start = this.#pending.toString('latin1', 0, 7);
    if (!'HTTP/1.'.startsWith(start)) throw new HttpFailure('invalid-response', 'The server does not speak HTTP/1.1.');
  }
}

function parseResponseHead(text: string): ResponseHead {
  const [statusLine = '', ...lines] = text.split('\r\n');
  const groups = STATUS_LINE.exec(statusLine)?.groups;
  if (groups === undefined) {
    throw new HttpFailure('invalid-response', `"${statusLine.slice(0, 80)}" is not an HTTP/1.1 status line.`);
  }
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new HttpFailure('invalid-response', `"${line.slice(0, 80)}" is not a header field.`);
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return { status: Number(groups['status']), minorVersion: Number(groups['minor']), fields };
}
