import path from 'node:path';
import type { Command } from 'commander';
import { DEFAULT_SUITE } from '../../benchmarks/suites.js';
import { PLAN_DEFAULTS } from '../plan/defaults.js';
import type { PlannableBenchmark, Suite } from '../plan/plan.js';
import { describeParameters } from '../report/describe-parameters.js';
import { formatDuration } from '../report/format-value.js';
import { wrapText } from '../report/wrap-text.js';
import type { CommandContext } from './command-context.js';
import { knownSuites } from './configured.js';
import { findKnownBenchmarks, type KnownBenchmarks } from './known-benchmarks.js';
import { suiteChanges } from './suite-notes.js';
import { widthOf } from './terminal.js';

/** `acode benchmark list`: what can be run. */
export function addListCommand(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('Suites, benchmarks and the cases each of them runs.')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExamples:\n  acode benchmark list\n  acode benchmark list --json | jq .suites\n')
    .action(async (options: { json?: boolean }) => {
      const { configuration, stdout } = context;
      const known = await findKnownBenchmarks(process.cwd(), configuration);
      const suites = knownSuites(configuration);
      stdout.write(
        options.json === true
          ? `${JSON.stringify(catalogue(suites, known), null, 2)}\n`
          : catalogueText(suites, known, widthOf(stdout)),
      );
    });
}

/** The same facts for programs. */
function catalogue(suites: readonly Suite[], { benchmarks, broken }: KnownBenchmarks): unknown {
  return {
    schema: 'acode-catalogue/1',
    defaults: PLAN_DEFAULTS,
    defaultSuite: DEFAULT_SUITE,
    suites: suites.map((suite) => ({ ...suite, caseCount: caseCount(suite, benchmarks) })),
    benchmarks: benchmarks.map(({ name, version, question, primaryMetrics, cases, file }) => ({
      name,
      version,
      question,
      primaryMetrics,
      cases,
      ...(file === undefined ? {} : { file: file.path }),
    })),
    ...(broken.length === 0 ? {} : { broken }),
  };
}

function catalogueText(suites: readonly Suite[], { benchmarks }: KnownBenchmarks, width: number): string {
  const { warmup, iterations, timeoutMs } = PLAN_DEFAULTS;
  const defaults = `${warmup} warm-ups, ${iterations} iterations and ${formatDuration(timeoutMs)} per case`;
  const lines = [
    ...wrapText(`Suites. Without a name ${DEFAULT_SUITE} runs; ${defaults} unless a suite changes them.`, { width }),
    ...suites.flatMap((suite) => entryLines(suite.name, suiteLines(suite, benchmarks), width)),
    '',
    'Benchmarks',
    ...benchmarks.flatMap((benchmark) => entryLines(benchmark.name, benchmarkLines(benchmark), width)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Column in which explanations begin. */
const INDENT = 20;

/** A name with its explanations beside and below it. */
function entryLines(name: string, texts: readonly string[], width: number): string[] {
  const wrapped = texts.flatMap((text) => wrapText(text, { width: width - INDENT, indent: '  ' }));
  return wrapped.map((text, index) => `${index === 0 ? `  ${name}`.padEnd(INDENT) : ' '.repeat(INDENT)}${text}`);
}

function suiteLines(suite: Suite, benchmarks: readonly PlannableBenchmark[]): string[] {
  const count = caseCount(suite, benchmarks);
  return [
    suite.description,
    `${count} case${count === 1 ? '' : 's'}: ${suite.entries.map((entry) => entry.benchmark).join(', ')}`,
    ...suiteChanges(suite),
  ];
}

function benchmarkLines({ question, cases, file }: PlannableBenchmark): string[] {
  const origin = file === undefined ? [] : [`from ${path.relative(process.cwd(), file.path)}`];
  return [question, ...origin, ...cases.map((parameters) => `· ${describeParameters(parameters)}`)];
}

function caseCount(suite: Suite, benchmarks: readonly PlannableBenchmark[]): number {
  const ofBenchmark = (name: string): number => benchmarks.find((known) => known.name === name)?.cases.length ?? 0;
  return suite.entries.reduce((sum, entry) => sum + (entry.cases?.length ?? ofBenchmark(entry.benchmark)), 0);
}
