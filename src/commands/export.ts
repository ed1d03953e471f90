import type { Command } from 'commander';
import { resolveRunId, runFolder } from '../orchestrator/run-folder.js';
import { runToJson } from '../report/export-json.js';
import { runToEvents } from '../report/export-ndjson.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { refuseRunning } from './refuse-running.js';
import { reportRun, type ReportedRun } from './report-run.js';
import { oneOf } from './run-options.js';
import { writeOutput } from './write-output.js';

const FORMATS = ['json', 'ndjson'] as const;
type Format = (typeof FORMATS)[number];

/** `acode benchmark export`: everything a run left, for other tools. */
export function addExportCommand(parent: Command, context: CommandContext): void {
  parent
    .command('export')
    .description('Everything a run left, for other tools. Works on unfinished runs too.')
    .argument('<run-id>', 'a run id, an unambiguous part of one, or last')
    .option('--format <format>', FORMATS.join(', '), 'json')
    .option('-o, --output <file>', 'write to a file instead of standard output', '-')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark export last --format json -o run.json\n  acode benchmark export last --format ndjson | jq -c "select(.type==\\"sample\\")"\n',
    )
    .action(async (typed: string, options: { format: string; output: string; dataDir?: string }) => {
      const format = oneOf(options.format, FORMATS, '--format');
      const dataDir = dataDirOf(options, context);
      const runId = await resolveRunId(dataDir, typed);
      await refuseRunning(dataDir, runId);
      const reported = await reportRun(runFolder(dataDir, runId));
      await writeOutput(options.output, render(reported, format), context.stdout);
    });
}

function render({ record, summary }: ReportedRun, format: Format): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(runToJson(record, summary), null, 2)}\n`;
    case 'ndjson':
      return Array.from(runToEvents(record), (event) => `${JSON.stringify(event)}\n`).join('');
  }
}
