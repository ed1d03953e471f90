import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import type { ClientHealth } from '../protocol/sample.js';

/** Resolution of the loop's clock in milliseconds; the delay is what comes on top of it. */
const RESOLUTION_MS = 5;

const NANOSECONDS_PER_MS = 1e6;

/**
 * Watches the worker itself while it measures: how late its event loop was, what garbage collection took, how much CPU
 * it used. A client that is late stamps late.
 */
export class ClientHealthWatch {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #startCpu = process.cpuUsage();
  readonly #collector: PerformanceObserver;
  #gcMs = 0;
  #timedRequests = 0;

  constructor() {
    this.#collector = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) this.#gcMs += entry.duration;
    });
    this.#collector.observe({ entryTypes: ['gc'] });
  }

  /** Runs a timed request. The loop is watched meanwhile only: between requests it may be as busy as it likes. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#timedRequests += 1;
    if (this.#timedRequests === 1) this.#delay.enable();
    try {
      return await work();
    } finally {
      this.#timedRequests -= 1;
      if (this.#timedRequests === 0) this.#delay.disable();
    }
  }

  /** Ends the watch and says what was seen; `sharesProcess` when the model runs in this process too. */
  stop(sharesProcess: boolean): ClientHealth {
    this.#delay.disable();
    this.#collector.disconnect();
    const { user, system } = process.cpuUsage(this.#startCpu);
    return {
      ...(sharesProcess ? {} : { loopDelayP99Ms: this.#loopDelayP99Ms() }),
      gcMs: this.#gcMs,
      cpuMs: (user + system) / 1_000,
    };
  }

  #loopDelayP99Ms(): number {
    if (this.#delay.count === 0) return 0;
    return Math.max(0, this.#delay.percentile(99) / NANOSECONDS_PER_MS - RESOLUTION_MS);
  }
}
