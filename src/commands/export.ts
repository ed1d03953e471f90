import type { Command } from 'commander';
import { usageError } from '../errors.js';
import type { RunRecord } from '../journal/run-record.js';
import { resolveRunId, runFolder } from '../orchestrator/run-folder.js';
import { runToJsonText } from '../report/export-json.js';
import { runToEvents } from '../report/export-ndjson.js';
import { runToBenchstat } from '../report/formats/benchstat.js';
import { samplesToCsv } from '../report/formats/csv-samples.js';
import { runToCsv } from '../report/formats/csv.js';
import { runToJunit } from '../report/formats/junit.js';
import { runToMarkdown } from '../report/formats/markdown.js';
import { runReport } from '../report/html/run-report.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { originOf } from './import-mark.js';
import { primaryMetricsIn } from './primary-metrics.js';
import { refuseRunning } from './refuse-running.js';
import { reportRun, type ReportedRun } from './report-run.js';
import { oneOf } from './run-options.js';
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
    .argument('<run-id>', 'a run id, an unambiguous part of one, or last')
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
      const runId = await resolveRunId(dataDir, typed);
      await refuseRunning(dataDir, runId);
      const folder = runFolder(dataDir, runId);
      const reported = { ...(await reportRun(folder)), origin: await originOf(folder) };
      await writeOutput(
        options.output,
        withoutHome(samples ? samplesToCsv(reported.record) : render(reported, format)),
        context.stdout,
      );
    });
}

/** A run and where it comes from, when that is not this machine. */
interface ExportedRun extends ReportedRun {
  readonly origin: string | undefined;
}

function render({ record, summary, origin }: ExportedRun, format: Format): string | Iterable<string> {
  switch (format) {
    case 'json':
      return runToJsonText(record, summary);
    case 'csv':
      return runToCsv(summary);
    case 'ndjson':
      return runToLines(record);
    case 'markdown':
      return runToMarkdown(summary, primaryMetricsIn([record]));
    case 'html':
      return runReport(record, summary, {
        primaryMetrics: primaryMetricsIn([record]),
        ...(origin === undefined ? {} : { origin }),
      });
    case 'junit':
      return runToJunit(summary);
    case 'benchstat':
      return runToBenchstat(record, summary);
  }
}

function* runToLines(record: RunRecord): Generator<string> {
  for (const event of runToEvents(record)) yield `${JSON.stringify(event)}\n`;
}
