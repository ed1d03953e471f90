/**
 * Parses finished responses a slice at a time, one slice per turn of the event loop. Streams that run side by side often
 * end together; parsing one of them in one go would delay the last stamps of all others.
 */
export class ParseQueue {
  readonly #steps: (() => boolean)[] = [];

  /** Calls `step` in turns of the event loop until it returns true; steps added earlier are finished first. */
  add(step: () => boolean): void {
    this.#steps.push(step);
    if (this.#steps.length === 1) setImmediate(this.#turn);
  }

  readonly #turn = (): void => {
    if (this.#steps[0]?.() !== false) this.#steps.shift();
    if (this.#steps.length > 0) setImmediate(this.#turn);
  };
}
