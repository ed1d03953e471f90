import { HttpFailure } from './http-failure.js';
import { HTTP_LIMITS } from './http-limits.js';
import { isObject, stringIn } from './json-value.js';

/** The body of a response with an error status, as far as its message needs it. */
export class ErrorAnswer {
  readonly #status: number;
  readonly #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(status: number) {
    this.#status = status;
  }

  push(bytes: Buffer): void {
    const room = HTTP_LIMITS.errorBodyBytes - this.#bytes;
    if (room <= 0) return;
    this.#pieces.push(bytes.subarray(0, room));
    this.#bytes += Math.min(room, bytes.length);
  }

  /** `http-4xx` or `http-5xx` with the server's own words; a redirection is no answer. */
  failure(): HttpFailure {
    const text = Buffer.concat(this.#pieces).toString('utf8');
    const words = errorMessageIn(text) ?? text.trim().slice(0, 500);
    const message = `The server answered with status ${this.#status}${words === '' ? '' : `: ${words}`}`;
    if (this.#status < 400) return new HttpFailure('invalid-response', message);
    return new HttpFailure(this.#status < 500 ? 'http-4xx' : 'http-5xx', message);
  }
}

function errorMessageIn(text: string): string | undefined {
  try {
    return errorMessageOf(JSON.parse(text));
  } catch {
    // A SyntaxError: the answer is not JSON, so its text is the message.
    return undefined;
  }
}

/** The message in the shapes servers use: `{error: {message}}`, `{error: "…"}`, `{message}`, `{detail}`. */
export function errorMessageOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  const inner = value['error'];
  if (inner !== undefined && inner !== null) return errorMessageOf(inner) ?? JSON.stringify(inner).slice(0, 500);
  return (
    stringIn(value, 'message') ??
    (value['detail'] === undefined ? undefined : JSON.stringify(value['detail']).slice(0, 500))
  );
}
