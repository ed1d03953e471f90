import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { announceComparison } from './announce-comparison.js';
import type { CommandContext } from './command-context.js';
import { compareJson, compareMarkdown, compareText, hasRegressed } from './compare-output.js';
import { type Compared, compareReferences } from './compare-references.js';
import { compareWithFile } from './compare-with-file.js';
import { dataDirOf } from './data-dir.js';
import { oneOf } from './run-options.js';

interface CompareOptions {
  readonly threshold?: readonly string[];
  readonly allowDifferent?: boolean;
  readonly failOn?: string;
  readonly alert?: boolean;
  readonly with?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark compare`: whether one run is better than another, and how sure that is. */
export function addCompareCommand(parent: Command, context: CommandContext): void {
  parent
    .command('compare')
    .description('Whether runs or models differ, and how sure that is. The first run is the baseline.')
    .argument('<runs...>', 'run ids, last, baseline or the name of one; run:target where a run has several models')
    .option('--threshold <share>', 'least difference that counts: 5%, or ttft=10% for one metric; repeatable', collect)
    .option('--allow-different', 'compare even unlike models, machines or methods')
    .option('--fail-on <verdict>', 'regression: exit with code 3 when a metric regressed')
    .option('--alert', "send the configuration's alerts when a metric regressed")
    .option('--with <file>', "beside a result of llama-bench, vLLM's or AIPerf's benchmark: a file, or an imported one")
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown, for a pull request')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark compare baseline last --fail-on regression\n  acode benchmark compare last                 the models of one run\n  acode benchmark compare last --with llama-bench.json\n',
    )
    .action(async (typed: readonly string[], options: CompareOptions) => {
      if (options.json === true && options.markdown === true)
        throw usageError('--json and --markdown cannot be combined.', 'Choose one of them.');
      const dataDir = dataDirOf(options, context);
      const failOn = options.failOn === undefined ? undefined : oneOf(options.failOn, ['regression'], '--fail-on');
      if (options.with !== undefined) {
        const { stdout } = context;
        const request = { dataDir, named: options.with, json: options.json ?? false, stdout };
        stdout.write(await compareWithFile(typed, request));
        return;
      }
      const compared = await compareReferences(typed, {
        context,
        dataDir,
        thresholds: options.threshold ?? [],
        allowDifferent: options.allowDifferent ?? false,
      });
      context.stdout.write(render(compared, options, context.stdout));
      const failing = failOn !== undefined;
      await announceComparison(compared, { context, failing, alert: options.alert ?? false });
      if (failing && hasRegressed(compared)) context.setExitCode(EXIT.regression);
    });
}

function render(
  compared: Compared,
  { json, markdown }: Pick<CompareOptions, 'json' | 'markdown'>,
  stream: NodeJS.WriteStream,
): string {
  if (json === true) return compareJson(compared);
  return markdown === true ? compareMarkdown(compared) : compareText(compared, stream);
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
