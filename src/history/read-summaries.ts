import { AcodeError } from '../errors.js';
import { runFolder } from '../orchestrator/run-folder.js';
import type { RunSummary } from '../report/run-summary.js';
import { readSummary } from './read-summary.js';
import { queryRuns } from './run-index.js';
import type { RunQuery } from './run-query.js';

/** The summaries of the wanted runs, oldest first; runs that go on or cannot be read are left out, `results` names them. */
export async function readSummaries(dataDir: string, query: RunQuery): Promise<RunSummary[]> {
  const entries = await queryRuns(dataDir, query);
  const readable = entries.filter(({ status }) => status !== 'running' && status !== 'unreadable');
  const summaries: RunSummary[] = [];
  for (const { runId } of readable.toReversed()) {
    try {
      summaries.push(await readSummary(runFolder(dataDir, runId)));
    } catch (error) {
      if (!(error instanceof AcodeError)) throw error;
    }
  }
  return summaries;
}
