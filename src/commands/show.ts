import type { Command } from 'commander';
import { resolveRunId, runFolder } from '../orchestrator/run-folder.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { refuseRunning } from './refuse-running.js';
import { reportRun } from './report-run.js';
import { summaryText } from './summary-text.js';

/** `acode benchmark show`: the summary of one run. */
export function addShowCommand(parent: Command, context: CommandContext): void {
  parent
    .command('show')
    .description('The summary of one run.')
    .argument('<run-id>', 'a run id, an unambiguous part of one, or last')
    .option('--json', 'print the summary as one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark show last\n  acode benchmark show last --json | jq .cases[].benchmark\n',
    )
    .action(async (typed: string, options: { json?: boolean; dataDir?: string }) => {
      const dataDir = dataDirOf(options, context);
      const runId = await resolveRunId(dataDir, typed);
      await refuseRunning(dataDir, runId);
      const reported = await reportRun(runFolder(dataDir, runId));
      const { stdout } = context;
      stdout.write(
        options.json === true ? `${JSON.stringify(reported.summary, null, 2)}\n` : summaryText(reported, stdout),
      );
    });
}
