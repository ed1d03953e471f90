import type { Command } from 'commander';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import { DEFAULT_SUITE } from '../../benchmarks/suites.js';
import { PLAN_DEFAULTS } from '../plan/defaults.js';
import type { PlannableBenchmark, Suite } from '../plan/plan.js';
import { describeParameters } from '../report/describe-parameters.js';
import { formatDuration } from '../report/format-value.js';
import { wrapText } from '../report/wrap-text.js';
import type { CommandContext } from './command-context.js';
import { knownSuites } from './configured.js';
import { suiteChanges } from './suite-notes.js';
import { widthOf } from './terminal.js';

/** `acode benchmark list`: what can be run. */
export function addListCommand(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('Suites, benchmarks and the cases each of them runs.')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExamples:\n  acode benchmark list\n  acode benchmark list --json | jq .suites\n')
    .action((options: { json?: boolean }) => {
      context.stdout.write(
        options.json === true
          ? `${JSON.stringify(catalogue(knownSuites(context.configuration)), null, 2)}\n`
          : catalogueText(knownSuites(context.configuration), widthOf(context.stdout)),
      );
    });
}

/** The same facts for programs. */
function catalogue(suites: readonly Suite[]): unknown {
  return {
    schema: 'acode-catalogue/1',
    defaults: PLAN_DEFAULTS,
    defaultSuite: DEFAULT_SUITE,
    suites: suites.map((suite) => ({ ...suite, caseCount: caseCount(suite) })),
    benchmarks: BENCHMARKS.map(({ name, version, question, primaryMetrics, cases }) => ({
      name,
      version,
      question,
      primaryMetrics,
      cases,
    })),
  };
}

function catalogueText(suites: readonly Suite[], width: number): string {
  const { warmup, iterations, timeoutMs } = PLAN_DEFAULTS;
  const defaults = `${warmup} warm-ups, ${iterations} iterations and ${formatDuration(timeoutMs)} per case`;
  const lines = [
    ...wrapText(`Suites. Without a name ${DEFAULT_SUITE} runs; ${defaults} unless a suite changes them.`, { width }),
    ...suites.flatMap((suite) => entryLines(suite.name, suiteLines(suite), width)),
    '',
    'Benchmarks',
    ...BENCHMARKS.flatMap((benchmark) => entryLines(benchmark.name, benchmarkLines(benchmark), width)),
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

function suiteLines(suite: Suite): string[] {
  const count = caseCount(suite);
  return [
    suite.description,
    `${count} case${count === 1 ? '' : 's'}: ${suite.entries.map((entry) => entry.benchmark).join(', ')}`,
    ...suiteChanges(suite),
  ];
}

function benchmarkLines({ question, cases }: PlannableBenchmark): string[] {
  return [question, ...cases.map((parameters) => `· ${describeParameters(parameters)}`)];
}

function caseCount(suite: Suite): number {
  const ofBenchmark = (name: string): number => BENCHMARKS.find((known) => known.name === name)?.cases.length ?? 0;
  return suite.entries.reduce((sum, entry) => sum + (entry.cases?.length ?? ofBenchmark(entry.benchmark)), 0);
}
