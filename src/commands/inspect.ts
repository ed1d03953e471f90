import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { readRun } from '../journal/load-run.js';
import type { CaseRecord, RunRecord } from '../journal/run-record.js';
import { runFolder } from '../orchestrator/run-folder.js';
import { didYouMean } from '../plan/did-you-mean.js';
import { describeParameters } from '../report/describe-parameters.js';
import { formatInspection } from '../report/graded/format-inspection.js';
import { plainLine } from '../report/wrap-text.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { refuseRunning } from './refuse-running.js';
import { resolveRunName } from './run-reference.js';

interface InspectOptions {
  readonly failed?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark inspect`: what was asked, answered, read and checked in a graded case. */
export function addInspectCommand(parent: Command, context: CommandContext): void {
  parent
    .command('inspect')
    .description('Prompt, answer, extraction, every check and the reason of graded cases. Without a case: lists them.')
    .argument('<run-id>', 'a run id, an unambiguous part of one, last, or a baseline')
    .argument('[case]', 'a case id or part of one, or the name of an item')
    .option('--failed', 'only cases with an answer that did not pass')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark inspect last --failed\n  acode benchmark inspect last read-one-file\n',
    )
    .action(async (typed: string, wanted: string | undefined, options: InspectOptions) => {
      const dataDir = dataDirOf(options, context);
      const runId = await resolveRunName(dataDir, typed);
      await refuseRunning(dataDir, runId);
      const record = await readRun(runFolder(dataDir, runId).journalDir);
      const graded = gradedCases(record, runId).filter((each) => options.failed !== true || hasFailed(each));
      const chosen = wanted === undefined ? graded : casesNamed(graded, wanted);
      context.stdout.write(
        options.json === true
          ? jsonOf(runId, chosen)
          : wanted === undefined
            ? listOf(chosen)
            : chosen.map(formatInspection).join('\n'),
      );
    });
}

function gradedCases({ cases }: RunRecord, runId: string): CaseRecord[] {
  const graded = cases.filter(({ planned }) => planned.grader !== undefined);
  if (graded.length > 0) return graded;
  throw usageError(`Run ${runId} has no graded cases.`, 'Its numbers are in: acode benchmark show');
}

function casesNamed(cases: readonly CaseRecord[], wanted: string): CaseRecord[] {
  const exact = cases.filter(({ planned }) => planned.id === wanted || planned.parameters.item === wanted);
  const found = exact.length > 0 ? exact : cases.filter(({ planned }) => planned.id.includes(wanted));
  if (found.length > 0) return found;
  const items = [...new Set(cases.map(({ planned }) => String(planned.parameters.item)))];
  throw usageError(
    `There is no graded case "${wanted}".`,
    didYouMean(wanted, items) ?? 'See them all: leave the case out.',
  );
}

function hasFailed({ samples, state }: CaseRecord): boolean {
  const kinds = samples.flatMap(({ verdicts }) => verdicts?.at(-1)?.verdict.kind ?? []);
  return kinds.some((kind) => kind !== 'pass') || state.status !== 'completed';
}

/** One line a case, so that it can be searched and counted by other tools. */
function listOf(cases: readonly CaseRecord[]): string {
  const lines = cases.map(({ planned, state, samples }) => {
    const verdicts = samples.flatMap(({ verdicts: given }) => given?.at(-1)?.verdict ?? []);
    const kinds = verdicts.length === 0 ? state.status : verdicts.map(({ kind }) => kind).join(' ');
    const why = verdicts.find(({ kind }) => kind !== 'pass')?.why;
    return plainLine(
      `${planned.benchmark} ${describeParameters(planned.parameters)} on ${planned.target}: ${kinds}${why === undefined ? '' : `. ${why}`}`,
    );
  });
  return lines.length === 0 ? 'Every graded case passed.\n' : `${lines.join('\n')}\n`;
}

function jsonOf(runId: string, cases: readonly CaseRecord[]): string {
  return `${JSON.stringify({ schema: 'acode-inspect/1', runId, cases: cases.map(({ planned, state, samples }) => ({ planned, state, samples })) }, null, 2)}\n`;
}
