import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { RunLimits, Sandbox, SandboxedProgram, SandboxRun } from '../sandbox/sandbox.js';
import type { CallTest, CodeFiles, CodeLanguage, ScriptTest } from './code-item.js';
import { JAVASCRIPT_CALLS } from './runners/javascript-calls.js';
import { PYTHON_CALLS } from './runners/python-calls.js';
import { explainEnding } from './run-ending.js';
import { readReport, type TestReport } from './test-report.js';

/** A program as it is tested: one text, or several files of which one defines the entry point. */
export type Candidate = { readonly source: string } | { readonly files: CodeFiles; readonly entryFile: string };

/** A candidate and its inputs. Expected values are no part of it: they never enter the candidate's process (GRADING C4). */
export interface TestRun {
  readonly language: CodeLanguage;
  readonly entryPoint: string;
  readonly candidate: Candidate;
  readonly tests: readonly (CallTest | ScriptTest)[];
  readonly limits: Partial<RunLimits>;
  /** False: in JavaScript a promise that comes back is not waited for. */
  readonly awaited?: false;
}

/** Where a run takes place. */
export interface RunPlace {
  readonly sandbox: Sandbox;
  readonly signal: AbortSignal;
}

/** What became of a run. */
export interface TestedRun {
  readonly run: SandboxRun;
  readonly report: TestReport;
}

/** Runs a candidate on its inputs. Throws what the sandbox throws. */
export async function runTests(request: TestRun, { sandbox, signal }: RunPlace): Promise<TestedRun> {
  const { candidate, entryPoint, language, awaited = true } = request;
  const tests = request.tests.map((test) => ('steps' in test ? { steps: test.steps } : { args: test.args }));
  return runWithToken({ ...candidate, language, entryPoint, tests, awaited }, async (stdin) =>
    sandbox.run({ ...programFor(request), stdin, limits: request.limits }, signal),
  );
}

/** Gives a job a token of its own, and reads what was said with it. */
export async function runWithToken(
  job: Readonly<Record<string, unknown>>,
  run: (stdin: string) => Promise<SandboxRun>,
): Promise<TestedRun> {
  const token = randomBytes(16).toString('hex');
  const ended = await run(JSON.stringify({ ...job, token }));
  const report = readReport(ended.answer, token);
  if (!report.begun) throw new Error(`The test runner did not start: ${explainEnding(ended).why}`);
  return { run: ended, report };
}

function programFor({ candidate, entryPoint, language }: TestRun): Omit<SandboxedProgram, 'stdin'> {
  const files = 'files' in candidate ? candidate.files : {};
  if (language === 'python')
    return { interpreter: 'python', main: RUNNER.python, files: { ...files, [RUNNER.python]: PYTHON_CALLS } };
  return scriptProgram({
    runner: JAVASCRIPT_CALLS,
    module: 'source' in candidate && language === 'javascript' ? moduleOf(candidate.source, entryPoint) : undefined,
    transformed: language === 'typescript' || 'files' in candidate,
  });
}

/** Names that no candidate's file has. */
const RUNNER = { python: '__run__.py', node: '__run__.cjs' };

/** A runner in JavaScript, with the module form of its candidate and the transformer where they are needed. */
export function scriptProgram({
  runner,
  module,
  transformed,
}: {
  readonly runner: string;
  readonly module: string | undefined;
  readonly transformed: boolean;
}): Omit<SandboxedProgram, 'stdin'> {
  return {
    interpreter: 'node',
    main: RUNNER.node,
    files: { [RUNNER.node]: runner, ...(module === undefined ? {} : { 'candidate.mjs': module }) },
    ...(transformed ? { copies: { 'transform.cjs': transformerPath() } } : {}),
  };
}

/** The text with a last line that hands the entry point over, exported or not. */
export function moduleOf(source: string, entryPoint: string): string {
  return `${source}\n;globalThis[Symbol.for('candidate')] = typeof ${entryPoint} === 'undefined' ? undefined : ${entryPoint};\n`;
}

/**
 * jiti's bundle of Babel, which needs nothing else. It is copied into the work folder and runs in the sandbox: reading a
 * hostile program can take a parser any time, and there it ends with the program's own.
 */
function transformerPath(): string {
  const jiti = createRequire(import.meta.url).resolve('jiti');
  return join(dirname(dirname(jiti)), 'dist', 'babel.cjs');
}
