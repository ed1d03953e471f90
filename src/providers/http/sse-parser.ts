import { isUtf8 } from 'node:buffer';
import { HttpFailure } from './http-failure.js';
import { HTTP_LIMITS } from './http-limits.js';
import { LineCutter } from './line-cutter.js';

/** One server-sent event. */
export interface SseEvent {
  /** The `event` field; `message` when there is none. */
  readonly type: string;
  /** The `data` lines, joined by line feeds. */
  readonly data: string;
  /** Moment at which the chunk that completed the event was received. */
  readonly ms: number;
}

const COLON = 58;
const SPACE = 32;
const DATA = Buffer.from('data');
const EVENT = Buffer.from('event');

/**
 * Incremental parser of `text/event-stream` (WHATWG HTML, section 9.2.6), on bytes, so that events may be cut anywhere.
 * `id`, `retry` and comments are dropped. An event whose empty line is missing at the end of the body is still given:
 * some servers close right behind their last line. Throws `invalid-response` for invalid UTF-8 and oversized events.
 */
export class SseParser {
  readonly #take: (event: SseEvent) => void;
  readonly #lines = new LineCutter('cr-lf-crlf');
  #data: Buffer[] = [];
  #dataBytes = 0;
  #type = '';
  #ms = 0;

  constructor(take: (event: SseEvent) => void) {
    this.#take = take;
  }

  /** Takes bytes received at `ms` and hands over the events they complete. */
  push(bytes: Buffer, ms: number): void {
    this.#ms = ms;
    this.#lines.push(bytes, this.#onLine);
  }

  /** Hands over what a missing last line end has kept back; its moment is that of the last bytes. */
  end(): void {
    const line = this.#lines.end();
    if (line !== undefined) this.#onLine(line);
    this.#dispatch();
  }

  readonly #onLine = (line: Buffer): void => {
    if (line.length === 0) {
      this.#dispatch();
      return;
    }
    const colon = line.indexOf(COLON);
    const nameEnd = colon === -1 ? line.length : colon;
    const valueStart = colon === -1 ? line.length : colon + (line[colon + 1] === SPACE ? 2 : 1);
    if (isName(line, nameEnd, DATA)) this.#addData(line.subarray(valueStart));
    else if (isName(line, nameEnd, EVENT)) this.#type = line.toString('utf8', valueStart);
  };

  #addData(value: Buffer): void {
    this.#dataBytes += value.length;
    if (this.#dataBytes > HTTP_LIMITS.lineBytes) {
      throw new HttpFailure('invalid-response', `An event is larger than ${HTTP_LIMITS.lineBytes} bytes.`);
    }
    this.#data.push(value);
  }

  #dispatch(): void {
    const [first, ...others] = this.#data;
    const type = this.#type === '' ? 'message' : this.#type;
    this.#data = [];
    this.#dataBytes = 0;
    this.#type = '';
    if (first === undefined) return;
    this.#take({ type, data: [first, ...others].map(decodeUtf8).join('\n'), ms: this.#ms });
  }
}

/** Text of UTF-8 bytes; throws `invalid-response` where decoding would put replacement characters. */
export function decodeUtf8(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new HttpFailure('invalid-response', 'The stream holds bytes that are not UTF-8.');
  return bytes.toString('utf8');
}

function isName(line: Buffer, nameEnd: number, name: Buffer): boolean {
  return nameEnd === name.length && name.compare(line, 0, nameEnd) === 0;
}
