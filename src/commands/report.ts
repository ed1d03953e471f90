import path from 'node:path';
import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { runFolder } from '../orchestrator/run-folder.js';
import { compareReport } from '../report/html/compare-report.js';
import { rankingReport } from '../report/html/ranking-report.js';
import { trendReport } from '../report/html/trend-report.js';
import type { CommandContext } from './command-context.js';
import { compareReferences } from './compare-references.js';
import { dataDirOf } from './data-dir.js';
import { openInBrowser } from './open-in-browser.js';
import { refuseRunning } from './refuse-running.js';
import { runPage } from './run-page.js';
import { resolveRunName } from './run-reference.js';
import { TREND_RUNS, type TrendSelection, trendSeries } from './trend-series.js';
import { withoutHome } from './without-home.js';
import { writeOutput } from './write-output.js';

interface ReportCommandOptions extends Omit<TrendSelection, 'last'> {
  readonly output: string;
  readonly compare?: readonly string[];
  readonly threshold?: readonly string[];
  readonly allowDifferent?: boolean;
  readonly trend?: boolean;
  readonly last?: string;
  readonly open?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark report`: a run, a comparison or a trend as one HTML file to look at. */
export function addReportCommand(parent: Command, context: CommandContext): void {
  parent
    .command('report')
    .description('A run, a comparison or a trend as one HTML file to look at. It needs no network and no other file.')
    .argument('[run-id]', 'a run id, an unambiguous part of one, last, or a baseline')
    .option('--compare <runs...>', 'compare runs instead, as the command compare does; the first is the baseline')
    .option('--threshold <share>', 'with --compare: least difference that counts; repeatable', collect)
    .option('--allow-different', 'with --compare: even unlike models, machines or methods')
    .option('--trend', 'show how benchmarks went over the runs kept instead, as the command trend does')
    .option('--metric <id>', "with --trend: follow this metric instead of each benchmark's first one")
    .option('-m, --model <name>', 'with --trend: only models with this in their name')
    .option('-b, --benchmark <name>', 'with --trend: only this benchmark')
    .option('--last <span>', `with --trend: of so many runs, or of a time such as 30d (default: ${TREND_RUNS})`)
    .option('-o, --output <file>', 'where to write it; - for standard output', 'report.html')
    .option('--open', 'show it in the browser')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText('after', EXAMPLES)
    .action(async (typed: string | undefined, options: ReportCommandOptions) => {
      refuseContradictions(typed, options);
      const dataDir = dataDirOf(options, context);
      const page = await renderReport(typed, { options, dataDir, context });
      await writeOutput(options.output, withoutHome(page), context.stdout);
      if (options.output === '-') return;
      const file = path.resolve(options.output);
      context.stderr.write(`Report  ${file}\n`);
      if (options.open === true) await openInBrowser(file);
    });
}

const EXAMPLES = `
Examples:
  acode benchmark report last --open
  acode benchmark report --compare baseline last -o compare.html
  acode benchmark report --compare last                the models of one run
  acode benchmark report --trend --last 30d -o trend.html
`;

function refuseContradictions(typed: string | undefined, options: ReportCommandOptions): void {
  const subjects = [typed !== undefined, options.compare !== undefined, options.trend === true].filter(Boolean).length;
  if (subjects !== 1) {
    throw usageError(
      subjects === 0 ? 'There is nothing to report on.' : 'A report is of one thing.',
      'Name a run, or --compare with runs, or --trend: acode benchmark report last',
    );
  }
  const stray = (['metric', 'model', 'benchmark', 'last'] as const).find((name) => options[name] !== undefined);
  if (options.trend !== true && stray !== undefined) throw usageError(`--${stray} belongs to --trend.`);
  if (options.compare === undefined && options.threshold !== undefined)
    throw usageError('--threshold belongs to --compare.');
  if (options.open === true && options.output === '-')
    throw usageError('--open needs a file to show.', 'Name one with -o report.html.');
}

interface Surroundings {
  readonly options: ReportCommandOptions;
  readonly dataDir: string;
  readonly context: CommandContext;
}

async function renderReport(typed: string | undefined, surroundings: Surroundings): Promise<string> {
  const { options, dataDir } = surroundings;
  if (options.compare !== undefined) return renderComparison(options.compare, surroundings);
  if (typed !== undefined) return renderRun(dataDir, await resolveRunName(dataDir, typed));
  const series = await trendSeries(dataDir, { ...options, last: options.last ?? TREND_RUNS });
  if (series.length > 0) return trendReport(series);
  throw usageError(`There are no such completed cases in ${dataDir}.`, 'See: acode benchmark results');
}

async function renderComparison(
  typed: readonly string[],
  { options, dataDir, context }: Surroundings,
): Promise<string> {
  const { threshold: thresholds = [], allowDifferent = false } = options;
  const compared = await compareReferences(typed, { context, dataDir, thresholds, allowDifferent });
  return compared.kind === 'pair' ? compareReport(compared.pair, compared.front) : rankingReport(compared.ranking);
}

async function renderRun(dataDir: string, runId: string): Promise<string> {
  await refuseRunning(dataDir, runId);
  return runPage(runFolder(dataDir, runId));
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
