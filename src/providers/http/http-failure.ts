import type { FailureClass } from '../../protocol/sample.js';

/** A request that failed for a reason the records know; its message is one sentence for people. */
export class HttpFailure extends Error {
  readonly failureClass: FailureClass;

  constructor(failureClass: FailureClass, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'HttpFailure';
    this.failureClass = failureClass;
  }
}

/** Whatever was thrown while a response was read, as a failure; an unknown error means the response made no sense. */
export function toHttpFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  return new HttpFailure('invalid-response', error instanceof Error ? error.message : String(error), error);
}
