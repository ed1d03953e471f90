import type { Command } from 'commander';
import { executeRun } from '../library/execute-run.js';
import { makePlan } from '../library/make-plan.js';
import { exitCodeOf } from '../orchestrator/run-ending.js';
import { resolveRunId } from '../orchestrator/run-folder.js';
import { newRunId } from '../orchestrator/run-id.js';
import type { RunSource } from '../orchestrator/run-request.js';
import { knownSuites } from './configured.js';
import { applyRetention } from './apply-retention.js';
import type { CommandContext } from './command-context.js';
import { compareReferences } from './compare.js';
import { brokenText } from './known-benchmarks.js';
import { listenForInterrupts } from './interrupts.js';
import { planText } from './plan-text.js';
import { refuseImported } from './refuse-imported.js';
import { suiteNotes } from './suite-notes.js';
import { verifyResumable } from './resume-check.js';
import { dataDirOf } from './data-dir.js';
import { addRunOptions, resolveRunOptions, type RawRunOptions, type RunOptions } from './run-options.js';
import { createRunOutput } from './run-output.js';

/** `acode benchmark run`: measures, journals, sums up. */
export function addRunCommand(parent: Command, context: CommandContext): void {
  addRunOptions(parent.command('run'))
    .description('Measure a model: plan the cases, run each benchmark in a process of its own, keep every sample.')
    .addHelpText('after', EXAMPLES)
    .action(async (raw: RawRunOptions) => {
      const options = resolveRunOptions(withConfigured(raw, context), context.settings.logLevel);
      await run(options, { ...context, dataDir: dataDirOf(raw, context) });
    });
}

/** Flags that the configuration gives where the command line does not. */
function withConfigured(raw: RawRunOptions, { configuration }: CommandContext): RawRunOptions {
  const memoryLimit = raw.memoryLimit ?? configuration.configuration.defaults?.memoryLimit;
  return memoryLimit === undefined ? raw : { ...raw, memoryLimit };
}

interface RunContext extends CommandContext {
  readonly dataDir: string;
}

async function run(options: RunOptions, context: RunContext): Promise<void> {
  const { runId, source } = await chooseSource(options, context);
  if (options.dryRun && source.kind === 'new') {
    context.stdout.write(planText(source.plan, options.output));
    return;
  }
  if (options.output === 'pretty') {
    for (const note of suiteNotes(knownSuites(context.configuration), options.suites))
      context.stderr.write(`${note}\n`);
  }
  const output = createRunOutput(options, context);
  using interrupts = listenForInterrupts(context.stderr);
  output.onReaderGone(() => interrupts.interrupt());
  const { dataDir, settings } = context;
  const { memoryLimitBytes, budgetMs, wait, logLevel } = options;
  const outcome = await executeRun(
    {
      dataDir,
      runId,
      source,
      ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
      ...(budgetMs === undefined ? {} : { budgetMs }),
      wait,
      logLevel,
      signal: interrupts.signal,
      onEvent: (event) => output.hear(event),
    },
    settings,
  );
  await output.end(outcome);
  context.setExitCode(exitCodeOf(outcome));
  if (outcome.status !== 'completed') return;
  if (options.baseline !== undefined) await compareWithBaseline(options.baseline, outcome.runId, { options, context });
  await applyRetention(dataDir, context);
}

/** Standard output belongs to the result where that is not for people. */
async function compareWithBaseline(
  baseline: string,
  runId: string,
  { options, context }: { readonly options: RunOptions; readonly context: RunContext },
): Promise<void> {
  const { stdout, stderr } = context;
  await compareReferences([baseline, runId], {
    context: { ...context, stdout: options.output === 'pretty' ? stdout : stderr },
    dataDir: context.dataDir,
    options: { threshold: [], ...(options.failOn === undefined ? {} : { failOn: options.failOn }) },
  });
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
    ...models.flatMap((model) => ['--model', model]),
    ...(servers.allowRemote ? ['--allow-remote'] : []),
    ...(servers.apiKeyEnv === undefined ? [] : ['--api-key-env', servers.apiKeyEnv]),
    ...(servers.pids ?? []).flatMap((pid) => ['--pid', String(pid)]),
    ...(iterations === undefined ? [] : ['--iterations', String(iterations)]),
    ...(warmup === undefined ? [] : ['--warmup', String(warmup)]),
    ...(timeoutMs === undefined ? [] : ['--timeout', `${timeoutMs}ms`]),
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(memoryLimitBytes === undefined ? [] : ['--memory-limit', String(memoryLimitBytes)]),
    ...(options.deterministic ? ['--deterministic'] : []),
    ...(options.untilStable ? ['--until-stable'] : []),
    ...(options.interleaveBlocks === undefined ? [] : ['--interleave', String(options.interleaveBlocks)]),
    ...(options.budgetMs === undefined ? [] : ['--budget', `${options.budgetMs}ms`]),
  ];
}

const EXAMPLES = `
Examples:
  acode benchmark run --suite quick                   a smoke run on the built-in model
  acode benchmark run --model model.gguf              every benchmark on a model of yours
  acode benchmark run -b inference -n 30 --model m.gguf
  acode benchmark run --suite quick --output ndjson | jq -c 'select(.type=="case-end")'
  acode benchmark run --resume last                   go on where the last run stopped

Exit codes: 0 fine, 2 usage, 4 some cases failed, 65 bad data, 69 model or runtime unavailable,
73 cannot write, 74 disk full or journal error, 75 another run is going on, 130 interrupted.
`;
