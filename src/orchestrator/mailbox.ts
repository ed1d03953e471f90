/**
 * A queue with one consumer: whatever can happen to a worker (a report, its ending, a deadline, an interruption) is put
 * in, and one loop takes the items out in order.
 */
export class Mailbox<T> {
  readonly #items: T[] = [];
  #waiting: ((item: T) => void) | undefined;

  /** Items put in and not yet taken. */
  get size(): number {
    return this.#items.length;
  }

  put(item: T): void {
    const waiting = this.#waiting;
    if (waiting === undefined) {
      this.#items.push(item);
      return;
    }
    this.#waiting = undefined;
    waiting(item);
  }

  /** The next item, as soon as there is one. */
  take(): Promise<T> {
    const item = this.#items.shift();
    if (item !== undefined) return Promise.resolve(item);
    if (this.#waiting !== undefined) throw new Error('a mailbox has one consumer');
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }
}
