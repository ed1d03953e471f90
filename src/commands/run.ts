import type { Command } from 'commander';
import { executeRun } from '../library/execute-run.js';
import { makePlan } from '../library/make-plan.js';
import { exitCodeOf } from '../orchestrator/run-ending.js';
import { resolveRunId } from '../orchestrator/run-folder.js';
import { newRunId, newTraceId } from '../orchestrator/run-id.js';
import type { RunOutcome, RunSource } from '../orchestrator/run-request.js';
import { knownSuites } from './configured.js';
import { configuredLimits } from './configured-limits.js';
import { applyRetention } from './apply-retention.js';
import type { CommandContext } from './command-context.js';
import { compareWithBaseline } from './compare-with-baseline.js';
import { tellGithubOfRun } from './github-actions.js';
import { recentCaseTimes } from './estimate-text.js';
import { leftOutText } from './find-datasets.js';
import { brokenText } from './known-benchmarks.js';
import { judge, judgeTarget } from './judge.js';
import { foreseeJudge } from './judge/foresee-judge.js';
import { listenForInterrupts } from './interrupts.js';
import { gradedNotes, planText } from './plan-text.js';
import { refuseImported } from './refuse-imported.js';
import { suiteNotes } from './suite-notes.js';
import { verifyResumable } from './resume-check.js';
import { dataDirOf } from './data-dir.js';
import { addRunOptions, resolveRunOptions, type RawRunOptions, type RunOptions } from './run-options.js';
import { createRunOutput, type RunOutput, tryReport } from './run-output.js';
import { foreseeBaseline } from './foresee-baseline.js';
import { resolveReference } from './run-reference.js';

/** `acode benchmark run`: measures, journals, sums up. */
export function addRunCommand(parent: Command, context: CommandContext): void {
  addRunOptions(parent.command('run'))
    .description('Measure a model: plan the cases, run each benchmark in a process of its own, keep every sample.')
    .addHelpText('after', EXAMPLES)
    .action(async (raw: RawRunOptions) => {
      const options = {
        ...configuredLimits(context.configuration),
        ...resolveRunOptions(raw, context.settings.logLevel),
      };
      await run(options, { ...context, dataDir: dataDirOf(raw, context) });
    });
}

interface RunContext extends CommandContext {
  readonly dataDir: string;
}

async function run(options: RunOptions, context: RunContext): Promise<void> {
  const { runId, source } = await chooseSource(options, context);
  await foresee(source, options, context);
  if (options.dryRun && source.kind === 'new') {
    context.stdout.write(planText(source.plan, options.output, await recentCaseTimes(context.dataDir)));
    return;
  }
  if (options.output === 'pretty') {
    for (const note of suiteNotes(knownSuites(context.configuration), options.suites))
      context.stderr.write(`${note}\n`);
    for (const note of source.kind === 'new' ? gradedNotes(source.plan) : []) context.stderr.write(`${note}\n`);
  }
  const output = createRunOutput(options, context);
  using interrupts = listenForInterrupts(context.stderr);
  output.onReaderGone(() => interrupts.interrupt());
  let traceId = newTraceId();
  const outcome = await executeRun(
    {
      dataDir: context.dataDir,
      runId,
      source,
      ...(options.memoryLimitBytes === undefined ? {} : { memoryLimitBytes: options.memoryLimitBytes }),
      ...(options.budgetMs === undefined ? {} : { budgetMs: options.budgetMs }),
      allowUnsandboxed: options.allowUnsandboxed,
      wait: options.wait,
      logLevel: options.logLevel,
      signal: interrupts.signal,
      onEvent: (event) => {
        ({ traceId } = event);
        output.hear(event);
      },
    },
    context.settings,
  );
  await output.end(outcome);
  context.setExitCode(exitCodeOf(outcome));
  await afterRun(outcome, { options, context, traceId, output });
}

/** What follows a run that has been told already: GitHub hears of it, it is compared, and old runs go. */
async function afterRun(
  outcome: RunOutcome,
  {
    options,
    context,
    traceId,
    output,
  }: {
    readonly options: RunOptions;
    readonly context: RunContext;
    readonly traceId: string;
    readonly output: RunOutput;
  },
): Promise<void> {
  const { dataDir, settings } = context;
  const reported = settings.github === undefined ? undefined : await tryReport(outcome, dataDir);
  if (reported !== undefined) await tellGithubOfRun(context, reported);
  if (outcome.status !== 'completed') return;
  if (options.baseline !== undefined) {
    await compareWithBaseline({
      baseline: options.baseline,
      runId: outcome.runId,
      traceId,
      dataDir,
      context,
      // Standard output belongs to the result where that is not for people.
      stream: options.output === 'pretty' ? context.stdout : context.stderr,
      failOnRegression: options.failOn === 'regression',
      logLevel: options.logLevel,
      hear: (event) => output.hear(event),
    });
  }
  if (options.judge !== undefined) {
    const { model, allowSelf } = options.judge;
    // Standard output belongs to the result where that is not for people.
    const streams = options.output === 'pretty' ? context : { ...context, stdout: context.stderr };
    await judge(outcome.runId, { judge: model, allowSelfJudge: allowSelf, ...options.servers, dataDir }, streams);
  }
  await applyRetention(dataDir, { context, ended: outcome.runId });
}

/** Refuses before the run what would be refused behind it: a slip shall not show up after a night of measuring. */
async function foresee(source: RunSource, options: RunOptions, context: RunContext): Promise<void> {
  const { baseline } = options;
  if (baseline !== undefined) {
    if (source.kind === 'new') await foreseeBaseline(context.dataDir, baseline, source.plan);
    else await resolveReference(context.dataDir, baseline);
  }
  if (options.judge === undefined) return;
  const target = await judgeTarget({ judge: options.judge.model, ...options.servers }, context);
  if (source.kind === 'new') foreseeJudge(source.plan, target, options.judge.allowSelf);
}

async function chooseSource(options: RunOptions, context: RunContext): Promise<{ runId: string; source: RunSource }> {
  if (options.resume !== undefined) {
    const runId = await resolveRunId(context.dataDir, options.resume);
    await refuseImported(context.dataDir, runId);
    return { runId, source: { kind: 'resume', retryFailed: options.retryFailed, verify: verifyResumable } };
  }
  const plan = await makePlan(options, {
    folder: process.cwd(),
    configuration: context.configuration,
    onBrokenFile: (broken) => context.stderr.write(`acode: ${brokenText(broken)}\n`),
    onLeftOut: (leftOut) => context.stderr.write(`acode: ${leftOutText(leftOut)}\n`),
  });
  return { runId: newRunId(new Date()), source: { kind: 'new', plan, command: repeatCommand(options) } };
}

/** The words that start the same run again. */
function repeatCommand(options: RunOptions): string[] {
  const { models, servers, iterations, warmup, timeoutMs, seed, memoryLimitBytes } = options;
  return [
    'acode',
    'benchmark',
    'run',
    ...(options.suites.length === 0 ? [] : ['--suite', ...options.suites]),
    ...(options.benchmarks.length === 0 ? [] : ['--benchmark', ...options.benchmarks]),
    ...(options.datasets ?? []).flatMap((file) => ['--dataset', file]),
    ...(options.skipBad === true ? ['--skip-bad'] : []),
    ...models.flatMap((model) => ['--model', model]),
    ...(servers.allowRemote ? ['--allow-remote'] : []),
    ...(servers.apiKeyEnv === undefined ? [] : ['--api-key-env', servers.apiKeyEnv]),
    ...(servers.pids ?? []).flatMap((pid) => ['--pid', String(pid)]),
    ...(iterations === undefined ? [] : ['--iterations', String(iterations)]),
    ...(warmup === undefined ? [] : ['--warmup', String(warmup)]),
    ...(timeoutMs === undefined ? [] : ['--timeout', `${timeoutMs}ms`]),
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(memoryLimitBytes === undefined ? [] : ['--memory-limit', String(memoryLimitBytes)]),
    ...gradingWords(options),
    ...(options.deterministic ? ['--deterministic'] : []),
    ...(options.untilStable ? ['--until-stable'] : []),
    ...(options.interleaveBlocks === undefined ? [] : ['--interleave', String(options.interleaveBlocks)]),
    ...(options.budgetMs === undefined ? [] : ['--budget', `${options.budgetMs}ms`]),
  ];
}

function gradingWords({ grading, allowUnsandboxed }: RunOptions): string[] {
  const { samples, temperature, room, items } = grading ?? {};
  return [
    ...(samples === undefined ? [] : ['--samples', String(samples)]),
    ...(temperature === undefined ? [] : ['--temperature', String(temperature)]),
    ...(room === undefined ? [] : ['--answer-room', String(room)]),
    ...(items === undefined ? [] : ['--limit', String(items)]),
    ...(allowUnsandboxed ? ['--allow-unsandboxed'] : []),
  ];
}

const EXAMPLES = `
Examples:
  acode benchmark run --suite quick                   a smoke run on the built-in model
  acode benchmark run --model model.gguf              every benchmark on a model of yours
  acode benchmark run -b inference -n 30 --model m.gguf
  acode benchmark run --dataset HumanEval.jsonl.gz --model m.gguf
  acode benchmark run --suite quick --output ndjson | jq -c 'select(.type=="case-end")'
  acode benchmark run --resume last                   go on where the last run stopped

Exit codes: 0 fine, 2 usage, 3 regressed (--fail-on), 4 some cases failed, 65 bad data, 69 model or
runtime unavailable, 73 cannot write, 74 disk full or journal error, 75 another run is going on,
130 interrupted.
`;
