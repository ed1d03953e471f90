import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { readBaselines } from '../history/baselines.js';
import { deleteRun } from '../history/delete-run.js';
import { readTags } from '../history/tags.js';
import { resolveRunId, runFolder } from '../orchestrator/run-folder.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { refuseRunning } from './refuse-running.js';

interface DeleteOptions {
  readonly force?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark delete`: deletes single runs. */
export function addDeleteCommand(parent: Command, context: CommandContext): void {
  parent
    .command('delete')
    .description('Delete runs with everything they left.')
    .argument('<run-ids...>', 'run ids or unambiguous parts of them')
    .option('--force', 'even a baseline or a tagged run')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText('after', '\nExample:\n  acode benchmark delete 20261101-120000-k3f9\n')
    .action(async (typed: readonly string[], options: DeleteOptions) => {
      const dataDir = dataDirOf(options, context);
      const runIds = new Set<string>();
      // All are looked up before the first one goes, so that a typing slip deletes nothing.
      for (const each of typed) runIds.add(await resolveRunId(dataDir, each));
      for (const runId of runIds) {
        await refuseRunning(dataDir, runId);
        if (options.force !== true) await refuseKept(dataDir, runId);
      }
      const baselines = options.force === true ? await readBaselines(dataDir) : [];
      for (const runId of runIds) {
        await deleteRun(dataDir, runId);
        const left = baselines.filter((each) => each.runId === runId).map(({ name }) => name);
        const note = left.length === 0 ? '' : ` No run stands behind the baseline ${left.join(', ')} any more.`;
        context.stdout.write(`Run ${runId} is deleted.${note}\n`);
      }
    });
}

async function refuseKept(dataDir: string, runId: string): Promise<void> {
  const baseline = (await readBaselines(dataDir)).find((each) => each.runId === runId);
  if (baseline !== undefined)
    throw usageError(`Run ${runId} is the baseline ${baseline.name}.`, 'Delete it all the same with --force.');
  const { tags } = await readTags(runFolder(dataDir, runId));
  if (tags.length > 0)
    throw usageError(`Run ${runId} is tagged ${tags.join(', ')}.`, 'Delete it all the same with --force.');
}
