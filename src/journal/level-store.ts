import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Level } from 'level';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';

export type Store = Level;

/** Why a store did not open. */
export type OpenProblem = 'locked' | 'full' | 'damaged' | 'missing' | 'failed';

/**
 * Opens a LevelDB of text keys and values. A missing one is never created by accident: with `create: false` a folder that
 * lost its `CURRENT` file is an error, where LevelDB's default would erase its tables and begin anew.
 * @throws AcodeError with `cause` and a code `STORE_…` that {@link openProblem} reads.
 */
export async function openStore(dir: string, { create }: { readonly create: boolean }): Promise<Store> {
  const store: Store = new Level(dir, {
    createIfMissing: create,
    errorIfExists: create,
    // Uncompressed, so that a search for a secret in the files would find it, and because samples are small.
    compression: false,
    writeBufferSize: 4 << 20,
  });
  try {
    await store.open();
    return store;
  } catch (error) {
    throw await openError(dir, error);
  }
}

/** Reads the problem out of an error of {@link openStore}, or undefined for any other error. */
export function openProblem(error: unknown): OpenProblem | undefined {
  return PROBLEMS.find((problem) => codeOf(error) === codeFor(problem));
}

/** Whether an error of the store or the file system means that the disk or a quota is full. */
export function isFullDisk(error: unknown): boolean {
  const texts = [messageOf(error), error instanceof Error ? messageOf(error.cause) : ''];
  return texts.some((text) => /no space left|file too large|disk quota|ENOSPC|EFBIG|EDQUOT/i.test(text));
}

const PROBLEMS: readonly OpenProblem[] = ['locked', 'full', 'damaged', 'missing', 'failed'];

function codeFor(problem: OpenProblem): string {
  return `STORE_${problem.toUpperCase()}`;
}

async function openError(dir: string, error: unknown): Promise<AcodeError> {
  const cause = error instanceof Error ? error.cause : undefined;
  const problem = await classify(dir, { error, cause });
  const what: Readonly<Record<OpenProblem, string>> = {
    locked: `The journal ${dir} is in use by another process.`,
    full: `The journal ${dir} cannot be opened because the disk is full.`,
    damaged: `The journal ${dir} is damaged.`,
    missing: `There is no journal in ${dir}.`,
    failed: `The journal ${dir} cannot be opened: ${messageOf(cause ?? error)}.`,
  };
  const exitCode: Readonly<Record<OpenProblem, AcodeError['exitCode']>> = {
    locked: EXIT.locked,
    full: EXIT.io,
    damaged: EXIT.badData,
    missing: EXIT.badData,
    failed: EXIT.cannotWrite,
  };
  return new AcodeError({
    code: codeFor(problem),
    exitCode: exitCode[problem],
    message: what[problem],
    ...hintFor(problem, { dir, cause: cause ?? error }),
    cause: error,
  });
}

/** Reading takes writing: a journal is locked and put in order when it is opened. */
function hintFor(
  problem: OpenProblem,
  { dir, cause }: { readonly dir: string; readonly cause: unknown },
): { readonly hint?: string } {
  if (problem === 'damaged') return { hint: repairHint(path.basename(path.dirname(dir))) };
  if (problem === 'full') return { hint: 'Free some space on it, and try again; what is in the journal is unharmed.' };
  if (problem !== 'failed' || !NOT_WRITABLE.test(messageOf(cause))) return {};
  return {
    hint: 'A journal is opened by writing to it: copy the data folder to where that is possible, and name it with --data-dir.',
  };
}

/** A journal lies in the folder of its run; only a resume may repair it, since reading changes nothing. */
function repairHint(runId: string): string {
  return `Repair what can be: acode benchmark run --resume ${runId}; an imported run has to be imported again.`;
}

const NOT_WRITABLE = /permission denied|read-only/i;

async function classify(dir: string, { error, cause }: { error: unknown; cause: unknown }): Promise<OpenProblem> {
  if (codeOf(cause) === 'LEVEL_LOCKED') return 'locked';
  if (isFullDisk(error) || isFullDisk(cause)) return 'full';
  if (NOT_WRITABLE.test(messageOf(cause))) return 'failed';
  const files = await readdir(dir).catch((): string[] => []);
  const hasData = files.some((file) => /\.(ldb|log)$|^MANIFEST-/.test(file));
  if (!hasData) return 'missing';
  return 'damaged';
}
