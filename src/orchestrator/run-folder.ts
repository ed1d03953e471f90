import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { RUN_ID_PATTERN } from './run-id.js';

/** Where the parts of one run lie. */
export interface RunFolder {
  readonly runId: string;
  readonly dir: string;
  readonly journalDir: string;
  readonly eventLog: string;
  /** The derived summary; it can be made anew from the journal at any time. */
  readonly summaryFile: string;
  /** What the summary was computed from, as a digest. */
  readonly summarySeal: string;
  /** What the charts of the report show, and the same about it. */
  readonly chartsFile: string;
  readonly chartsSeal: string;
  /** Scratch working folders of the run's workers; removed with them. */
  readonly scratchDir: string;
}

export function runFolder(dataDir: string, runId: string): RunFolder {
  return runFolderAt(path.join(runsDir(dataDir), runId), runId);
}

/** The folder of a run that is not in its place yet. */
export function runFolderAt(dir: string, runId: string): RunFolder {
  return {
    runId,
    dir,
    journalDir: path.join(dir, 'journal'),
    eventLog: path.join(dir, 'events.ndjson'),
    summaryFile: path.join(dir, 'summary.json'),
    summarySeal: path.join(dir, 'summary.seal'),
    chartsFile: path.join(dir, 'charts.json'),
    chartsSeal: path.join(dir, 'charts.seal'),
    scratchDir: path.join(dir, 'scratch'),
  };
}

export function runsDir(dataDir: string): string {
  return path.join(dataDir, 'runs');
}

/** Ids of every run kept, oldest first. @throws AcodeError (exit 73) for a folder that may not be read. */
export async function listRunIds(dataDir: string): Promise<string[]> {
  try {
    const names = await readdir(runsDir(dataDir));
    return names.filter((name) => RUN_ID_PATTERN.test(name)).sort();
  } catch (error) {
    // A data folder that was never written to holds no runs.
    if (codeOf(error) === 'ENOENT') return [];
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EPERM') throw error;
    throw new AcodeError({
      code: 'CANNOT_READ',
      exitCode: EXIT.cannotWrite,
      message: `The runs in ${dataDir} may not be read: ${messageOf(error)}.`,
      hint: 'Use the account that measured them, or name another folder with --data-dir.',
      cause: error,
    });
  }
}

/** Runs that a message names at most. */
const NAMED = 5;

/**
 * Turns what a user typed into a run id: a whole id, an unambiguous part of one, or `last`. Nothing, as an unset variable
 * gives, is no part of an id.
 * @throws AcodeError (usage) when no run or more than one fits.
 */
export async function resolveRunId(dataDir: string, typed: string): Promise<string> {
  const ids = await listRunIds(dataDir);
  const newest = ids.at(-1);
  if (newest === undefined) throw unknownRun(`There are no runs in ${dataDir}.`, 'Start one: acode benchmark run');
  if (typed === 'last') return newest;
  if (ids.includes(typed)) return typed;
  const fitting = typed === '' ? [] : ids.filter((id) => id.includes(typed));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  if (fitting.length > 1) {
    const newestFirst = fitting.toReversed().slice(0, NAMED);
    const more = fitting.length > NAMED ? ', …' : '';
    throw unknownRun(`"${typed}" fits ${fitting.length} runs.`, `Name one of ${newestFirst.join(', ')}${more}.`);
  }
  throw unknownRun(`There is no run "${typed}".`, `The newest is ${newest}; see acode benchmark results.`);
}

function unknownRun(message: string, hint: string): AcodeError {
  return new AcodeError({ message, code: 'RUN_UNKNOWN', exitCode: EXIT.usage, hint });
}
