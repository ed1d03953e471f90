import { readFile } from 'node:fs/promises';
import { codeOf } from '../errors.js';
import { readRun } from '../journal/load-run.js';
import type { RunFolder } from '../orchestrator/run-folder.js';
import { summariseRun, type RunSummary } from '../report/run-summary.js';

/**
 * The summary of a run that is not going on: the kept one where it is of a completed run, else made from the journal,
 * without the intervals of medians, which take long and which no list or trend shows.
 * @throws AcodeError when the journal cannot be read.
 */
export async function readSummary(folder: RunFolder): Promise<RunSummary> {
  return (await readKeptSummary(folder)) ?? summariseRun(await readRun(folder.journalDir), new Map());
}

/** One that is missing, torn, of another version or of a run that may have gone on since counts as none. */
async function readKeptSummary(folder: RunFolder): Promise<RunSummary | undefined> {
  try {
    const summary = JSON.parse(await readFile(folder.summaryFile, 'utf8')) as RunSummary;
    return summary.schema === 'acode-summary/1' && summary.status === 'completed' ? summary : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
