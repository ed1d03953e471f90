import path from 'node:path';
import type { Command } from 'commander';
import { execa } from 'execa';
import { AcodeError, messageOf, usageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { resolveRunId, runFolder } from '../orchestrator/run-folder.js';
import { runReport } from '../report/html/run-report.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { originOf } from './import-mark.js';
import { primaryMetricsIn } from './primary-metrics.js';
import { refuseRunning } from './refuse-running.js';
import { reportRun } from './report-run.js';
import { writeOutput } from './write-output.js';

interface ReportCommandOptions {
  readonly output: string;
  readonly open?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark report`: a run as one HTML file to look at. */
export function addReportCommand(parent: Command, context: CommandContext): void {
  parent
    .command('report')
    .description('A run as one HTML file to look at: numbers, distributions, tokens and memory over time.')
    .argument('<run-id>', 'a run id, an unambiguous part of one, or last')
    .option('-o, --output <file>', 'where to write it; - for standard output', 'report.html')
    .option('--open', 'show it in the browser')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark report last --open\n  acode benchmark report last -o report.html\n',
    )
    .action(async (typed: string, options: ReportCommandOptions) => {
      if (options.open === true && options.output === '-')
        throw usageError('--open needs a file to show.', 'Name one with -o report.html.');
      const dataDir = dataDirOf(options, context);
      const runId = await resolveRunId(dataDir, typed);
      await refuseRunning(dataDir, runId);
      await writeOutput(options.output, await renderReport(dataDir, runId), context.stdout);
      if (options.output === '-') return;
      const file = path.resolve(options.output);
      context.stderr.write(`Report  ${file}\n`);
      if (options.open === true) await openInBrowser(file);
    });
}

async function renderReport(dataDir: string, runId: string): Promise<string> {
  const folder = runFolder(dataDir, runId);
  const { record, summary } = await reportRun(folder);
  const origin = await originOf(folder);
  return runReport(record, summary, {
    primaryMetrics: primaryMetricsIn([record]),
    ...(origin === undefined ? {} : { origin }),
  });
}

/** The platform's way to open a file with the program that belongs to it. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

async function openInBrowser(file: string): Promise<void> {
  const [command = 'xdg-open', ...before] = OPENERS[process.platform] ?? ['xdg-open'];
  try {
    await execa(command, [...before, file], { stdio: 'ignore', timeout: 10_000 });
  } catch (error) {
    throw new AcodeError({
      code: 'CANNOT_OPEN',
      exitCode: EXIT.unavailable,
      message: `${file} is written, but no browser could be started: ${messageOf(error)}.`,
      hint: 'Open the file by hand.',
      cause: error,
    });
  }
}
