import type { CallTest, WriteItem } from '../grading/code/code-item.js';
import type { CodeValue } from '../grading/code/code-value.js';
import type { CodeFinding } from '../grading/code/findings.js';
import { nothing, withoutSuspicion } from '../grading/code/in-sandbox.js';
import { judgeCalls } from '../grading/code/judge-calls.js';
import { limitsAfter, OncePerItem, REFERENCE_LIMITS } from '../grading/code/reference-run.js';
import { type RunPlace, runTests, type TestedRun } from '../grading/code/run-tests.js';
import type { Oracle } from './evalplus-oracles.js';

/** What the reference gave, and the limits that follow from its time. */
type Reference =
  | { readonly values: readonly CodeValue[]; readonly limits: { readonly silentMs: number } }
  | { readonly broken: string };

const references = new OncePerItem<WriteItem, Reference>();

/** Judges a program on a task's inputs by the reference's values and, where there is one, by the task's own rule. */
export async function judgeEvalplus(
  item: WriteItem,
  program: string,
  { oracle, place }: { readonly oracle: Oracle | undefined; readonly place: RunPlace },
): Promise<CodeFinding> {
  const reference = await references.get(place.sandbox, item, () => runReference(item, { oracle, place }));
  if ('broken' in reference) return nothing('invalid', `The reference does not pass here: ${reference.broken}`);
  const { values, limits } = reference;
  return judge(item, await withoutSuspicion(() => run(item, { program, limits, place })), { values, oracle });
}

async function runReference(
  item: WriteItem,
  { oracle, place }: { readonly oracle: Oracle | undefined; readonly place: RunPlace },
): Promise<Reference> {
  const tested = await run(item, { program: item.reference, limits: REFERENCE_LIMITS, place });
  const values = item.tests.map((_, at) => valueAt(tested, at) ?? null);
  const finding = judge(item, tested, { values, oracle });
  return finding.kind === 'pass' ? { values, limits: limitsAfter(tested.report.longestMs) } : { broken: finding.why };
}

/** What a task's rule accepts takes the place of what was expected. */
function judge(
  item: WriteItem,
  tested: TestedRun,
  { values, oracle }: { readonly values: readonly CodeValue[]; readonly oracle: Oracle | undefined },
): CodeFinding {
  const tests = item.tests as readonly CallTest[];
  const { language, entryPoint, equality } = item;
  if (oracle === undefined) {
    return judgeCalls(tested, { language, entryPoint, equality, tests, expected: values.map((value) => [value]) });
  }
  const expected = tests.map(({ args }, at) => {
    const wanted = plain(values[at] ?? null);
    const actual = valueAt(tested, at);
    const isRight = actual !== undefined && oracle({ args, expected: wanted, actual: plain(actual) });
    return [isRight ? plain(actual) : wanted];
  });
  return judgeCalls(withPlainValues(tested), { language, entryPoint, equality, tests, expected });
}

function run(
  { language, entryPoint, tests }: WriteItem,
  {
    program,
    limits,
    place,
  }: { readonly program: string; readonly limits: { readonly silentMs: number }; readonly place: RunPlace },
): Promise<TestedRun> {
  return runTests({ language, entryPoint, tests, candidate: { source: program }, limits }, place);
}

function valueAt({ report }: TestedRun, at: number): CodeValue | undefined {
  const [outcome] = report.outcomes.get(at) ?? [];
  return outcome !== undefined && 'value' in outcome ? outcome.value : undefined;
}

/** An object of a class of its own, such as a match, as a value that equals itself. */
function plain(value: CodeValue): CodeValue {
  const isOpaque = typeof value === 'object' && value !== null && !Array.isArray(value) && '$opaque' in value;
  return isOpaque ? { opaque: (value as Record<string, CodeValue>)['$opaque'] ?? null } : value;
}

function withPlainValues({ run: ended, report }: TestedRun): TestedRun {
  const outcomes = new Map(
    [...report.outcomes].map(([at, given]) => [
      at,
      given.map((outcome) => ('value' in outcome ? { value: plain(outcome.value) } : outcome)),
    ]),
  );
  return { run: ended, report: { ...report, outcomes } };
}
