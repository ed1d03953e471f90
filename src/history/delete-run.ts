import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { readHolder } from '../orchestrator/lock.js';
import { runFolder, runsDir } from '../orchestrator/run-folder.js';
import { forgetRun } from './run-index.js';

/**
 * Deletes a run with everything it left. It is renamed first, so that a deletion that is cut off leaves no half run
 * behind, only a folder that no command takes for one.
 * @throws AcodeError (exit 75) for a run that is going on, (exit 73) when the folder cannot be removed.
 */
export async function deleteRun(dataDir: string, runId: string): Promise<void> {
  if ((await readHolder(dataDir))?.runId === runId) {
    throw new AcodeError({
      code: 'RUN_LOCKED',
      exitCode: EXIT.locked,
      message: `Run ${runId} is still going on.`,
      hint: 'Stop it first: acode benchmark cancel',
    });
  }
  const doomed = path.join(runsDir(dataDir), `deleted-${runId}`);
  try {
    await rename(runFolder(dataDir, runId).dir, doomed);
    await rm(doomed, { recursive: true, force: true });
  } catch (error) {
    // Another command was quicker; what was asked for is done.
    if (codeOf(error) !== 'ENOENT') throw cannotDelete(runId, error);
  }
  await forgetRun(dataDir, runId);
}

function cannotDelete(runId: string, cause: unknown): AcodeError {
  return new AcodeError({
    code: 'CANNOT_DELETE',
    exitCode: EXIT.cannotWrite,
    message: `Run ${runId} cannot be deleted: ${messageOf(cause)}.`,
    cause,
  });
}
