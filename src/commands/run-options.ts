import type { Command } from 'commander';
import { LOG_LEVELS, type LogLevel } from '../config.js';
import { usageError } from '../errors.js';
import { PLAN_DEFAULTS, PLAN_LIMITS } from '../plan/defaults.js';
import { didYouMean } from '../plan/did-you-mean.js';
import { parseByteSize } from './byte-size.js';
import { parseBudget } from './configured-limits.js';
import { parseDuration } from './duration.js';
import type { PlanSelection } from '../library/make-plan.js';
import { parseWholeNumber } from './whole-number.js';

/** How a run shows itself. */
export const OUTPUTS = ['pretty', 'ndjson', 'json', 'quiet'] as const;
export type Output = (typeof OUTPUTS)[number];

/** The flags of `run` as commander hands them over. */
export interface RawRunOptions {
  readonly suite?: readonly string[];
  readonly benchmark?: readonly string[];
  readonly dataset?: readonly string[];
  readonly skipBad?: boolean;
  readonly model?: readonly string[];
  readonly allowRemote?: boolean;
  readonly apiKeyEnv?: string;
  readonly pid?: readonly string[];
  readonly iterations?: string;
  readonly warmup?: string;
  readonly timeout?: string;
  readonly seed?: string;
  readonly deterministic?: boolean;
  readonly dryRun?: boolean;
  readonly output: string;
  readonly dataDir?: string;
  readonly resume?: string | true;
  readonly retryFailed?: boolean;
  readonly wait?: boolean;
  readonly memoryLimit?: string;
  readonly budget?: string;
  readonly samples?: string;
  readonly temperature?: string;
  readonly answerRoom?: string;
  readonly limit?: string;
  readonly allowUnsandboxed?: boolean;
  readonly untilStable?: boolean;
  readonly interleave?: string | true;
  readonly logLevel?: string;
  readonly verbose?: boolean;
  readonly baseline?: string | true;
  readonly failOn?: string;
  readonly judge?: string;
  readonly allowSelfJudge?: boolean;
}

/** The same, resolved: numbers are numbers, and absent means that the suite or the default decides. */
export interface RunOptions extends PlanSelection {
  readonly dryRun: boolean;
  readonly output: Output;
  /** What the user typed behind --resume, `last` for nothing; absent starts a new run. */
  readonly resume?: string;
  readonly retryFailed: boolean;
  readonly wait: boolean;
  readonly memoryLimitBytes?: number;
  readonly budgetMs?: number;
  /** Programs that a model wrote may run without a sandbox where there is none. */
  readonly allowUnsandboxed: boolean;
  /** The data folder as typed; absent when the environment or the platform decides. */
  readonly dataDirFlag?: string;
  readonly logLevel: LogLevel;
  readonly verbose: boolean;
  /** Baseline to compare with at the end. */
  readonly baseline?: string;
  /** Verdict that makes the command fail. */
  readonly failOn?: string;
  /** Model that judges explanations at the end, and whether it may be one of the judged. */
  readonly judge?: { readonly model: string; readonly allowSelf: boolean };
}

/** Adds the flags to the command. */
export function addRunOptions(command: Command): Command {
  return command
    .option('-s, --suite <name...>', 'suites to run')
    .option('-b, --benchmark <name...>', 'single benchmarks to run, at their own sizes')
    .option('--dataset <file>', 'a data set to run, as it lies on disk (docs/datasets.md); repeatable', collect)
    .option('--skip-bad', 'with --dataset: leave out records that cannot be used, instead of refusing the file')
    .option(
      '-m, --model <target>',
      'GGUF file, ollama:MODEL, openai:MODEL@URL or lmstudio:MODEL; repeatable (default: the built-in smoke model)',
      collect,
    )
    .option('--allow-remote', 'measure a server on another machine; the network is then part of every figure')
    .option('--api-key-env <name>', "environment variable that holds the server's API key")
    .option('--pid <pid>', 'a process of the server, for its memory and CPU; repeatable', collect)
    .option('-n, --iterations <count>', 'timed iterations per case')
    .option('--warmup <count>', 'warm-up iterations per case')
    .option('--samples <count>', 'answers per item of graded benchmarks, for pass@k (default: 1)')
    .option('--temperature <number>', 'of graded answers (default: 0, and 0.8 with several samples)')
    .option(
      '--answer-room <tokens>',
      'tokens each graded answer gets beside its own, for models that think first (default: 0)',
    )
    .option('--limit <count>', 'at most so many items of each graded benchmark, spread evenly')
    .option(
      '--allow-unsandboxed',
      'run programs that the model wrote without a sandbox where there is none: at your risk',
    )
    .option('--until-stable', 'measure until the median is known within 5 %, at most 100 iterations (or -n)')
    .option('--interleave [blocks]', 'go round the models in blocks of iterations (default: 3 blocks)')
    .option('--budget <duration>', 'time the run may take, such as 30m; what does not fit is skipped')
    .option('--timeout <duration>', 'time a case may take, such as 90s or 5m')
    .option('--seed <number>', 'seed of prompts, sampling and statistics')
    .option('--deterministic', 'greedy sampling, fixed order, one request at a time')
    .option('--dry-run', 'show the plan and stop')
    .option('-o, --output <form>', OUTPUTS.join(', '), 'pretty')
    .option('--data-dir <folder>', 'where results are kept')
    .option('--resume [run-id]', 'go on with an interrupted run (default: the last one)')
    .option('--retry-failed', 'with --resume: measure failed and timed-out cases again')
    .option('--wait', 'wait for a run that is going on, instead of failing')
    .option('--memory-limit <size>', 'kill and skip a case whose model takes more, such as 8GiB')
    .option('--log-level <level>', `what the run's event log holds: ${LOG_LEVELS.join(', ')}`)
    .option('--baseline [name]', 'compare with a baseline at the end (default: the one named baseline)')
    .option('--fail-on <verdict>', 'with --baseline: regression makes the exit code 3')
    .option('--judge <target>', 'have another model judge the explanations at the end (see the verb judge)')
    .option('--allow-self-judge', 'with --judge: let a model judge itself; the score is labelled')
    .option('--verbose', 'show cases and warnings as they come, even in a terminal');
}

/**
 * Checks and resolves the flags.
 * @throws AcodeError (usage) naming the flag, the value and what is possible.
 */
export function resolveRunOptions(raw: RawRunOptions, environmentLogLevel: string | undefined): RunOptions {
  const { suite, benchmark, model, iterations, warmup, timeout, seed, memoryLimit } = raw;
  refuseContradictions(raw);
  return {
    suites: suite ?? [],
    benchmarks: benchmark ?? [],
    ...(raw.dataset === undefined ? {} : { datasets: raw.dataset }),
    skipBad: raw.skipBad ?? false,
    models: model ?? [],
    servers: serverOptions(raw),
    ...(iterations === undefined
      ? {}
      : { iterations: parseWholeNumber(iterations, '--iterations', { min: 1, max: PLAN_LIMITS.maxIterations }) }),
    ...(warmup === undefined
      ? {}
      : { warmup: parseWholeNumber(warmup, '--warmup', { min: 0, max: PLAN_LIMITS.maxWarmup }) }),
    ...(timeout === undefined ? {} : { timeoutMs: parseTimeout(timeout) }),
    ...(seed === undefined ? {} : { seed: parseWholeNumber(seed, '--seed', { min: 0, max: 2 ** 32 - 1 }) }),
    ...(memoryLimit === undefined ? {} : { memoryLimitBytes: parseByteSize(memoryLimit, '--memory-limit') }),
    ...(raw.budget === undefined ? {} : { budgetMs: parseBudget(raw.budget, '--budget') }),
    ...gradingOf(raw),
    allowUnsandboxed: raw.allowUnsandboxed ?? false,
    untilStable: raw.untilStable ?? false,
    ...(raw.interleave === undefined ? {} : { interleaveBlocks: parseBlocks(raw.interleave) }),
    ...(raw.resume === undefined ? {} : { resume: raw.resume === true ? 'last' : raw.resume }),
    ...(raw.dataDir === undefined ? {} : { dataDirFlag: raw.dataDir }),
    deterministic: raw.deterministic ?? false,
    dryRun: raw.dryRun ?? false,
    output: oneOf(raw.output, OUTPUTS, '--output'),
    retryFailed: raw.retryFailed ?? false,
    wait: raw.wait ?? false,
    logLevel: oneOf(raw.logLevel ?? environmentLogLevel ?? 'debug', LOG_LEVELS, '--log-level'),
    verbose: raw.verbose ?? false,
    ...(raw.baseline === undefined ? {} : { baseline: raw.baseline === true ? 'baseline' : raw.baseline }),
    ...(raw.judge === undefined ? {} : { judge: { model: raw.judge, allowSelf: raw.allowSelfJudge ?? false } }),
    ...(raw.failOn === undefined ? {} : { failOn: oneOf(raw.failOn, ['regression'], '--fail-on') }),
  };
}

/** Gathers the values of a flag that may be given more than once. */
function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function gradingOf({ samples, temperature, answerRoom, limit }: RawRunOptions): Pick<RunOptions, 'grading'> {
  const grading = {
    ...(samples === undefined
      ? {}
      : { samples: parseWholeNumber(samples, '--samples', { min: 1, max: PLAN_LIMITS.maxSamples }) }),
    ...(temperature === undefined ? {} : { temperature: parseTemperature(temperature) }),
    ...(answerRoom === undefined
      ? {}
      : { room: parseWholeNumber(answerRoom, '--answer-room', { min: 0, max: 1_000_000 }) }),
    ...(limit === undefined ? {} : { items: parseWholeNumber(limit, '--limit', { min: 1, max: 1_000_000 }) }),
  };
  return Object.keys(grading).length === 0 ? {} : { grading };
}

function parseTemperature(text: string): number {
  const temperature = Number(text);
  if (text.trim() !== '' && temperature >= 0 && temperature <= PLAN_LIMITS.maxTemperature) return temperature;
  throw usageError(`--temperature must be a number from 0 to ${PLAN_LIMITS.maxTemperature}, and is "${text}".`);
}

function serverOptions({ allowRemote, apiKeyEnv, pid }: RawRunOptions): RunOptions['servers'] {
  const pids = pid?.map((text) => parseWholeNumber(text, '--pid', { min: 1, max: 2 ** 31 - 1 }));
  return {
    allowRemote: allowRemote ?? false,
    ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }),
    ...(pids === undefined ? {} : { pids }),
  };
}

function refuseContradictions(raw: RawRunOptions): void {
  if (raw.untilStable === true && raw.interleave !== undefined) {
    throw usageError(
      '--until-stable and --interleave cannot be combined.',
      'Blocks need a fixed number of iterations: give -n.',
    );
  }
  if (raw.failOn !== undefined && raw.baseline === undefined)
    throw usageError('--fail-on needs --baseline.', 'Say what to compare with: --baseline --fail-on regression');
  if (raw.allowSelfJudge === true && raw.judge === undefined)
    throw usageError('--allow-self-judge needs --judge.', 'Say who judges: --judge TARGET');
  if (raw.resume === undefined) {
    if (raw.retryFailed === true)
      throw usageError('--retry-failed needs --resume.', 'Say which run: --resume last --retry-failed');
    return;
  }
  const fixed = (
    [
      'suite',
      'benchmark',
      'dataset',
      'skipBad',
      'model',
      'iterations',
      'warmup',
      'timeout',
      'seed',
      'deterministic',
      'dryRun',
      'samples',
      'temperature',
      'answerRoom',
      'limit',
      'untilStable',
      'interleave',
    ] as const
  ).find((name) => raw[name] !== undefined);
  if (fixed === undefined) return;
  const flag = `--${fixed.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw usageError(
    `A resumed run keeps its plan, so ${flag} cannot be given with --resume.`,
    'Leave it out, or start a new run without --resume.',
  );
}

function parseTimeout(text: string): number {
  const timeoutMs = parseDuration(text, '--timeout');
  if (timeoutMs >= 1 && timeoutMs <= PLAN_LIMITS.maxTimeoutMs) return timeoutMs;
  throw usageError(`--timeout must be between 1ms and 7d, and is "${text}".`);
}

function parseBlocks(typed: string | true): number {
  if (typed === true) return PLAN_DEFAULTS.interleaveBlocks;
  return parseWholeNumber(typed, '--interleave', { min: 2, max: 1_000 });
}

/** The value as one of a fixed set. */
export function oneOf<T extends string>(value: string, known: readonly T[], flag: string): T {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw usageError(`${flag} does not know "${value}".`, didYouMean(value, known) ?? `Known: ${known.join(', ')}.`);
}
