import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { pidtree } from 'pidtree';
import { codeOf } from '../errors.js';
import type { ProcessIdentity } from '../journal/records.js';
import { identifyProcess, isAlive } from './process-identity.js';

/** Between asking and forcing. Long enough for a clean exit, short enough to cancel within a second. */
const GRACE_MS = 300;

const POLL_MS = 10;

/** A killed process goes within milliseconds; one that hangs in a driver never does. */
const GONE_MS = 200;

/**
 * Ends a process that leads its own group, and everything below it: terminate the group, wait, kill the group and every
 * descendant. Descendants are listed first, because one that left the group could not be found after its parent died.
 */
export async function killTree(leaderPid: number, hasExited: () => boolean): Promise<void> {
  const descendants = await listDescendants(leaderPid);
  signal(-leaderPid, 'SIGTERM');
  const deadlineMs = performance.now() + GRACE_MS;
  while (!hasExited() && performance.now() < deadlineMs) await delay(POLL_MS);
  // Whatever was started during the grace is found only while its parent lives.
  const late = hasExited() ? [] : await listDescendants(leaderPid);
  signal(-leaderPid, 'SIGKILL');
  const below = [...new Set([...descendants, ...late])];
  for (const pid of below) signal(pid, 'SIGKILL');
  await untilGone(below.map(identifyProcess));
}

/** A kill takes effect a moment after it is sent; whoever returns from here shall find nobody. */
async function untilGone(processes: readonly ProcessIdentity[]): Promise<void> {
  const deadlineMs = performance.now() + GONE_MS;
  while (processes.some((each) => each.startTime !== undefined && isAlive(each)) && performance.now() < deadlineMs) {
    await delay(POLL_MS);
  }
}

/** Kills a group at once; for the case that nothing may be awaited any more. */
export function killGroupNow(leaderPid: number): void {
  signal(-leaderPid, 'SIGKILL');
}

/** Pids below a process: from /proc on Linux, where asking `ps` would disturb a measurement; else from pidtree. */
export async function listDescendants(pid: number): Promise<number[]> {
  if (process.platform === 'linux') return descendantsFromProc(pid);
  // A process that is gone already has none.
  return pidtree(pid).catch(() => []);
}

function descendantsFromProc(pid: number): number[] {
  const found: number[] = [];
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const children = childrenOf(next);
    found.push(...children);
    open.push(...children);
  }
  return found;
}

function childrenOf(pid: number): number[] {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const lists = tasks.map((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'));
    return lists
      .flatMap((list) => list.trim().split(' '))
      .filter((text) => text !== '')
      .map(Number);
  } catch (error) {
    // It ended meanwhile.
    if (codeOf(error) === undefined) throw error;
    return [];
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // ESRCH: already gone. EPERM: on macOS, a group of zombies.
    if (codeOf(error) !== 'ESRCH' && codeOf(error) !== 'EPERM') throw error;
  }
}
