import { open, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';

const MEBIBYTE = 1 << 20;

/** Reserved space: enough for LevelDB to open a journal on a disk that was full, measured with a 4 MiB write buffer. */
const BALLAST_BYTES = 16 * MEBIBYTE;

/** A run needs this much free space to start, the ballast aside. */
const START_BYTES = 48 * MEBIBYTE;

/** Below this a run stops while it still can in good order. */
const STOP_BYTES = 8 * MEBIBYTE;

/** Disk space kept for the moment in which there is none. */
export interface Ballast {
  release(): Promise<void>;
}

/**
 * Checks that there is room for a run and reserves the ballast.
 * @throws AcodeError (`DISK_FULL`, exit 74; `DATA_DIR`, exit 73) with the numbers.
 */
export async function prepareDisk(dataDir: string): Promise<Ballast> {
  const file = path.join(dataDir, 'ballast');
  const reserved = await sizeOf(file);
  const needed = START_BYTES + BALLAST_BYTES - reserved;
  const free = await freeBytes(dataDir);
  if (free < needed) throw tooFull(dataDir, { free, needed });
  if (reserved !== BALLAST_BYTES) await writeBallast(file);
  return { release: () => rm(file, { force: true }) };
}

/**
 * Lets a write beyond the file size limit (`ulimit -f`) fail with EFBIG, as Node does by itself: modules that tidy up at
 * exit listen for SIGXFSZ, and end the process by it unless somebody else listens too.
 */
export function surviveFileSizeLimit(): void {
  if (!process.listeners('SIGXFSZ').includes(goOn)) process.on('SIGXFSZ', goOn);
}

/** The failed write tells. */
function goOn(): void {}

/** Whether so little is left that a run has to stop. */
export async function isDiskLow(dataDir: string): Promise<boolean> {
  return (await freeBytes(dataDir)) < STOP_BYTES;
}

async function freeBytes(dataDir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dataDir);
  return bavail * bsize;
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

/** Written out, since a file with holes reserves nothing. */
async function writeBallast(file: string): Promise<void> {
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      const block = Buffer.alloc(MEBIBYTE, 0xa5);
      for (let written = 0; written < BALLAST_BYTES; written += block.length) await handle.write(block);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(file, { force: true });
    const full = ['ENOSPC', 'EFBIG', 'EDQUOT'].includes(codeOf(error) ?? '');
    throw new AcodeError({
      code: full ? 'DISK_FULL' : 'DATA_DIR',
      exitCode: full ? EXIT.io : EXIT.cannotWrite,
      message: `${BALLAST_BYTES / MEBIBYTE} MiB cannot be reserved in ${path.dirname(file)}: ${messageOf(error)}.`,
      hint: 'Make room, or name another folder with --data-dir.',
      cause: error,
    });
  }
}

function tooFull(dataDir: string, { free, needed }: { free: number; needed: number }): AcodeError {
  const inMebibytes = (bytes: number): string => `${Math.floor(bytes / MEBIBYTE)} MiB`;
  return new AcodeError({
    code: 'DISK_FULL',
    exitCode: EXIT.io,
    message: `There is too little room in ${dataDir}: ${inMebibytes(free)} free, ${inMebibytes(needed)} needed.`,
    hint: 'Make room, or name another folder with --data-dir.',
  });
}
