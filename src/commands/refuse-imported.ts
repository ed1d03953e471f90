import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { runFolder } from '../orchestrator/run-folder.js';
import { readImportMark } from './import-mark.js';

/**
 * An imported run was measured by another installation, and nothing here could go on where that one stopped.
 * @throws AcodeError (`RUN_IMPORTED`, exit 65).
 */
export async function refuseImported(dataDir: string, runId: string): Promise<void> {
  if ((await readImportMark(runFolder(dataDir, runId))) === undefined) return;
  throw new AcodeError({
    code: 'RUN_IMPORTED',
    exitCode: EXIT.badData,
    message: `Run ${runId} was imported and cannot be resumed here.`,
    hint: 'Resume it where it was measured, or start a new run.',
  });
}
