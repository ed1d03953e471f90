import type { GraderIdentity } from '../../plan/plan.js';
import type { Verdict } from '../../protocol/verdict.js';
import type { GradePorts, GradeSubject } from '../grading.js';
import { unansweredVerdict } from '../unanswered.js';
import type { CallTest, CodeItem, ScriptTest } from './code-item.js';
import type { CodeValue } from './code-value.js';
import type { CodeFinding } from './findings.js';
import { inSandbox, nothing, withoutSuspicion } from './in-sandbox.js';
import { judgeCalls } from './judge-calls.js';
import { candidateOf, readProgram } from './read-program.js';
import { limitsAfter, OncePerItem, REFERENCE_LIMITS } from './reference-run.js';
import { runTests, type Candidate, type RunPlace, type TestedRun } from './run-tests.js';

/** The grader of programs; its version rises with every rule that could judge one otherwise. */
export const CODE_GRADER: GraderIdentity = Object.freeze({ name: 'code', version: 2 });

/**
 * Judges an answer to a code task: reads the program out of it, runs it on the hidden inputs in the sandbox, and compares
 * what it returned with what was expected, in this process. The reference is run first, once an item and machine: it has
 * to pass, and its time scales the limit.
 */
export async function gradeCode(item: CodeItem, subject: GradeSubject, ports: GradePorts): Promise<Verdict> {
  const answer = subject.answers.at(-1);
  if (answer === undefined) throw new Error(`There is no stored answer to the task ${item.id}.`);
  return inSandbox(ports, CODE_GRADER, async (place) => {
    const unanswered = unansweredVerdict(answer, CODE_GRADER);
    if (unanswered !== undefined) return { ...unanswered, passed: 0, total: 0 };
    const read = readProgram(item, answer.text);
    if ('finding' in read) return { ...read.finding, ...(read.method === undefined ? {} : { method: read.method }) };
    const { candidate, extracted, method } = read;
    const finding = await judgeCandidate(item, candidate, place);
    return { ...finding, checks: [...read.checks, ...finding.checks], extracted, method };
  });
}

/** What the reference showed. */
type Reference =
  | { readonly expected: readonly (readonly CodeValue[])[]; readonly limits: { readonly silentMs: number } }
  | { readonly broken: string };

const references = new OncePerItem<CodeItem, Reference>();

async function judgeCandidate(item: CodeItem, candidate: Candidate, place: RunPlace): Promise<CodeFinding> {
  const reference = await references.get(place.sandbox, item, async () => runReference(item, place));
  if ('broken' in reference) return nothing('invalid', `The reference does not pass here: ${reference.broken}`);
  const request = { ...requestOf(item), candidate, limits: reference.limits };
  const tested = await withoutSuspicion(async () => runTests(request, place));
  return judgeCalls(tested, { ...requestOf(item), equality: item.equality, expected: reference.expected });
}

async function runReference(item: CodeItem, place: RunPlace): Promise<Reference> {
  const candidate = candidateOf(item, item.reference);
  const tested = await runTests({ ...requestOf(item), candidate, limits: REFERENCE_LIMITS }, place);
  const expected = requestOf(item).tests.map((test, at) => expectedOf(test, at, tested));
  const finding = judgeCalls(tested, { ...requestOf(item), equality: item.equality, expected });
  if (finding.kind !== 'pass') return { broken: finding.why };
  return { expected, limits: limitsAfter(tested.report.longestMs) };
}

/** What a test expects: what its item says, or else what the reference gave. */
function expectedOf(test: CallTest | ScriptTest, at: number, { report }: TestedRun): readonly CodeValue[] {
  if ('steps' in test && test.returns !== undefined) return test.returns;
  if (!('steps' in test) && test.returns !== undefined) return [test.returns];
  const outcomes = report.outcomes.get(at) ?? [];
  // Of what the reference threw only the class itself is asked for.
  return outcomes.map((outcome) =>
    'value' in outcome ? outcome.value : { $throws: outcome.threw.names[0] ?? 'Error' },
  );
}

function requestOf({ language, entryPoint, tests }: CodeItem): {
  readonly language: CodeItem['language'];
  readonly entryPoint: string;
  readonly tests: readonly (CallTest | ScriptTest)[];
} {
  return { language, entryPoint, tests };
}
