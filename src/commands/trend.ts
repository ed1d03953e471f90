import type { Command } from 'commander';
import type { TrendSeries } from '../report/trend/build-trend.js';
import { formatTrend } from '../report/trend/format-trend.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { colorOf, widthOf } from './terminal.js';
import { TREND_RUNS, type TrendSelection, trendSeries } from './trend-series.js';

interface TrendOptions extends TrendSelection {
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
    .option('--last <span>', 'of so many runs, or of a time such as 30d', TREND_RUNS)
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark trend --last 30d\n  acode benchmark trend --metric ttft --model smoke\n  acode benchmark report --trend --last 30d --open\n',
    )
    .action(async (options: TrendOptions) => {
      const dataDir = dataDirOf(options, context);
      const series = await trendSeries(dataDir, options);
      context.stdout.write(trendText(series, { dataDir, json: options.json === true, stdout: context.stdout }));
    });
}

function trendText(
  series: readonly TrendSeries[],
  { dataDir, json, stdout }: { readonly dataDir: string; readonly json: boolean; readonly stdout: NodeJS.WriteStream },
): string {
  if (json) return `${JSON.stringify({ schema: 'acode-trend/1', series }, null, 2)}\n`;
  if (series.length === 0) return `No such completed cases in ${dataDir}.\n`;
  return formatTrend(series, { width: widthOf(stdout), color: colorOf(stdout) });
}
