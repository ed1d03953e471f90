import { readFileSync } from 'node:fs';

/** Clock ticks of `/proc/PID/stat` in a second; Linux fixes it at 100 towards programs (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** User plus system CPU time of processes since their start, in milliseconds; undefined when one cannot be read. */
export function cpuMsOf(pids: readonly number[]): number | undefined {
  return sumOf(pids, cpuMsOfOne);
}

/** Resident memory of processes, in bytes; undefined when one cannot be read. */
export function rssBytesOf(pids: readonly number[]): number | undefined {
  return sumOf(pids, rssBytesOfOne);
}

/** A sum that lacks a process would be a wrong number, so it is none. */
function sumOf(pids: readonly number[], read: (pid: number) => number | undefined): number | undefined {
  if (pids.length === 0 || process.platform !== 'linux') return undefined;
  let sum = 0;
  for (const pid of pids) {
    const value = read(pid);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

/** Fields 14 and 15 of proc_pid_stat(5); the name in field 2 may hold anything, so they are counted behind it. */
function cpuMsOfOne(pid: number): number | undefined {
  const text = readProc(pid, 'stat');
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isFinite(ticks) ? (ticks * 1_000) / TICKS_PER_SECOND : undefined;
}

/** From `status`, which gives kibibytes, and not from `statm`, which gives pages of a size that depends on the machine. */
function rssBytesOfOne(pid: number): number | undefined {
  const kibibytes = /^VmRSS:\s+(?<kibibytes>\d+) kB$/m.exec(readProc(pid, 'status') ?? '')?.groups?.['kibibytes'];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // ENOENT or ESRCH: the process has ended.
    return undefined;
  }
}
