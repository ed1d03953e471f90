import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import { DrivenRun, type Acknowledged, type DriverOrders } from './driven-run.js';
import { journalProblems } from './journal-oracle.js';

const RUN_ID = '20260101-000000-abcd';
const RUN = {
  runId: RUN_ID,
  cases: [
    { n: 1, pauseMs: 5 },
    { n: 2, pauseMs: 5 },
  ],
  iterations: 150,
} as const;

export interface Damaged {
  readonly exitCode: number | null;
  readonly reason: string | undefined;
  /** From the fault until the process was gone. */
  readonly tookMs: number;
  readonly acknowledged: number;
  /** What the oracle found right after the end, and after resuming. */
  readonly problems: readonly string[];
  readonly resumeExitCode: number | null;
}

/** How a running run is harmed, and what makes resuming possible again. */
interface Fault {
  readonly strike: (run: DrivenRun, dataDir: string) => Promise<void> | void;
  readonly heal?: (dataDir: string) => Promise<void>;
  /** Whether the journal is still there to be judged and resumed. */
  readonly resumable: boolean;
}

/** No file of the orchestrator may grow by more than a few records from now on; resuming has no such limit. */
export const FILE_SIZE_LIMIT: Fault = {
  strike: (run, dataDir) => {
    const limit = largestFile(runFolder(dataDir, RUN_ID).dir) + 2_000;
    execFileSync('prlimit', ['--pid', String(run.pid), `--fsize=${limit}:`]);
  },
  resumable: true,
};

/** A file takes all the room there is; resuming begins without it. */
export const FULL_DISK: Fault = {
  strike: (_run, dataDir) => fill(path.join(dataDir, 'filler')),
  heal: (dataDir) => rm(path.join(dataDir, 'filler')),
  resumable: true,
};

export const JOURNAL_REMOVED: Fault = {
  strike: (_run, dataDir) => rm(runFolder(dataDir, RUN_ID).journalDir, { recursive: true }),
  resumable: false,
};

export const GATE_REMOVED: Fault = {
  strike: (_run, dataDir) => rm(path.join(dataDir, 'gate', 'LOCK')),
  resumable: true,
};

/** Runs, strikes in the middle, and resumes. Without `dataDir` a new temporary folder is used. */
export async function harm(
  fault: Fault,
  options: { readonly dataDir?: string; readonly iterations?: number } = {},
): Promise<Damaged> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'acode-disk-')));
  const orders: Omit<DriverOrders, 'mode'> = {
    dataDir,
    ...RUN,
    ...(options.iterations === undefined ? {} : { iterations: options.iterations }),
  };
  try {
    const run = new DrivenRun({ ...orders, mode: 'start' });
    await run.until(() => run.acknowledged.length >= 20);
    await fault.strike(run, dataDir);
    const startMs = performance.now();
    const { code } = await run.exited;
    const tookMs = performance.now() - startMs;
    await fault.heal?.(dataDir);
    const ended = {
      exitCode: code,
      reason: run.end?.reason?.code ?? run.error?.stack,
      tookMs,
      acknowledged: run.acknowledged.length,
    };
    if (!fault.resumable) return { ...ended, problems: [], resumeExitCode: null };
    return { ...ended, ...(await resume(orders, run.acknowledged)) };
  } finally {
    await rm(dataDir, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function resume(
  orders: Omit<DriverOrders, 'mode'>,
  before: readonly Acknowledged[],
): Promise<Pick<Damaged, 'problems' | 'resumeExitCode'>> {
  const { journalDir } = runFolder(orders.dataDir, orders.runId);
  const problems = await journalProblems(journalDir, before);
  const resumed = new DrivenRun({ ...orders, mode: 'resume' });
  const { code } = await resumed.exited;
  if (resumed.error !== undefined) problems.push(resumed.error.stack);
  problems.push(...(await journalProblems(journalDir, [...before, ...resumed.acknowledged])));
  return { problems, resumeExitCode: code };
}

function largestFile(dir: string): number {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((entry) => statSync(path.join(entry.parentPath, entry.name)).size));
}

async function fill(file: string): Promise<void> {
  const block = Buffer.alloc(1 << 16, 0x5a);
  for (let step = block.length; step >= 1; step = step >> 4) {
    // Ever smaller pieces, until not a byte goes in.
    while (await append(file, block.subarray(0, step)));
  }
}

async function append(file: string, bytes: Buffer): Promise<boolean> {
  try {
    await writeFile(file, bytes, { flag: 'a' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}

/** A small file system of its own, in a user namespace that a waiting process keeps; gone with the scope. */
export class SmallDisk {
  readonly dir: string;
  readonly #keeper: ChildProcess;
  readonly #mountPoint: string;

  private constructor(keeper: ChildProcess, mountPoint: string) {
    this.#keeper = keeper;
    this.#mountPoint = mountPoint;
    // The way into another mount namespace for whoever may trace the keeper.
    this.dir = path.join(`/proc/${keeper.pid}/root`, mountPoint);
  }

  /** Undefined with a reason where user namespaces are not permitted. */
  static async mount(mebibytes: number): Promise<SmallDisk | string> {
    const mountPoint = await mkdtemp(path.join(os.tmpdir(), 'acode-tmpfs-'));
    const script = `mount -t tmpfs -o size=${mebibytes}m tmpfs "$0" && echo mounted && exec sleep 3600`;
    const keeper = spawn('unshare', ['-Urm', 'sh', '-c', script, mountPoint], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    keeper.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const mounted = await new Promise<boolean>((resolve) => {
      keeper.stdout.on('data', () => resolve(true));
      keeper.on('error', (error) => {
        said += error.message;
        resolve(false);
      });
      keeper.on('close', () => resolve(false));
    });
    if (mounted) return new SmallDisk(keeper, mountPoint);
    await rm(mountPoint, { recursive: true, force: true });
    return said.trim() || 'unshare failed';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#keeper.kill('SIGKILL');
    await rm(this.#mountPoint, { recursive: true, force: true });
  }
}
