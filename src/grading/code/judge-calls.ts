import type { Check } from '../../protocol/verdict.js';
import type { CallTest, CodeLanguage, Equality, ScriptTest } from './code-item.js';
import type { CodeValue } from './code-value.js';
import { shownValue, type CodeFinding } from './findings.js';
import { explainEnding, programEnding, threwFinding, type EarlyEnding } from './run-ending.js';
import type { TestedRun } from './run-tests.js';
import { sameValue } from './same-value.js';
import type { Outcome, TestReport } from './test-report.js';

/** What outcomes are held against; it stays in this process. */
export interface Expectations {
  readonly language: CodeLanguage;
  readonly entryPoint: string;
  readonly equality: Equality | undefined;
  readonly tests: readonly (CallTest | ScriptTest)[];
  /** By the tests' order, one value a call or step. */
  readonly expected: readonly (readonly CodeValue[])[];
}

/** Most tests that are listed one by one in a verdict. */
const LISTED = 50;

/** Compares what a program returned with what it should have. */
export function judgeCalls(tested: TestedRun, expectations: Expectations): CodeFinding {
  const { report } = tested;
  const total = expectations.tests.length;
  const early = earlyEnding(tested, expectations);
  const results = expectations.tests.map((_, at) => resultOf(at, report, expectations));
  const passed = results.filter(({ failure }) => failure === undefined).length;
  let first = results.find(({ failure, missing }) => failure !== undefined && !missing)?.failure ?? early;
  if (first === undefined) {
    if (passed === total) return { kind: 'pass', why: passMessage(total), checks: listed(results), passed, total };
    // The runner answers every test before it says that it has ended.
    first = { kind: 'tampered', why: 'The program said that its tests had ended, and they had not.' };
  }
  return { ...first, checks: [...listed(results), ...failing(early)], passed, total };
}

function failing(early: EarlyEnding | undefined): Check[] {
  return early === undefined ? [] : [{ name: 'came to its end', passed: false, detail: early.why }];
}

function passMessage(total: number): string {
  return total === 1 ? 'The hidden test passed.' : `All ${total} hidden tests passed.`;
}

function earlyEnding({ run, report }: TestedRun, { entryPoint }: Expectations): EarlyEnding | undefined {
  const ending = programEnding(report, entryPoint);
  if (ending !== undefined) return ending;
  return report.ended ? undefined : explainEnding(run);
}

interface TestResult {
  readonly check: Check;
  readonly failure: EarlyEnding | undefined;
  /** It was not answered; the reason is that of the whole run. */
  readonly missing: boolean;
}

function resultOf(at: number, report: TestReport, { tests, expected, equality, language }: Expectations): TestResult {
  const name = `test ${at + 1}`;
  const outcomes = report.outcomes.get(at);
  const wanted = expected[at] ?? [];
  if (outcomes === undefined || outcomes.length < wanted.length) {
    const failure: EarlyEnding = { kind: 'exception', why: `Test ${at + 1} was not answered.` };
    return { check: { name, passed: false, detail: 'not answered' }, failure, missing: true };
  }
  const wrong = wanted.findIndex((value, step) => {
    const outcome = outcomes[step];
    return outcome === undefined || !sameValue(value, valueOf(outcome), { equality, language });
  });
  if (wrong === -1) return { check: { name, passed: true }, failure: undefined, missing: false };
  const failure = failureOf({
    call: callText(tests[at], wrong),
    wanted: wanted[wrong] ?? null,
    outcome: outcomes[wrong] ?? { value: null },
  });
  return { check: { name, passed: false, detail: failure.why }, failure, missing: false };
}

/** What was thrown is a value that only an expectation to throw equals. */
function valueOf(outcome: Outcome): CodeValue {
  return 'value' in outcome ? outcome.value : { $throws: outcome.threw.names };
}

function failureOf({
  call,
  wanted,
  outcome,
}: {
  readonly call: string;
  readonly wanted: CodeValue;
  readonly outcome: Outcome;
}): EarlyEnding {
  if ('value' in outcome) {
    return { kind: 'wrong-answer', why: `${call} gave ${shownValue(outcome.value)} and not ${shownValue(wanted)}.` };
  }
  return threwFinding(call, outcome.threw);
}

function callText(test: CallTest | ScriptTest | undefined, step: number): string {
  if (test === undefined) return 'A call';
  if (!('steps' in test)) return `The call with ${shownValue(test.args)}`;
  const [name = '', args = []] = test.steps[step] ?? [];
  return `Step ${step + 1}, ${name} with ${shownValue(args)},`;
}

function listed(results: readonly TestResult[]): Check[] {
  const checks = results.map(({ check }) => check);
  if (checks.length <= LISTED) return checks;
  const failed = checks.filter((check) => !check.passed);
  const passed = checks.length - failed.length;
  return [{ name: `${passed} of ${checks.length} tests`, passed: failed.length === 0 }, ...failed.slice(0, LISTED)];
}
