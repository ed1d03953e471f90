/** A request as far as a fake server cares. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
  /** The JSON body; an empty object when there is none or it is no object. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Moment at which the request was complete, on `performance.now()`'s clock. */
  readonly arrivedMs: number;
}

const HEAD_END = '\r\n\r\n';

/** Cuts the bytes of one connection into requests. Only `content-length` bodies are understood; clients here send no other. */
export class RequestReader {
  #pending: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): FakeRequest[] {
    const arrivedMs = performance.now();
    this.#pending = Buffer.concat([this.#pending, bytes]);
    const requests: FakeRequest[] = [];
    for (let request = this.#next(arrivedMs); request !== undefined; request = this.#next(arrivedMs))
      requests.push(request);
    return requests;
  }

  #next(arrivedMs: number): FakeRequest | undefined {
    const headEnd = this.#pending.indexOf(HEAD_END);
    if (headEnd === -1) return undefined;
    const [requestLine = '', ...lines] = this.#pending.toString('latin1', 0, headEnd).split('\r\n');
    const headers = new Map(lines.map(fieldOf));
    const bodyStart = headEnd + HEAD_END.length;
    const bodyEnd = bodyStart + Number(headers.get('content-length') ?? 0);
    if (this.#pending.length < bodyEnd) return undefined;
    const [method = '', target = ''] = requestLine.split(' ');
    const body = bodyOf(this.#pending.toString('utf8', bodyStart, bodyEnd));
    this.#pending = this.#pending.subarray(bodyEnd);
    return { method, path: target, headers, body, arrivedMs };
  }
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

function bodyOf(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {};
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
