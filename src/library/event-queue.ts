/** What one reader has not read yet, and how it goes on. */
interface Reader<T> {
  readonly unread: T[];
  wake: () => void;
}

/**
 * Hands events to any number of readers, each at its own pace. A reader gets what comes after it began to read; events
 * without a reader are kept nowhere.
 */
export class EventQueue<T> {
  readonly #readers = new Set<Reader<T>>();
  #end: { readonly error?: unknown } | undefined;

  push(event: T): void {
    for (const reader of this.#readers) {
      reader.unread.push(event);
      reader.wake();
    }
  }

  /** No more events; readers end, or throw the error. */
  end(failure: { readonly error?: unknown } = {}): void {
    this.#end ??= failure;
    for (const reader of this.#readers) reader.wake();
  }

  /** Reads from now on, not only from the first call of `next`. */
  read(): AsyncGenerator<T, void, undefined> {
    const reader: Reader<T> = { unread: [], wake: () => undefined };
    this.#readers.add(reader);
    return this.#events(reader);
  }

  async *#events(reader: Reader<T>): AsyncGenerator<T, void, undefined> {
    try {
      for (;;) {
        for (let event = reader.unread.shift(); event !== undefined; event = reader.unread.shift()) yield event;
        if (this.#end !== undefined) break;
        await new Promise<void>((resolve) => (reader.wake = resolve));
      }
      if ('error' in this.#end) throw this.#end.error;
    } finally {
      this.#readers.delete(reader);
    }
  }
}
