import { readRun } from '../journal/load-run.js';
import type { RunRecord } from '../journal/run-record.js';
import { runFolder } from '../orchestrator/run-folder.js';
import { refuseRunning } from './refuse-running.js';

/**
 * Everything the journal of a run holds.
 * @throws AcodeError (`RUN_LOCKED`, exit 75) for a run that is going on, and like `readRun`.
 */
export async function readRecord(dataDir: string, runId: string): Promise<RunRecord> {
  await refuseRunning(dataDir, runId);
  return readRun(runFolder(dataDir, runId).journalDir);
}
