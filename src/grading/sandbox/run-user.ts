import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Ids that no user of a machine has: systemd's list of ids (UIDS-GIDS) leaves them free, and they lie within those that
 * containers without root know.
 */
const FREE_USERS = { first: 60_706, count: 478 } as const;

/** More looks are not needed to end what may have 64 processes. */
const MAX_ROUNDS = 100;

/**
 * A user for one run, which a program becomes under root. The limit of processes counts all of a user's: of one user for
 * every program, programs that run at the same time, also those of another harness, would take each other's away.
 */
export function userForRun(): number {
  const taken = new Set(processes().map(({ user }) => user));
  const start = randomInt(FREE_USERS.count);
  const ids = Array.from({ length: FREE_USERS.count }, (_, at) => FREE_USERS.first + ((start + at) % FREE_USERS.count));
  return ids.find((id) => !taken.has(id)) ?? FREE_USERS.first + start;
}

/** Kills whatever a run's own user still has, wherever it went, and returns when it is gone. For others than root there is no such user. */
export async function endProcessesOf(user: number): Promise<void> {
  if (process.getuid?.() !== 0) return;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const left = processes().filter(({ user: owner }) => owner === user);
    if (left.length === 0) return;
    for (const { pid } of left) kill(pid);
    await delay(5);
  }
}

/** Processes and threads that a user has; a limit of them counts all, whoever started them. */
export function tasksOf(user: number): number {
  return processes()
    .filter(({ user: owner }) => owner === user)
    .reduce((sum, { threads }) => sum + threads, 0);
}

/** Whether a process is gone, or has ended and waits for its parent to notice. */
export function hasEnded(pid: number): boolean {
  return !isRunning(statusOf(String(pid)));
}

/** Every process with the user that it is. The owner of its folder would not do: a process can give that to root. */
function processes(): { readonly pid: number; readonly user: number; readonly threads: number }[] {
  return (process.platform === 'linux' ? readdirSync('/proc') : [])
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const status = statusOf(pid);
      const user = /^Uid:\t(\d+)/m.exec(status)?.[1];
      if (user === undefined || !isRunning(status)) return [];
      return [{ pid: Number(pid), user: Number(user), threads: Number(/^Threads:\t(\d+)/m.exec(status)?.[1] ?? 1) }];
    });
}

/** What has ended and was not waited for yet does nothing more. */
function isRunning(status: string): boolean {
  return status !== '' && !/^State:\t[ZX]/m.test(status);
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'latin1');
  } catch {
    // ENOENT or ESRCH: it ended while it was looked for.
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // ESRCH: it ended by itself.
  }
}
