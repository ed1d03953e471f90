/** Below this the rest of the wait is spun away; a timer of the event loop is late by up to a millisecond. */
const SPIN_MS = 1;

interface Task {
  readonly dueMs: number;
  /** Tasks of the same moment run in the order in which they came. */
  readonly order: number;
  readonly run: () => void;
}

/**
 * Runs tasks at moments of `performance.now()`'s clock: a coarse timer until shortly before, then a busy wait of at most
 * one millisecond. Between two such waits the event loop turns once, so that sockets are served.
 */
export class PreciseTimer {
  /** A binary heap, earliest task first. */
  readonly #heap: Task[] = [];
  #order = 0;
  #timeout: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;

  at(dueMs: number, run: () => void): void {
    this.#order += 1;
    this.#push({ dueMs, order: this.#order, run });
    if (this.#heap[0]?.run === run && this.#immediate === undefined) this.#wait();
  }

  close(): void {
    this.#heap.length = 0;
    clearTimeout(this.#timeout);
    clearImmediate(this.#immediate);
  }

  #wait(): void {
    clearTimeout(this.#timeout);
    const next = this.#heap[0];
    if (next === undefined) return;
    const leftMs = next.dueMs - performance.now();
    // A timer of n milliseconds may fire up to one late, so it is set for the whole milliseconds before the last two.
    if (leftMs > 2 * SPIN_MS) this.#timeout = setTimeout(() => this.#wait(), Math.floor(leftMs - 2 * SPIN_MS));
    else this.#immediate ??= setImmediate(this.#spin);
  }

  readonly #spin = (): void => {
    this.#immediate = undefined;
    const next = this.#heap[0];
    if (next === undefined) return;
    const spinUntilMs = performance.now() + SPIN_MS;
    let now = performance.now();
    while (now < next.dueMs && now < spinUntilMs) now = performance.now();
    for (let due = this.#heap[0]; due !== undefined && due.dueMs <= now; due = this.#heap[0]) {
      this.#pop();
      due.run();
    }
    if (this.#immediate === undefined) this.#wait();
  };

  #push(task: Task): void {
    const heap = this.#heap;
    let at = heap.push(task) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || isBefore(above, task)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = task;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const leftTask = heap[left];
      if (leftTask === undefined) break;
      const rightTask = heap[left + 1];
      const child = rightTask !== undefined && isBefore(rightTask, leftTask) ? left + 1 : left;
      const childTask = heap[child];
      if (childTask === undefined || isBefore(last, childTask)) break;
      heap[at] = childTask;
      at = child;
    }
    heap[at] = last;
  }
}

function isBefore(a: Task, b: Task): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}
