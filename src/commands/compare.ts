import type { Command } from 'commander';
import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { applicableFloors, readNoise } from '../history/noise-floor.js';
import { rankSides } from '../report/compare/compare-many.js';
import { compareSides, type Comparison, type ComparisonRules } from '../report/compare/compare-runs.js';
import { describeDifference, forbiddingDifferences } from '../report/compare/comparable.js';
import { comparisonToJson, rankingToJson } from '../report/compare/compare-json.js';
import { diffFingerprints } from '../report/compare/fingerprint-diff.js';
import { formatComparison } from '../report/compare/format-compare.js';
import { formatRanking } from '../report/compare/format-ranking.js';
import type { CommandContext } from './command-context.js';
import { chooseSides, type ChosenSide } from './compare-sides.js';
import { configuredThresholds, parseThresholds } from './compare-thresholds.js';
import { dataDirOf } from './data-dir.js';
import { primaryMetricsIn } from './primary-metrics.js';
import { oneOf } from './run-options.js';
import { colorOf, widthOf } from './terminal.js';

interface CompareOptions {
  readonly threshold: readonly string[];
  readonly allowDifferent?: boolean;
  readonly failOn?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark compare`: whether one run is better than another, and how sure that is. */
export function addCompareCommand(parent: Command, context: CommandContext): void {
  parent
    .command('compare')
    .description('Whether runs or models differ, and how sure that is. The first run is the baseline.')
    .argument('<runs...>', 'run ids, last, baseline or the name of one; run:target where a run has several models')
    .option(
      '--threshold <share>',
      'least difference that counts: 5%, or ttft=10% for one metric; repeatable',
      collect,
      [],
    )
    .option('--allow-different', 'compare even unlike models, machines or methods')
    .option('--fail-on <verdict>', 'regression: exit with code 3 when a metric regressed')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark compare baseline last --fail-on regression\n  acode benchmark compare last                 the models of one run\n',
    )
    .action(async (typed: readonly string[], options: CompareOptions) =>
      compareReferences(typed, { context, dataDir: dataDirOf(options, context), options }),
    );
}

/** Compares runs as the user named them, prints the verdicts, and sets the exit code where that was asked for. */
export async function compareReferences(
  typed: readonly string[],
  {
    context,
    dataDir,
    options,
  }: { readonly context: CommandContext; readonly dataDir: string; readonly options: CompareOptions },
): Promise<void> {
  const failOn = options.failOn === undefined ? undefined : oneOf(options.failOn, ['regression'], '--fail-on');
  const configured = configuredThresholds(context.configuration.configuration.thresholds);
  const thresholds = parseThresholds([...configured, ...options.threshold]);
  const chosen = await chooseSides(dataDir, typed);
  if (options.allowDifferent !== true) refuseUnlike(chosen);
  const environments = chosen.map(({ record }) => record.meta.environment);
  const noiseFloors = applicableFloors(await readNoise(dataDir), environments);
  const primaryMetrics = primaryMetricsIn(chosen.map(({ record }) => record));
  const comparisons = compareChosen(chosen, { primaryMetrics, ...thresholds, noiseFloors });
  context.stdout.write(comparisons.render(options.json === true, context.stdout));
  if (failOn !== undefined && comparisons.pairs.some(({ verdict }) => verdict === 'regressed'))
    context.setExitCode(EXIT.regression);
}

/** Comparisons against the first side, and how to print them all. */
interface Rendered {
  readonly pairs: readonly Comparison[];
  render(json: boolean, stream: NodeJS.WriteStream): string;
}

function compareChosen(chosen: readonly ChosenSide[], rules: ComparisonRules): Rendered {
  const sides = chosen.map(({ side }) => side);
  const [before, after, ...others] = sides;
  if (before === undefined || after === undefined) throw new TypeError('a comparison needs two sides');
  if (others.length === 0) {
    const pair = compareSides(before, after, rules);
    return {
      pairs: [pair],
      render: (json, stream) => (json ? jsonText(comparisonToJson(pair)) : formatComparison(pair, formatFor(stream))),
    };
  }
  const ranking = rankSides(sides, rules);
  return {
    pairs: ranking.pairs.filter((pair) => pair.before === before),
    render: (json, stream) => (json ? jsonText(rankingToJson(ranking)) : formatRanking(ranking, formatFor(stream))),
  };
}

/** Unlike runs say nothing about each other, whatever their numbers (METRICS, Comparing two runs, 1). */
function refuseUnlike(chosen: readonly ChosenSide[]): void {
  const [first, ...others] = chosen;
  if (first === undefined) return;
  for (const other of others) {
    const unlikeModels = other.record === first.record;
    const differences = diffFingerprints(first.side.fingerprint, other.side.fingerprint);
    const forbidding = forbiddingDifferences(differences, { unlikeModels });
    if (forbidding.length === 0) continue;
    throw new AcodeError({
      code: 'NOT_COMPARABLE',
      exitCode: EXIT.usage,
      message: `${first.side.label} and ${other.side.label} are not alike:\n${forbidding.map((each) => `  ${describeDifference(each)}`).join('\n')}`,
      hint: 'Compare them all the same with --allow-different.',
    });
  }
}

function formatFor(stream: NodeJS.WriteStream): { width: number; color: boolean } {
  return { width: widthOf(stream), color: colorOf(stream) };
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
