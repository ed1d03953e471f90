import { Worker } from 'node:worker_threads';

/** What the watchdog thread is told. */
export interface WatchdogOrders {
  /** Process id of the orchestrator. */
  readonly parentPid: number;
  /** Descriptor for heartbeats. */
  readonly heartbeatFd: number;
}

/**
 * Starts the thread that ends this process when its parent is gone and shows that the process is alive. It is a thread of
 * its own because native code can hold the main thread for seconds.
 */
export function startWatchdog(orders: WatchdogOrders): void {
  const thread = new Worker(new URL('watchdog-thread.js', import.meta.url), {
    workerData: orders,
    // It needs next to nothing, and its memory counts as the harness's.
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
  });
  thread.unref();
}
