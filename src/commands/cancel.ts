import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { requestCancel } from '../orchestrator/cancel-request.js';
import { readHolder } from '../orchestrator/lock.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';

/** A run stops within a second; a machine under load gets some more. */
const PATIENCE_MS = 10_000;
const POLL_MS = 50;

/** `acode benchmark cancel`: stops the run that is going on, in good order. */
export function addCancelCommand(parent: Command, context: CommandContext): void {
  parent
    .command('cancel')
    .description('Stop the run that is going on. What was measured is kept, and the run can be resumed.')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText('after', '\nExample:\n  acode benchmark cancel && acode benchmark run --resume last\n')
    .action(async (options: { dataDir?: string }) => {
      const dataDir = dataDirOf(options, context);
      const holder = await readHolder(dataDir);
      if (holder === undefined) {
        context.stdout.write('No run is going on.\n');
        return;
      }
      await requestCancel(dataDir, holder.runId);
      await waitForEnd(dataDir, holder.runId);
      context.stdout.write(`Run ${holder.runId} is stopped. Resume it: acode benchmark run --resume ${holder.runId}\n`);
    });
}

async function waitForEnd(dataDir: string, runId: string): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while (performance.now() < deadlineMs) {
    if ((await readHolder(dataDir))?.runId !== runId) return;
    await delay(POLL_MS);
  }
  throw new AcodeError({
    code: 'CANCEL_TIMEOUT',
    exitCode: EXIT.bug,
    message: `Run ${runId} was asked to stop and has not stopped within ${PATIENCE_MS / 1_000} s.`,
    hint: 'See it with: acode benchmark status',
  });
}
