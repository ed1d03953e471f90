import { readdirSync, readFileSync } from 'node:fs';

/** Between two looks, in milliseconds. A core fills some hundred megabytes in this time. */
const LOOK_MS = 100;

/** Most processes that are looked at; a program may have far fewer. */
const MAX_PROCESSES = 1_000;

/**
 * Calls `exceeded` when a process and all below it hold more memory than they may, since the limit of an address space
 * binds each process by itself; or when this machine's available memory has fallen by twice that, or by half of what there
 * was: files in memory, pipes and processes that left their parents are in nobody's sum. Nothing is watched where there is
 * no /proc.
 * @returns what ends the watch.
 */
export function watchMemory(pid: number | undefined, limitBytes: number, exceeded: () => void): () => void {
  const before = availableBytes();
  if (pid === undefined || before === undefined) return () => undefined;
  const mostFallen = Math.min(2 * limitBytes, before / 2);
  const timer = setInterval(() => {
    const fallen = before - (availableBytes() ?? before);
    if (fallen <= mostFallen && heldBytes(pid) <= limitBytes) return;
    clearInterval(timer);
    exceeded();
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** The processes that a process has started and not lost, by whichever of its threads. */
export function childrenOf(pid: number | undefined): number[] {
  return look(() => readdirSync(`/proc/${pid}/task`), []).flatMap((thread) =>
    look(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1'), '')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}

/** Resident memory of a process and all below it; what several share counts for each. */
function heldBytes(pid: number): number {
  const seen = [pid];
  let bytes = 0;
  for (let at = 0; at < seen.length && at < MAX_PROCESSES; at++) {
    const each = seen[at] ?? 0;
    bytes +=
      kilobytes(/^VmRSS:\s+(\d+) kB$/m.exec(look(() => readFileSync(`/proc/${each}/status`, 'latin1'), ''))) ?? 0;
    seen.push(...childrenOf(each));
  }
  return bytes;
}

function availableBytes(): number | undefined {
  return kilobytes(/^MemAvailable:\s+(\d+) kB$/m.exec(look(() => readFileSync('/proc/meminfo', 'latin1'), '')));
}

function kilobytes(match: RegExpExecArray | null): number | undefined {
  return match === null ? undefined : Number(match[1]) * 1_024;
}

/** Processes end while they are looked at, and other systems than Linux have no such files. */
function look<T>(read: () => T, absent: T): T {
  try {
    return read();
  } catch {
    // ENOENT or ESRCH.
    return absent;
  }
}
