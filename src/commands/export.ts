import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { readRun } from '../journal/load-run.js';
import { runFolder, type RunFolder } from '../orchestrator/run-folder.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { refuseRunning } from './refuse-running.js';
import { reportRun } from './report-run.js';
import { oneOf } from './run-options.js';
import { resolveRunName } from './run-reference.js';
import { withoutHome } from './without-home.js';
import { writeOutput } from './write-output.js';

const FORMATS = ['json', 'csv', 'ndjson', 'markdown', 'html', 'junit', 'benchstat'] as const;
type Format = (typeof FORMATS)[number];

interface ExportOptions {
  readonly format: string;
  readonly output: string;
  readonly samples?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark export`: everything a run left, for other tools. */
export function addExportCommand(parent: Command, context: CommandContext): void {
  parent
    .command('export')
    .description('Everything a run left, for other tools. Works on unfinished runs too.')
    .argument('<run-id>', 'a run id, an unambiguous part of one, last, or a baseline')
    .option('--format <format>', FORMATS.join(', '), 'json')
    .option('--samples', 'with csv: one row per sample instead of one per metric and case')
    .option('-o, --output <file>', 'write to a file instead of standard output', '-')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark export last --format json -o run.json\n  acode benchmark export last --format csv --samples -o samples.csv\n  acode benchmark export last --format ndjson | jq -c "select(.type==\\"sample\\")"\n',
    )
    .action(async (typed: string, options: ExportOptions) => {
      const format = oneOf(options.format, FORMATS, '--format');
      const samples = options.samples ?? false;
      if (samples && format !== 'csv')
        throw usageError(
          `--samples belongs to --format csv; ${format} has its own form.`,
          'json and ndjson hold every sample already.',
        );
      const dataDir = dataDirOf(options, context);
      const runId = await resolveRunName(dataDir, typed);
      await refuseRunning(dataDir, runId);
      const folder = runFolder(dataDir, runId);
      const text = await (samples ? sampleTable(folder) : render(folder, format));
      await writeOutput(options.output, withoutHome(text), context.stdout);
    });
}

type Text = string | Iterable<string>;

/** Each form loads only what it takes, and only those that hold a summary wait for one. */
async function render(folder: RunFolder, format: Format): Promise<Text> {
  switch (format) {
    case 'ndjson': {
      const { runToEventLines } = await import('../report/export-ndjson.js');
      return runToEventLines(await readRun(folder.journalDir));
    }
    case 'json': {
      const { runToJsonText } = await import('../report/export-json.js');
      const { record, summary } = await reportRun(folder);
      return runToJsonText(record, summary);
    }
    case 'csv': {
      const { runToCsv } = await import('../report/formats/csv.js');
      return runToCsv((await reportRun(folder)).summary);
    }
    case 'junit': {
      const { runToJunit } = await import('../report/formats/junit.js');
      return runToJunit((await reportRun(folder)).summary);
    }
    case 'benchstat': {
      const { runToBenchstat } = await import('../report/formats/benchstat.js');
      const { record, summary } = await reportRun(folder);
      return runToBenchstat(record, summary);
    }
    case 'markdown': {
      const { runToMarkdown } = await import('../report/formats/markdown.js');
      const { primaryMetricsIn } = await import('./primary-metrics.js');
      const { record, summary } = await reportRun(folder);
      return runToMarkdown(summary, primaryMetricsIn([record]));
    }
    case 'html': {
      const { runPage } = await import('./run-page.js');
      return runPage(folder);
    }
  }
}

async function sampleTable(folder: RunFolder): Promise<Text> {
  const { samplesToCsv } = await import('../report/formats/csv-samples.js');
  return samplesToCsv(await readRun(folder.journalDir));
}
