import type { Verdict } from '../../protocol/verdict.js';
import type { GradePorts, GradeSubject } from '../grading.js';
import { unansweredVerdict } from '../unanswered.js';
import type { AssertItem } from './assert-item.js';
import { completeProgram } from './complete-program.js';
import { extractCode } from './extract-code.js';
import { shown, type CodeFinding } from './findings.js';
import { CODE_GRADER } from './grade-code.js';
import { inSandbox, nothing, withoutSuspicion } from './in-sandbox.js';
import { limitsAfter, OncePerItem, REFERENCE_LIMITS } from './reference-run.js';
import { findCalls, replayAssertions, type Calls } from './replay-assertions.js';
import { runAssertions } from './run-assertions.js';
import { explainEnding, programEnding, threwFinding, type EarlyEnding } from './run-ending.js';
import type { RunPlace, TestedRun } from './run-tests.js';
import type { AssertMode } from './runners/python-assertions.js';

/**
 * Judges an answer to a data set's task by the data set's own assertions. It passes when the tests came to their end with
 * this run's token, as many assertions were made as over the reference, none failed, and the runner ended by itself: never
 * by an exit code alone.
 */
export async function gradeAssertProgram(item: AssertItem, subject: GradeSubject, ports: GradePorts): Promise<Verdict> {
  const answer = subject.answers.at(-1);
  if (answer === undefined) throw new Error(`There is no stored answer to the task ${item.id}.`);
  return inSandbox(ports, CODE_GRADER, async (place) => {
    const unanswered = unansweredVerdict(answer, CODE_GRADER);
    if (unanswered !== undefined) return { ...unanswered, passed: 0, total: 0 };
    const found = extractCode(answer.text, { ...item, completes: item.prompt.trim() !== '' });
    if (found === undefined) return nothing('no-code', 'There is no program in the answer.');
    const finding = await judgeProgram(item, completeProgram(found.code, item), place);
    return { ...finding, extracted: found.code, method: found.method };
  });
}

/**
 * What the reference showed: how many assertions there are, whether its values can be handed between processes, and in
 * JavaScript the calls that the tests then make.
 */
type Reference =
  | {
      readonly asserts: number;
      readonly mode: AssertMode;
      readonly limits: { readonly silentMs: number };
      readonly calls?: Calls;
    }
  | { readonly broken: string };

const references = new OncePerItem<AssertItem, Reference>();

/** Judges a program, whole or completed. */
export async function judgeProgram(item: AssertItem, source: string, place: RunPlace): Promise<CodeFinding> {
  const reference = await references.get(place.sandbox, item, async () => runReference(item, place));
  if ('broken' in reference) return nothing('invalid', `The reference does not pass here: ${reference.broken}`);
  const { mode, limits, asserts, calls } = reference;
  const run = { item, source, mode, limits };
  const tested = await withoutSuspicion(async () =>
    calls === undefined ? runAssertions(run, place) : replayAssertions(run, calls, place),
  );
  return judge(tested, item, { asserts, mode });
}

async function runReference(item: AssertItem, place: RunPlace): Promise<Reference> {
  return item.language === 'python' ? runPythonReference(item, place) : runScriptReference(item, place);
}

async function runPythonReference(item: AssertItem, place: RunPlace): Promise<Reference> {
  // A data set without solutions shows neither times nor values that cannot be handed over.
  if (item.reference === undefined) return { asserts: item.assertions ?? 0, mode: 'apart', limits: limitsAfter(0) };
  const source = completeProgram(item.reference, item);
  let broken = '';
  for (const mode of ['apart', 'together'] as const) {
    const tested = await runAssertions({ item, source, mode, limits: REFERENCE_LIMITS }, place);
    const reference = shownBy(tested, item, mode);
    if (!('broken' in reference)) return reference;
    broken = reference.broken;
  }
  return { broken };
}

/** Where a run over the reference's own results ends otherwise than one beside it, candidates run beside the tests as well. */
async function runScriptReference(item: AssertItem, place: RunPlace): Promise<Reference> {
  const calls = await findCalls(item, REFERENCE_LIMITS, place);
  const apart = calls === undefined ? {} : { calls };
  if (item.reference === undefined) {
    return { asserts: item.assertions ?? 0, mode: modeOf(calls), limits: limitsAfter(0), ...apart };
  }
  const run = { item, source: completeProgram(item.reference, item), limits: REFERENCE_LIMITS };
  const beside = shownBy(await runAssertions({ ...run, mode: 'together' }, place), item, 'together');
  if ('broken' in beside || calls === undefined) return beside;
  const replayed = shownBy(await replayAssertions({ ...run, mode: 'apart' }, calls, place), item, 'apart');
  const same = !('broken' in replayed) && replayed.asserts === beside.asserts;
  return same ? { ...beside, mode: 'apart', calls } : beside;
}

function modeOf(calls: Calls | undefined): AssertMode {
  return calls === undefined ? 'together' : 'apart';
}

function shownBy(tested: TestedRun, item: AssertItem, mode: AssertMode): Reference {
  const asserts = tested.report.asserted?.ran ?? 0;
  const finding = judge(tested, item, { asserts, mode });
  if (finding.kind !== 'pass') return { broken: finding.why };
  return { asserts, mode, limits: limitsAfter(tested.run.wallMs) };
}

function judge(
  tested: TestedRun,
  { entryPoint }: AssertItem,
  { asserts, mode }: { readonly asserts: number; readonly mode: AssertMode },
): CodeFinding {
  const { report, run } = tested;
  const ran = report.asserted?.ran ?? 0;
  const failure = earlyEnding(tested, entryPoint) ?? failedAssertion(tested) ?? miscounted({ ran, asserts, mode });
  const passed = failure === undefined ? ran : Math.max(0, Math.min(ran - 1, asserts));
  const checks = [
    { name: 'came to its end', passed: report.ended && run.exit === 0 },
    {
      name: `${asserts} assertions`,
      passed: failure === undefined,
      detail: failure?.why ?? `${ran} were made and held`,
    },
  ];
  if (failure !== undefined) return { ...failure, checks, passed, total: asserts };
  return { kind: 'pass', why: `All ${asserts} assertions held.`, checks, passed, total: asserts };
}

function earlyEnding({ run, report }: TestedRun, entryPoint: string): EarlyEnding | undefined {
  const ending = programEnding(report, entryPoint);
  if (ending !== undefined) return ending;
  if (report.untransferable !== undefined) {
    const why = `The program gave ${shown(report.untransferable)} where the tests want data.`;
    return { kind: 'wrong-answer', why };
  }
  return report.ended && run.exit === 0 ? undefined : explainEnding(run);
}

function failedAssertion({ report }: TestedRun): EarlyEnding | undefined {
  const failed = report.asserted?.failed;
  if (failed === undefined) return undefined;
  const at = `Assertion ${report.asserted?.ran ?? 0}`;
  if (!failed.names.includes('AssertionError')) return threwFinding(at, failed);
  return { kind: 'assertion', why: `${at} does not hold: ${shown(failed.message)}` };
}

/**
 * Fewer assertions than over the reference: some were passed by. A candidate in a process of its own can bring that about
 * only by what it returns, such as a list that is too short for the loop over it.
 */
function miscounted({
  ran,
  asserts,
  mode,
}: {
  ran: number;
  asserts: number;
  mode: AssertMode;
}): EarlyEnding | undefined {
  if (asserts === 0) return { kind: 'invalid', why: 'The tests assert nothing.' };
  if (ran === asserts) return undefined;
  return { kind: mode === 'apart' ? 'assertion' : 'tampered', why: `${ran} of ${asserts} assertions were made.` };
}
