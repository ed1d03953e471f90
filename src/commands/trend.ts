import type { Command } from 'commander';
import { AcodeError, usageError } from '../errors.js';
import { readSummary } from '../history/read-summary.js';
import { queryRuns } from '../history/run-index.js';
import type { RunQuery } from '../history/run-query.js';
import { METRICS } from '../metrics/registry.js';
import { runFolder } from '../orchestrator/run-folder.js';
import { didYouMean } from '../plan/did-you-mean.js';
import type { RunSummary } from '../report/run-summary.js';
import { buildTrend, type TrendSeries } from '../report/trend/build-trend.js';
import { formatTrend } from '../report/trend/format-trend.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { parseMoment } from './moment.js';
import { primaryMetricsOf } from './primary-metrics.js';
import { colorOf, widthOf } from './terminal.js';
import { parseWholeNumber } from './whole-number.js';

interface TrendOptions {
  readonly metric?: string;
  readonly model?: string;
  readonly benchmark?: string;
  readonly last: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark trend`: how each benchmark went over the runs kept. */
export function addTrendCommand(parent: Command, context: CommandContext): void {
  parent
    .command('trend')
    .description('How each benchmark went over the runs kept, and what changed in between.')
    .option('--metric <id>', "follow this metric instead of each benchmark's first one")
    .option('-m, --model <name>', 'only models with this in their name')
    .option('-b, --benchmark <name>', 'only this benchmark')
    .option('--last <span>', 'of so many runs, or of a time such as 30d', '50')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark trend --last 30d\n  acode benchmark trend --metric ttft --model smoke\n',
    )
    .action(async (options: TrendOptions) => {
      const dataDir = dataDirOf(options, context);
      if (options.metric !== undefined) requireMetric(options.metric);
      const summaries = await readSummaries(dataDir, queryOf(options, Date.now()));
      const { metric, model, benchmark } = options;
      const series = buildTrend(summaries, {
        primaryMetrics: primaryMetricsOf,
        ...(metric === undefined ? {} : { metric }),
        ...(model === undefined ? {} : { model }),
      }).filter((each) => benchmark === undefined || each.benchmark === benchmark);
      context.stdout.write(trendText(series, { dataDir, json: options.json === true, stdout: context.stdout }));
    });
}

function queryOf({ last, model, benchmark }: TrendOptions, nowMs: number): RunQuery {
  return {
    ...(/^\d+$/.test(last)
      ? { last: parseWholeNumber(last, '--last', { min: 1, max: 100_000 }) }
      : { fromMs: parseMoment(last, '--last', nowMs).startMs }),
    ...(model === undefined ? {} : { model }),
    ...(benchmark === undefined ? {} : { benchmark }),
  };
}

/** Oldest first. Runs that go on or cannot be read have no place in a trend; `results` names them. */
async function readSummaries(dataDir: string, query: RunQuery): Promise<RunSummary[]> {
  const entries = await queryRuns(dataDir, query);
  const readable = entries.filter(({ status }) => status !== 'running' && status !== 'unreadable');
  const summaries: RunSummary[] = [];
  for (const { runId } of readable.toReversed()) {
    try {
      summaries.push(await readSummary(runFolder(dataDir, runId)));
    } catch (error) {
      if (!(error instanceof AcodeError)) throw error;
    }
  }
  return summaries;
}

function trendText(
  series: readonly TrendSeries[],
  { dataDir, json, stdout }: { readonly dataDir: string; readonly json: boolean; readonly stdout: NodeJS.WriteStream },
): string {
  if (json) return `${JSON.stringify({ schema: 'acode-trend/1', series }, null, 2)}\n`;
  if (series.length === 0) return `No such completed cases in ${dataDir}.\n`;
  return formatTrend(series, { width: widthOf(stdout), color: colorOf(stdout) });
}

function requireMetric(id: string): void {
  const known = METRICS.map((metric) => metric.id);
  if (known.includes(id)) return;
  throw usageError(`There is no metric "${id}".`, didYouMean(id, known) ?? 'See: acode benchmark explain');
}
