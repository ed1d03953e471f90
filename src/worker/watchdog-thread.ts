import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { WatchdogOrders } from './watchdog.js';

/** A worker outlives its parent by at most about this long. */
const PARENT_POLL_MS = 100;

/** Heartbeats per poll: one a second tells a hanging native call from a dead process. */
const POLLS_PER_HEARTBEAT = 10;

const { parentPid, heartbeatFd } = workerData as WatchdogOrders;
let polls = 0;

setInterval(() => {
  if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL');
  polls += 1;
  if (polls % POLLS_PER_HEARTBEAT === 0) beat();
}, PARENT_POLL_MS);

function beat(): void {
  try {
    writeSync(heartbeatFd, '.');
  } catch {
    // EPIPE or EAGAIN: the parent is going or busy; the poll above decides, not the heartbeat.
  }
}
