import path from 'node:path';
import type { Command } from 'commander';
import { AcodeError, usageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { describeFile } from '../orchestrator/describe-file.js';
import { tryCase } from '../orchestrator/try-case.js';
import { didYouMean } from '../plan/did-you-mean.js';
import { PLAN_DEFAULTS } from '../plan/defaults.js';
import { DESCRIBE_ENTRY, TRY_ENTRY } from '../process-entries.js';
import type { BenchmarkDescription, TriedCase } from '../protocol/file-description.js';
import type { CaseParameters } from '../protocol/messages.js';
import type { Target } from '../protocol/target.js';
import { describeCase } from '../report/describe-parameters.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { parseDuration } from './duration.js';
import { listenForInterrupts } from './interrupts.js';
import { brokenText } from './known-benchmarks.js';
import { resolveTargets } from './resolve-target.js';
import { runtimeFor } from './runtime-for.js';
import { triedText } from './tried-text.js';
import { parseWholeNumber } from './whole-number.js';

interface TryOptions {
  readonly benchmark?: string;
  readonly case: string;
  readonly model?: string;
  readonly allowRemote?: boolean;
  readonly apiKeyEnv?: string;
  readonly timeout: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark try`: one iteration of one case, with everything that went to and fro. */
export function addTryCommand(parent: Command, context: CommandContext): void {
  parent
    .command('try')
    .description('Run one case of a file once and show prompt, raw answer, metrics and every check. Nothing is stored.')
    .argument('<file>', 'a file with benchmarks of your own')
    .option('-b, --benchmark <name>', 'which of its benchmarks (default: the first)')
    .option('-c, --case <number>', 'which of its cases, from 1', '1')
    .option('-m, --model <target>', 'as for run (default: the configured or the built-in smoke model)')
    .option('--allow-remote', 'allow a server on another machine')
    .option('--api-key-env <name>', "environment variable that holds the server's API key")
    .option('--timeout <duration>', 'time it may take, loading the model included', '5m')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept; one run or trial at a time')
    .addHelpText('after', '\nExample:\n  acode benchmark try benchmarks/facts.bench.yaml --case 2\n')
    .action(async (file: string, options: TryOptions) => tryFile(path.resolve(file), options, context));
}

async function tryFile(file: string, options: TryOptions, context: CommandContext): Promise<void> {
  const chosen = await chooseCase(file, options);
  const target = await chooseTarget(options, context);
  const runtimeDir = runtimeFor(target, context);
  using interrupts = listenForInterrupts(context.stderr);
  const tried = await tryCase({
    dataDir: dataDirOf(options, context),
    entry: TRY_ENTRY,
    file: { path: file, digest: chosen.digest },
    benchmark: chosen.benchmark.name,
    parameters: chosen.parameters,
    seed: PLAN_DEFAULTS.seed,
    target,
    ...(runtimeDir === undefined ? {} : { runtimeDir }),
    timeoutMs: parseDuration(options.timeout, '--timeout'),
    signal: interrupts.signal,
  });
  const title = describeCase({ benchmark: chosen.benchmark.name, parameters: chosen.parameters });
  context.stdout.write(textOf(tried, title, options));
  if (tried.requests.some(({ failure }) => failure !== undefined)) context.setExitCode(EXIT.failedCases);
}

function textOf(tried: TriedCase, title: string, { json }: TryOptions): string {
  if (json === true) return `${JSON.stringify({ schema: 'acode-trial/1', ...tried }, null, 2)}\n`;
  return triedText(tried, title);
}

async function chooseCase(
  file: string,
  options: TryOptions,
): Promise<{ digest: string; benchmark: BenchmarkDescription; parameters: CaseParameters }> {
  const description = await describeFile({ path: file }, { entry: DESCRIBE_ENTRY });
  if (description.kind === 'wrong') {
    const { problems } = description;
    const hint = problems[0]?.hint ?? 'acode benchmark validate shows all that is wrong.';
    throw new AcodeError({
      code: 'BENCHMARK_FILE',
      exitCode: EXIT.badData,
      message: brokenText({ file, problems }),
      hint,
    });
  }
  const benchmark = findBenchmark(description.benchmarks, options.benchmark);
  const number = parseWholeNumber(options.case, '--case', { min: 1, max: benchmark.cases.length });
  return { digest: description.digest, benchmark, parameters: benchmark.cases[number - 1] ?? {} };
}

function findBenchmark(benchmarks: readonly BenchmarkDescription[], name: string | undefined): BenchmarkDescription {
  const found = name === undefined ? benchmarks[0] : benchmarks.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = benchmarks.map((each) => each.name);
  const hint = didYouMean(name ?? '', names) ?? `It holds: ${names.join(', ')}.`;
  throw usageError(`The file holds no benchmark named "${name}".`, hint);
}

async function chooseTarget(options: TryOptions, { configuration }: CommandContext): Promise<Target> {
  const model = options.model ?? configuration.configuration.defaults?.model;
  const [target] = await resolveTargets(model === undefined ? [] : [model], {
    allowRemote: options.allowRemote ?? false,
    ...(options.apiKeyEnv === undefined ? {} : { apiKeyEnv: options.apiKeyEnv }),
    configuration,
  });
  if (target === undefined) throw new Error('a model resolved to no target');
  return target;
}
