/** A sequence of the context, and the tokens its cache holds. */
export interface Slot {
  readonly index: number;
  tokens: readonly number[];
}

/** Hands out the context's sequences; who comes when all are busy waits in line. */
export class SlotPool {
  readonly #free: Slot[];
  readonly #waiting: ((slot: Slot) => void)[] = [];

  constructor(count: number) {
    this.#free = Array.from({ length: count }, (_, index) => ({ index, tokens: [] }));
  }

  take(): Promise<Slot> {
    const slot = this.#free.shift();
    return slot === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(slot);
  }

  give(slot: Slot): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.unshift(slot);
    else next(slot);
  }
}
