import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Level } from 'level';
import lockfile from 'proper-lockfile';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { isFullDisk } from '../journal/level-store.js';
import type { ProcessIdentity } from '../journal/records.js';
import { makeFolder } from '../make-folder.js';
import { writeWhole } from '../write-whole.js';
import { identifyProcess, isAlive } from './process-identity.js';

/** Who runs, as the visible sign tells it. */
export interface LockHolder {
  readonly runId: string;
  readonly process: ProcessIdentity;
  readonly since: string;
}

export interface LockRequest {
  readonly dataDir: string;
  readonly runId: string;
  /** Wait for the other run to end instead of failing. */
  readonly wait: boolean;
  readonly signal: AbortSignal;
  /** Called once when the lock's files were taken away; the run has to stop. */
  readonly onLost: () => void;
}

/** The right to run, held until disposed. */
export interface RunLock {
  readonly holder: LockHolder;
  [Symbol.asyncDispose](): Promise<void>;
}

const WAIT_POLL_MS = 500;
const WATCH_MS = 5_000;

/**
 * Lets one run at a time onto this machine. The gate is the lock that LevelDB holds on its files: it dies with its
 * process, and a stopped or sleeping holder keeps it. The lock folder of proper-lockfile is only the visible sign: taking
 * over a stale one let two holders in at once in half of the races.
 *
 * LevelDB must be opened once per process at most, and nothing may open the gate's files: closing any descriptor of them
 * in this process would drop the lock.
 * @throws AcodeError (`RUN_LOCKED`, exit 75) naming run, process and start of the holder.
 */
export async function acquireLock(request: LockRequest): Promise<RunLock> {
  const { dataDir } = request;
  await makeDataDir(dataDir);
  const gate = await openGate(request);
  const holder: LockHolder = {
    runId: request.runId,
    process: identifyProcess(process.pid),
    since: new Date().toISOString(),
  };
  try {
    const takeDown = await putUpSign(dataDir, holder);
    const unwatch = await watchFile(path.join(gateDir(dataDir), 'LOCK'), request.onLost);
    return {
      holder,
      async [Symbol.asyncDispose]() {
        unwatch();
        await takeDown();
        await gate.close();
      },
    };
  } catch (error) {
    await gate.close();
    throw error;
  }
}

/** Who holds the lock now, or undefined when the sign is missing or its process is dead. */
export async function readHolder(dataDir: string): Promise<LockHolder | undefined> {
  const holder = await readSign(dataDir);
  return holder !== undefined && isAlive(holder.process) ? holder : undefined;
}

async function openGate(request: LockRequest): Promise<Level> {
  for (;;) {
    const gate = new Level(gateDir(request.dataDir), { createIfMissing: true, compression: false });
    try {
      await gate.open();
      return gate;
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if (codeOf(cause) !== 'LEVEL_LOCKED') throw gateError(request.dataDir, cause ?? error);
      if (!request.wait) throw await lockedError(request.dataDir);
    }
    await delay(WAIT_POLL_MS);
    if (request.signal.aborted) throw stoppedWaiting();
  }
}

function stoppedWaiting(): AcodeError {
  return new AcodeError({
    code: 'INTERRUPTED',
    exitCode: EXIT.interrupted,
    message: 'Interrupted while waiting for the other run; nothing was started.',
  });
}

function gateDir(dataDir: string): string {
  return path.join(dataDir, 'gate');
}

async function lockedError(dataDir: string): Promise<AcodeError> {
  const holder = await readSign(dataDir);
  const who =
    holder === undefined
      ? 'another process'
      : `run ${holder.runId} (process ${holder.process.pid}, since ${holder.since})`;
  return new AcodeError({
    code: 'RUN_LOCKED',
    exitCode: EXIT.locked,
    message: `A run is going on: ${who}.`,
    hint: 'Wait for it with --wait, see it with: acode benchmark status, stop it with: acode benchmark cancel',
  });
}

function gateError(dataDir: string, cause: unknown): AcodeError {
  const full = isFullDisk(cause);
  return new AcodeError({
    code: full ? 'DISK_FULL' : 'LOCK_FAILED',
    exitCode: full ? EXIT.io : EXIT.cannotWrite,
    message: `The run lock in ${dataDir} cannot be taken: ${messageOf(cause)}.`,
    hint: full ? 'Make room on the disk.' : 'Name another folder with --data-dir.',
    cause,
  });
}

/** The sign of a dead holder may still hang; holding the gate, this process may take it down. */
async function putUpSign(dataDir: string, holder: LockHolder): Promise<() => Promise<void>> {
  const lockfilePath = path.join(dataDir, 'run.lock');
  const hang = () =>
    lockfile.lock(dataDir, {
      lockfilePath,
      realpath: false,
      stale: 10_000,
      update: 5_000,
      onCompromised: () => undefined,
    });
  const release = await hang().catch(async (error: unknown) => {
    if (codeOf(error) !== 'ELOCKED') throw error;
    await rm(lockfilePath, { recursive: true, force: true });
    return hang();
  });
  await writeWhole(signFile(dataDir), `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return async () => {
    await rm(signFile(dataDir), { force: true });
    // A sign that somebody has removed by hand is down already.
    await release().catch(() => undefined);
  };
}

async function readSign(dataDir: string): Promise<LockHolder | undefined> {
  try {
    return JSON.parse(await readFile(signFile(dataDir), 'utf8')) as LockHolder;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function signFile(dataDir: string): string {
  return path.join(dataDir, 'holder.json');
}

/**
 * Calls `onLost` once, within seconds, when a file was removed or replaced; returns a function that ends the watch. Looks
 * by name and inode, never by opening: see {@link acquireLock}.
 */
export async function watchFile(file: string, onLost: () => void): Promise<() => void> {
  const { ino } = await stat(file);
  const timer = setInterval(() => {
    stat(file).then(
      (now) => {
        if (now.ino !== ino || now.nlink < 1) lost();
      },
      (error: unknown) => {
        if (codeOf(error) === 'ENOENT') lost();
      },
    );
  }, WATCH_MS);
  timer.unref();
  const lost = (): void => {
    clearInterval(timer);
    onLost();
  };
  return () => clearInterval(timer);
}

async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir, { mode: 0o700 });
  } catch (error) {
    throw new AcodeError({
      code: 'DATA_DIR',
      exitCode: isFullDisk(error) ? EXIT.io : EXIT.cannotWrite,
      message: `The data folder ${dataDir} cannot be created: ${messageOf(error)}.`,
      hint: 'Name another one with --data-dir.',
      cause: error,
    });
  }
}
