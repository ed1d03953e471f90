import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import pidusage from 'pidusage';
import { codeOf } from '../errors.js';
import { statFields } from './process-identity.js';

/** Linux counts CPU time for user programs in ticks of 10 ms on every architecture Node runs on. */
const MS_PER_TICK = 10;

/** What one look at a set of processes gives. */
export interface Look {
  readonly rssBytes: number;
  readonly cpuMs: number;
  /** Page faults since the start that had to read the disk; absent where the system does not tell. */
  readonly majorFaults?: number;
}

/** Reads the memory and CPU time of processes; a dead one counts as nothing. */
export interface ProcessReader {
  look(): Promise<Look | undefined>;
  /** Highest memory since the reader was made, by the kernel's own account. */
  peakBytes(): number | undefined;
  /** Memory of the processes that lies in swap now. */
  swappedBytes(): number | undefined;
  close(): void;
}

/** The reader that disturbs least on this system. */
export function openProcessReader(pids: readonly number[]): ProcessReader {
  return process.platform === 'linux' ? new ProcReader(pids) : new PortableReader(pids);
}

/** Linux: descriptors kept open on /proc, a few microseconds a look. */
class ProcReader implements ProcessReader {
  readonly #pids: readonly number[];
  readonly #files: readonly number[];
  readonly #buffer = Buffer.alloc(1_024);
  readonly #pageBytes = pageBytes();

  constructor(pids: readonly number[]) {
    this.#pids = pids;
    this.#files = pids.flatMap((pid) => {
      const file = attempt(() => openSync(`/proc/${pid}/stat`, 'r'));
      // Resets the kernel's high-water mark, so that the peak is this case's.
      attempt(() => writeFileSync(`/proc/${pid}/clear_refs`, '5'));
      return file === undefined ? [] : [file];
    });
  }

  look(): Promise<Look | undefined> {
    const looks = this.#files.flatMap((file) => {
      const length = attempt(() => readSync(file, this.#buffer, 0, this.#buffer.length, 0));
      if (length === undefined || length === 0) return [];
      const fields = statFields(this.#buffer.toString('latin1', 0, length));
      return [
        {
          rssBytes: Number(fields[21]) * this.#pageBytes,
          cpuMs: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
          majorFaults: Number(fields[9]),
        },
      ];
    });
    return Promise.resolve(looks.length === 0 ? undefined : sumOf(looks));
  }

  peakBytes(): number | undefined {
    return this.#sumOfStatus('VmHWM');
  }

  swappedBytes(): number | undefined {
    return this.#sumOfStatus('VmSwap');
  }

  #sumOfStatus(field: string): number | undefined {
    const amounts = this.#pids.flatMap((pid) => {
      const status = attempt(() => readFileSync(`/proc/${pid}/status`, 'utf8'));
      return status === undefined ? [] : (statusBytes(status, field) ?? []);
    });
    return amounts.length === 0 ? undefined : amounts.reduce((sum, bytes) => sum + bytes, 0);
  }

  close(): void {
    for (const file of this.#files) attempt(() => closeSync(file));
  }
}

/** Other systems: pidusage, which asks `ps` or the like. */
class PortableReader implements ProcessReader {
  readonly #pids: readonly number[];

  constructor(pids: readonly number[]) {
    this.#pids = pids;
  }

  async look(): Promise<Look | undefined> {
    if (this.#pids.length === 0) return undefined;
    // A process that has ended is not an error here.
    const usage = await pidusage([...this.#pids]).catch(() => ({}));
    const looks = Object.values(usage).map((each) => ({ rssBytes: each.memory, cpuMs: each.ctime }));
    return looks.length === 0 ? undefined : sumOf(looks);
  }

  peakBytes(): undefined {
    return undefined;
  }

  swappedBytes(): undefined {
    return undefined;
  }

  close(): void {
    pidusage.clear();
  }
}

function sumOf(looks: readonly Look[]): Look {
  return looks.reduce((sum, look) => ({
    rssBytes: sum.rssBytes + look.rssBytes,
    cpuMs: sum.cpuMs + look.cpuMs,
    ...(sum.majorFaults === undefined || look.majorFaults === undefined
      ? {}
      : { majorFaults: sum.majorFaults + look.majorFaults }),
  }));
}

/** A field of proc_pid_status(5) that is given in kibibytes, in bytes. */
export function statusBytes(status: string, field: string): number | undefined {
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1_024;
}

/** CPU time of the whole machine since boot, over all cores; Linux only. */
export function machineCpu(): { readonly busyMs: number; readonly totalMs: number } | undefined {
  const stat = attempt(() => readFileSync('/proc/stat', 'utf8'));
  const fields = stat === undefined ? undefined : /^cpu\s+(.*)$/m.exec(stat)?.[1]?.split(' ').map(Number);
  if (fields === undefined) return undefined;
  // user nice system idle iowait irq softirq steal; guest times are part of user already.
  const ticks = fields.slice(0, 8);
  const totalMs = ticks.reduce((sum, each) => sum + each, 0) * MS_PER_TICK;
  const idleMs = ((fields[3] ?? 0) + (fields[4] ?? 0)) * MS_PER_TICK;
  return { busyMs: totalMs - idleMs, totalMs };
}

/** Bytes of a memory page, which is 4, 16 or 64 KiB: what this process takes in bytes over what it takes in pages. */
function pageBytes(): number {
  const pages = Number(statFields(readFileSync('/proc/self/stat', 'latin1'))[21]);
  return 2 ** Math.round(Math.log2(process.memoryUsage.rss() / pages));
}

/** Files under /proc vanish with their process; that is the answer, not an error. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
