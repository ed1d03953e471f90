/** A server's parallel workers: when each request's turn comes, in the order of arrival. */
export class WorkQueue {
  /** When the requests taken so far are answered; those of the past are forgotten. */
  #endsMs: number[] = [];

  /** Takes a request that needs a worker for a while; returns when it begins. `parallel` absent means no bound. */
  begin(arrivedMs: number, durationMs: number, parallel: number | undefined): number {
    if (parallel === undefined) return arrivedMs;
    const pending = this.#endsMs.filter((endMs) => endMs > arrivedMs).toSorted((a, b) => a - b);
    // Of all pending requests the last `parallel` ones hold the workers when the others are done.
    const startMs = pending.length < parallel ? arrivedMs : (pending.at(-parallel) ?? arrivedMs);
    this.#endsMs = [...pending, startMs + durationMs];
    return startMs;
  }
}
