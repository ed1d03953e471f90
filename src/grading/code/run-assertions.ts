import { completeProgram } from './complete-program.js';
import type { AssertItem } from './assert-item.js';
import { moduleOf, runWithToken, scriptProgram, type RunPlace, type TestedRun } from './run-tests.js';
import { JAVASCRIPT_ASSERTIONS } from './runners/javascript-assertions.js';
import { pythonAssertions, type AssertMode } from './runners/python-assertions.js';
import type { RunLimits } from '../sandbox/sandbox.js';

/** Runs the assertions of an item over a program. Throws what the sandbox throws. */
export async function runAssertions(
  { item, source, mode, limits }: { item: AssertItem; source: string; mode: AssertMode; limits: Partial<RunLimits> },
  { sandbox, signal }: RunPlace,
): Promise<TestedRun> {
  const { language, entryPoint } = item;
  const reference = item.reference === undefined ? '' : completeProgram(item.reference, item);
  const job = { language, entryPoint, source, tests: testsOf(item), ...(language === 'python' ? { reference } : {}) };
  return runWithToken(job, async (stdin) =>
    sandbox.run({ ...programFor({ item, source, mode }), stdin, limits }, signal),
  );
}

function programFor({ item, source, mode }: { item: AssertItem; source: string; mode: AssertMode }) {
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
