import type { Command } from 'commander';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import { DEFAULT_SUITE, SUITES } from '../../benchmarks/suites.js';
import { PLAN_DEFAULTS } from '../plan/defaults.js';
import type { PlannableBenchmark, Suite } from '../plan/plan.js';
import { describeParameters } from '../report/describe-parameters.js';
import type { CommandContext } from './command-context.js';

/** `acode benchmark list`: what can be run. */
export function addListCommand(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('Suites, benchmarks and the cases each of them runs.')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExamples:\n  acode benchmark list\n  acode benchmark list --json | jq .suites\n')
    .action((options: { json?: boolean }) => {
      context.stdout.write(options.json === true ? `${JSON.stringify(catalogue(), null, 2)}\n` : catalogueText());
    });
}

/** The same facts for programs. */
function catalogue(): unknown {
  return {
    schema: 'acode-catalogue/1',
    defaults: PLAN_DEFAULTS,
    defaultSuite: DEFAULT_SUITE,
    suites: SUITES.map((suite) => ({ ...suite, caseCount: caseCount(suite) })),
    benchmarks: BENCHMARKS.map(({ name, version, question, primaryMetrics, cases }) => ({
      name,
      version,
      question,
      primaryMetrics,
      cases,
    })),
  };
}

function catalogueText(): string {
  const { warmup, iterations, timeoutMs } = PLAN_DEFAULTS;
  const lines = [
    `Suites (default: ${DEFAULT_SUITE}; ${warmup} warm-ups, ${iterations} iterations, ${timeoutMs / 60_000} min a case unless a suite says otherwise)`,
    ...SUITES.flatMap(suiteLines),
    '',
    'Benchmarks',
    ...BENCHMARKS.flatMap(benchmarkLines),
  ];
  return `${lines.join('\n')}\n`;
}

function suiteLines(suite: Suite): string[] {
  const changes = Object.entries(suite.overrides).map(([name, value]) => `${name} ${value}`);
  const count = caseCount(suite);
  return [
    `  ${suite.name.padEnd(18)}${suite.description}`,
    `  ${' '.repeat(18)}${count} case${count === 1 ? '' : 's'}: ${suite.entries.map((entry) => entry.benchmark).join(', ')}`,
    ...(changes.length === 0 ? [] : [`  ${' '.repeat(18)}lowers: ${changes.join(', ')}`]),
  ];
}

function benchmarkLines(benchmark: PlannableBenchmark): string[] {
  return [
    `  ${benchmark.name.padEnd(18)}${benchmark.question}`,
    ...benchmark.cases.map((parameters) => `  ${' '.repeat(18)}· ${describeParameters(parameters)}`),
  ];
}

function caseCount(suite: Suite): number {
  const ofBenchmark = (name: string): number => BENCHMARKS.find((known) => known.name === name)?.cases.length ?? 0;
  return suite.entries.reduce((sum, entry) => sum + (entry.cases?.length ?? ofBenchmark(entry.benchmark)), 0);
}
