import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { readHolder } from '../orchestrator/lock.js';

/**
 * A journal has one opener, so a run that is going on can be watched but not read.
 * @throws AcodeError (`RUN_LOCKED`, exit 75).
 */
export async function refuseRunning(dataDir: string, runId: string): Promise<void> {
  const holder = await readHolder(dataDir);
  if (holder?.runId !== runId) return;
  throw new AcodeError({
    code: 'RUN_LOCKED',
    exitCode: EXIT.locked,
    message: `Run ${runId} is still going on.`,
    hint: 'See how far it is: acode benchmark status',
  });
}
