import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { readJudgings } from '../history/judgements.js';
import { formatHistograms } from '../report/histogram.js';
import { wrapText } from '../report/wrap-text.js';
import { runFolder } from '../orchestrator/run-folder.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { originOf } from './import-mark.js';
import { judgingText } from './judge/judge-text.js';
import { refuseRunning } from './refuse-running.js';
import { reportRun } from './report-run.js';
import { primaryMetricsIn } from './primary-metrics.js';
import { resolveRunName } from './run-reference.js';
import { summaryText } from './summary-text.js';
import { colorOf, widthOf } from './terminal.js';
import { withoutHome } from './without-home.js';

/** `acode benchmark show`: the summary of one run. */
export function addShowCommand(parent: Command, context: CommandContext): void {
  parent
    .command('show')
    .description('The summary of one run.')
    .argument('<run-id>', 'a run id, an unambiguous part of one, last, or a baseline')
    .option('--histogram', 'and how the values of each case are distributed')
    .option('--json', 'print the summary as one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark show last --histogram\n  acode benchmark show last --json | jq .cases[].benchmark\n',
    )
    .action(async (typed: string, options: { json?: boolean; histogram?: boolean; dataDir?: string }) => {
      const dataDir = dataDirOf(options, context);
      const runId = await resolveRunName(dataDir, typed);
      await refuseRunning(dataDir, runId);
      const reported = await reportRun(runFolder(dataDir, runId));
      const { stdout } = context;
      if (options.json === true && options.histogram === true)
        throw usageError(
          '--histogram is for people and cannot be combined with --json.',
          'The JSON export has every value.',
        );
      stdout.write(
        options.json === true
          ? `${withoutHome(JSON.stringify(reported.summary, null, 2))}\n`
          : summaryText(reported, stdout),
      );
      if (options.json === true) return;
      const origin = await originOf(runFolder(dataDir, runId));
      if (origin !== undefined) stdout.write(`\n${wrapText(origin, { width: widthOf(stdout) }).join('\n')}\n`);
      for (const judging of await readJudgings(runFolder(dataDir, runId)))
        stdout.write(`\n${judgingText(judging, widthOf(stdout))}`);
      if (options.histogram !== true) return;
      const { record, summary } = reported;
      const primaryMetrics = primaryMetricsIn([record]);
      const text = formatHistograms(record, summary, {
        width: widthOf(stdout),
        color: colorOf(stdout),
        primaryMetrics,
      });
      stdout.write(`\n${text === '' ? 'No case has the five unlike values that a distribution needs.\n' : text}`);
    });
}
