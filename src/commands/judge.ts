import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { readJudgings } from '../history/judgements.js';
import { runFolder } from '../orchestrator/run-folder.js';
import type { Target } from '../protocol/target.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { parseDuration } from './duration.js';
import { listenForInterrupts } from './interrupts.js';
import { judgeRun, type JudgeOutcome } from './judge/judge-run.js';
import { judgingText } from './judge/judge-text.js';
import { resolveTargets } from './resolve-target.js';
import { resolveRunName } from './run-reference.js';
import { runtimeFor } from './runtime-for.js';
import { widthOf } from './terminal.js';

/** The flags of `judge`. */
interface JudgeOptions {
  readonly judge?: string;
  readonly allowSelfJudge?: boolean;
  readonly allowRemote?: boolean;
  readonly apiKeyEnv?: string;
  readonly timeout?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** Time that a batch of questions may take unless told otherwise. */
const JUDGE_TIMEOUT = '30m';

/** `acode benchmark judge`: another model's opinion of the explanations of a run. */
export function addJudgeCommand(parent: Command, context: CommandContext): void {
  parent
    .command('judge')
    .description(
      "Have another model judge a finished run's explanations, after labelled ones that show how far it can be trusted.",
    )
    .argument('<run-id>', 'a run id, an unambiguous part of one, last, or a baseline')
    .option('--judge <target>', 'the judging model, as --model of run; absent: show what judges said')
    .option('--allow-self-judge', 'let a model judge itself; the score is labelled')
    .option('--allow-remote', 'allow a server on another machine')
    .option('--api-key-env <name>', "environment variable that holds the server's API key")
    .option('--timeout <duration>', 'time that 24 questions may take, loading the model included', JUDGE_TIMEOUT)
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark judge last --judge openai:qwen@http://127.0.0.1:8080\n  acode benchmark judge last\n',
    )
    .action(async (typed: string, options: JudgeOptions) => {
      const dataDir = dataDirOf(options, context);
      const runId = await resolveRunName(dataDir, typed);
      if (options.judge === undefined) await showJudgings(runId, { dataDir, json: options.json ?? false }, context);
      else await judge(runId, { ...options, judge: options.judge, dataDir }, context);
    });
}

/** Asks a judge and prints what it says; what `run --judge` does at its end. */
export async function judge(
  runId: string,
  options: JudgeOptions & { readonly judge: string; readonly dataDir: string },
  context: CommandContext,
): Promise<void> {
  const { stderr, stdout } = context;
  const target = await judgeTarget(options, context);
  const runtimeDir = runtimeFor(target, context);
  using interrupts = listenForInterrupts(stderr);
  const outcome = await judgeRun({
    dataDir: options.dataDir,
    runId,
    judge: target,
    ...(runtimeDir === undefined ? {} : { runtimeDir }),
    allowSelfJudge: options.allowSelfJudge ?? false,
    timeoutMs: parseDuration(options.timeout ?? JUDGE_TIMEOUT, '--timeout'),
    signal: interrupts.signal,
    onProgress: (answered, all) => stderr.write(`Judge ${target.name}: ${answered} of ${all} questions answered\n`),
  });
  stdout.write(options.json === true ? jsonOf(runId, [outcome.judging]) : textOf(outcome, widthOf(stdout)));
  if (!outcome.judging.complete) context.setExitCode(EXIT.failedCases);
}

/** The model that `--judge` names. @throws AcodeError as for `--model`. */
export async function judgeTarget(
  {
    judge: named,
    allowRemote,
    apiKeyEnv,
  }: Pick<JudgeOptions, 'allowRemote' | 'apiKeyEnv'> & { readonly judge: string },
  { configuration }: CommandContext,
): Promise<Target> {
  const [target] = await resolveTargets([named], {
    allowRemote: allowRemote ?? false,
    ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }),
    configuration,
  });
  if (target === undefined) throw new Error('a model resolved to no target');
  return target;
}

async function showJudgings(
  runId: string,
  { dataDir, json }: { readonly dataDir: string; readonly json: boolean },
  { stdout }: CommandContext,
): Promise<void> {
  const judgings = await readJudgings(runFolder(dataDir, runId));
  if (judgings.length === 0)
    throw usageError(
      `No judge was asked about run ${runId}.`,
      `Ask one: acode benchmark judge ${runId} --judge TARGET`,
    );
  stdout.write(
    json ? jsonOf(runId, judgings) : judgings.map((judging) => judgingText(judging, widthOf(stdout))).join('\n'),
  );
}

function textOf({ judging, outdated }: JudgeOutcome, width: number): string {
  const left = outdated === 0 ? '' : `${outdated} explanations of another version of the benchmark were left out.\n`;
  return `${judgingText(judging, width)}${left}`;
}

function jsonOf(runId: string, judgings: JudgeOutcome['judging'][] | readonly JudgeOutcome['judging'][]): string {
  return `${JSON.stringify({ schema: 'acode-judgements/1', runId, judgings }, null, 2)}\n`;
}
