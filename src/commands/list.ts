import path from 'node:path';
import type { Command } from 'commander';
import { DEFAULT_SUITE } from '../../benchmarks/suites.js';
import { buildPlan } from '../plan/build-plan.js';
import { PLAN_DEFAULTS } from '../plan/defaults.js';
import type { PlannableBenchmark, Suite } from '../plan/plan.js';
import type { CaseParameters } from '../protocol/messages.js';
import type { Target } from '../protocol/target.js';
import { describeConditions, describeParameters } from '../report/describe-parameters.js';
import { formatDuration } from '../report/format-value.js';
import { wrapText } from '../report/wrap-text.js';
import type { CaseTimes, CaseWork } from '../history/case-times.js';
import type { CommandContext } from './command-context.js';
import { knownSuites } from './configured.js';
import { dataDirOf } from './data-dir.js';
import { estimateText, recentCaseTimes } from './estimate-text.js';
import { datasetError, leftOutText, namedDatasets } from './find-datasets.js';
import { findKnownBenchmarks, type KnownBenchmarks } from './known-benchmarks.js';
import { suiteChanges } from './suite-notes.js';
import { widthOf } from './terminal.js';

/** `acode benchmark list`: what can be run. */
export function addListCommand(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('Suites, benchmarks and the cases each of them runs.')
    .option('--dataset <file...>', 'data sets to list as well')
    .option('--skip-bad', 'with --dataset: leave out records that cannot be used')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept, for the estimates of time')
    .addHelpText('after', '\nExamples:\n  acode benchmark list\n  acode benchmark list --json | jq .suites\n')
    .action(async (options: ListOptions) => {
      const { configuration, stdout } = context;
      const datasets = namedDatasets(
        { datasets: options.dataset ?? [], skipBad: options.skipBad ?? false },
        process.cwd(),
      );
      const known = await findKnownBenchmarks(process.cwd(), configuration, datasets);
      const broken = known.broken.find(({ file }) => datasets.some((each) => each.path === file));
      if (broken !== undefined) throw datasetError(broken);
      for (const leftOut of known.leftOut) context.stderr.write(`acode: ${leftOutText(leftOut)}\n`);
      const suites = knownSuites(configuration);
      const times = await recentCaseTimes(dataDirOf(options, context));
      const shown = { suites, known, times };
      stdout.write(
        options.json === true
          ? `${JSON.stringify(catalogue(shown), null, 2)}\n`
          : catalogueText(shown, widthOf(stdout)),
      );
    });
}

interface ListOptions {
  readonly dataset?: readonly string[];
  readonly skipBad?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** What there is to show. */
interface Catalogue {
  readonly suites: readonly Suite[];
  readonly known: KnownBenchmarks;
  readonly times: CaseTimes;
}

/** The same facts for programs. */
function catalogue({ suites, known, times }: Catalogue): unknown {
  const { benchmarks, broken, leftOut } = known;
  return {
    schema: 'acode-catalogue/1',
    defaults: PLAN_DEFAULTS,
    defaultSuite: DEFAULT_SUITE,
    ...(times.target === undefined ? {} : { estimatedFor: times.target }),
    suites: suites.map((suite) => {
      const work = workOf(suite, benchmarks);
      return { ...suite, caseCount: work.length, estimate: times.estimate(work) };
    }),
    benchmarks: benchmarks.map(({ name, version, question, primaryMetrics, cases, file }) => ({
      name,
      version,
      question,
      primaryMetrics,
      cases,
      ...(file === undefined ? {} : { file: file.path }),
    })),
    ...(broken.length === 0 ? {} : { broken }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  };
}

function catalogueText({ suites, known: { benchmarks }, times }: Catalogue, width: number): string {
  const { warmup, iterations, timeoutMs } = PLAN_DEFAULTS;
  const defaults = `${warmup} warm-ups, ${iterations} iterations and ${formatDuration(timeoutMs)} per case`;
  const lines = [
    ...wrapText(`Suites. Without a name ${DEFAULT_SUITE} runs; ${defaults} unless a suite changes them.`, { width }),
    ...suites.flatMap((suite) => entryLines(suite.name, suiteLines(suite, benchmarks, times), width)),
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
  const title = `  ${name}`;
  // A name that reaches into the column stands on a line of its own.
  const isLong = title.length >= INDENT;
  const lines = wrapped.map((text, at) => `${at === 0 && !isLong ? title.padEnd(INDENT) : ' '.repeat(INDENT)}${text}`);
  return isLong ? [title, ...lines] : lines;
}

function suiteLines(suite: Suite, benchmarks: readonly PlannableBenchmark[], times: CaseTimes): string[] {
  const work = workOf(suite, benchmarks);
  const count = work.length;
  return [
    suite.description,
    `${count} case${count === 1 ? '' : 's'}: ${suite.entries.map((entry) => entry.benchmark).join(', ')}`,
    ...suiteChanges(suite),
    `Time: ${estimateText(times.estimate(work), times.target)}.`,
  ];
}

function benchmarkLines({ question, cases, file, graded }: PlannableBenchmark): string[] {
  const origin = file === undefined ? [] : [`from ${path.relative(process.cwd(), file.path)}`];
  // Hundreds of questions are counted; their names are in --json.
  return [question, ...origin, ...(graded === undefined ? caseLines(cases) : [gradedLine(cases)])];
}

/** Service levels are mostly those of all cases, and then said once. */
function caseLines(cases: PlannableBenchmark['cases']): string[] {
  const conditions = [...new Set(cases.map((parameters) => describeConditions(parameters)))];
  const [common = ''] = conditions.length === 1 ? conditions : [];
  const lines = cases.map((parameters) => {
    const own = common === '' ? describeConditions(parameters) : '';
    return `· ${describeParameters(parameters) || 'one case'}${own === '' ? '' : ` (${own})`}`;
  });
  return [...lines, ...(common === '' ? [] : [`  each: ${common}`])];
}

function gradedLine(cases: readonly CaseParameters[]): string {
  const items = new Set(cases.map(({ item }) => item)).size;
  const modes = [...new Set(cases.flatMap(({ mode }) => (typeof mode === 'string' ? [mode] : [])))];
  const ways = modes.length === 0 ? '' : `, asked in ${modes.length} ways: ${modes.join(', ')}`;
  return `${items} graded item${items === 1 ? '' : 's'}${ways}`;
}

/** The cases of a suite as a plan for one model would have them; benchmarks that are not known are left out. */
function workOf(suite: Suite, benchmarks: readonly PlannableBenchmark[]): CaseWork[] {
  const entries = suite.entries.filter(({ benchmark }) => benchmarks.some(({ name }) => name === benchmark));
  const { cases } = buildPlan({
    benchmarks,
    suites: [{ ...suite, entries }],
    suiteNames: [suite.name],
    benchmarkNames: [],
    targets: [ANY_MODEL],
    deterministic: false,
  });
  return cases.map((planned) => ({ ...planned, iterations: planned.warmup + planned.iterations }));
}

/** Stands in the plan whose cases are counted. */
const ANY_MODEL: Target = { name: 'any', spec: { kind: 'embedded', modelPath: '', gpu: false }, fingerprint: '' };
