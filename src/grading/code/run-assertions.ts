import { completeProgram } from './complete-program.js';
import type { AssertItem } from './assert-item.js';
import type { CodeValue } from './code-value.js';
import { moduleOf, runWithToken, scriptProgram, type RunPlace, type TestedRun } from './run-tests.js';
import { JAVASCRIPT_ASSERTIONS } from './runners/javascript-assertions.js';
import { pythonAssertions, type AssertMode } from './runners/python-assertions.js';
import type { Outcome } from './test-report.js';
import type { RunLimits } from '../sandbox/sandbox.js';

/** A call of the candidate, and what it gave. */
export interface ToldCall {
  readonly args: readonly CodeValue[];
  readonly outcome: Outcome;
}

/** Assertions and the program they are run over. */
export interface AssertRun {
  readonly item: AssertItem;
  readonly source: string;
  readonly mode: AssertMode;
  readonly limits: Partial<RunLimits>;
}

/** Runs the assertions of an item over a program. Throws what the sandbox throws. */
export async function runAssertions(
  { item, source, mode, limits }: AssertRun,
  { sandbox, signal }: RunPlace,
  extra: { readonly dry?: true; readonly told?: readonly ToldCall[] } = {},
): Promise<TestedRun> {
  const { language, entryPoint } = item;
  const reference = item.reference === undefined ? '' : completeProgram(item.reference, item);
  const own = language === 'python' ? { reference } : extra;
  const job = { language, entryPoint, source, tests: testsOf(item), ...own };
  return runWithToken(job, async (stdin) =>
    sandbox.run({ ...programFor({ item, source, mode }), stdin, limits }, signal),
  );
}

function programFor({ item, source, mode }: Pick<AssertRun, 'item' | 'source' | 'mode'>) {
  if (item.language === 'python') {
    return { interpreter: 'python' as const, main: '__run__.py', files: { '__run__.py': pythonAssertions(mode) } };
  }
  return scriptProgram({
    runner: JAVASCRIPT_ASSERTIONS,
    module: item.language === 'javascript' ? moduleOf(source, item.entryPoint) : undefined,
    transformed: item.language === 'typescript',
  });
}

function testsOf({ tests, language, id }: AssertItem): AssertItem['tests'] {
  if (language !== 'python' && tests.kind !== 'appended') {
    throw new Error(`The task ${id} has tests of the kind "${tests.kind}", which are Python's.`);
  }
  return tests;
}
