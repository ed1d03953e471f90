import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import { forgetRun } from '../history/run-index.js';
import { rescoreRun, type ChangedVerdict, type RescoreOutcome } from '../orchestrator/rescore-run.js';
import { runFolder } from '../orchestrator/run-folder.js';
import { GRADER_ENTRY } from '../process-entries.js';
import { describeParameters } from '../report/describe-parameters.js';
import { plainLine, wrapText } from '../report/wrap-text.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { listenForInterrupts } from './interrupts.js';
import { refuseRunning } from './refuse-running.js';
import { reportRun } from './report-run.js';
import { resolveRunName } from './run-reference.js';
import { widthOf } from './terminal.js';

interface RescoreOptions {
  readonly dryRun?: boolean;
  readonly allowUnsandboxed?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark rescore`: stored answers judged by the graders of this version. */
export function addRescoreCommand(parent: Command, context: CommandContext): void {
  parent
    .command('rescore')
    .description("Judge a run's stored answers anew and show the verdicts that changed. No model is asked.")
    .argument('<run-id>', 'a run id, an unambiguous part of one, last, or a baseline')
    .option('--dry-run', 'show what would change, and keep the verdicts as they are')
    .option(
      '--allow-unsandboxed',
      'run programs that the model wrote without a sandbox where there is none: at your risk',
    )
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText('after', '\nExamples:\n  acode benchmark rescore last --dry-run\n  acode benchmark rescore last\n')
    .action(async (typed: string, options: RescoreOptions) => {
      const dataDir = dataDirOf(options, context);
      const runId = await resolveRunName(dataDir, typed);
      await refuseRunning(dataDir, runId);
      using interrupts = listenForInterrupts(context.stderr);
      const outcome = await rescoreRun({
        dataDir,
        runId,
        graderEntry: GRADER_ENTRY,
        allowUnsandboxed: options.allowUnsandboxed ?? false,
        dryRun: options.dryRun ?? false,
        signal: interrupts.signal,
      });
      if (options.dryRun !== true) {
        await reportRun(runFolder(dataDir, runId));
        await forgetRun(dataDir, runId);
      }
      const { stdout } = context;
      stdout.write(
        options.json === true
          ? jsonOf(runId, outcome)
          : textOf(runId, outcome, { dryRun: options.dryRun ?? false, width: widthOf(stdout) }),
      );
      context.setExitCode(exitCodeOf(outcome));
    });
}

function exitCodeOf({ failures, interrupted }: RescoreOutcome): number {
  if (interrupted) return EXIT.interrupted;
  return failures.length > 0 ? EXIT.failedCases : EXIT.ok;
}

function jsonOf(runId: string, { judged, changed, reworded, failures, interrupted }: RescoreOutcome): string {
  const document = {
    schema: 'acode-rescore/1',
    runId,
    judged,
    reworded,
    interrupted,
    changed: changed.map(({ planned, iteration, before, after }) => ({
      caseId: planned.id,
      benchmark: planned.benchmark,
      target: planned.target,
      parameters: planned.parameters,
      iteration,
      before,
      after,
    })),
    failures: failures.map(({ planned, message }) => ({ caseId: planned.id, message })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function textOf(
  runId: string,
  { judged, changed, reworded, failures, interrupted }: RescoreOutcome,
  { dryRun, width }: { readonly dryRun: boolean; readonly width: number },
): string {
  const head =
    judged === 0
      ? `Run ${runId} holds no answers to judge.`
      : `Run ${runId}: ${judged} ${judged === 1 ? 'answer' : 'answers'} judged, ${changed.length} ${dryRun ? 'would change' : 'changed'}, ${reworded} with the same verdict in other words.`;
  const lines = [
    head,
    ...changed.map(changeText),
    ...failures.map(({ planned, message }) => `! ${nameOf(planned)}: ${message} Its verdict stays as it was.`),
    ...(interrupted ? ['Interrupted; what was judged is kept. Say the same again to go on.'] : []),
  ];
  return `${lines.flatMap((line) => wrapText(plainLine(line), { width, indent: '  ' })).join('\n')}\n`;
}

function changeText({ planned, iteration, before, after }: ChangedVerdict): string {
  const sample = planned.iterations > 1 ? ` sample ${iteration + 1}` : '';
  return `${nameOf(planned)}${sample}: ${before?.kind ?? 'not judged'} → ${after.kind}. ${after.why}`;
}

function nameOf({ benchmark, parameters, target }: ChangedVerdict['planned']): string {
  return `${benchmark} ${describeParameters(parameters)} on ${target}`;
}
