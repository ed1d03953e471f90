import type { RunLimits } from '../sandbox/sandbox.js';
import type { AssertItem } from './assert-item.js';
import type { CodeValue } from './code-value.js';
import { runAssertions, type AssertRun, type ToldCall } from './run-assertions.js';
import { runTests, type RunPlace, type TestedRun } from './run-tests.js';

/** The calls that tests make, each with its arguments. */
export type Calls = readonly (readonly CodeValue[])[];

/** Results may lead to other calls than were found; so often a program is asked anew. */
const MAX_ROUNDS = 32;

/**
 * Runs assertions in JavaScript without the candidate in their process: it is called in a process of its own with what the
 * tests call it with, and the tests are then run over its results. So it meets neither the tests, nor their
 * expected values, nor the token of their run. A run in which it did not answer every call is given back as it is.
 */
export async function replayAssertions(run: AssertRun, found: Calls, place: RunPlace): Promise<TestedRun> {
  let calls = found;
  for (let round = 1; ; round++) {
    const candidate = await callAll(run, calls, place);
    const told = toldBy(candidate, calls);
    if ('ended' in told) return told.ended;
    const tested = await runAssertions({ ...run, source: '' }, place, { told: told.calls });
    const { asked } = tested.report;
    if (asked === undefined || round === MAX_ROUNDS) return tested;
    calls = [...calls.slice(0, asked.at), asked.args, ...calls.slice(asked.at + 1)];
  }
}

/**
 * The calls that tests make of a candidate that gives nothing, while no assertion stops them. Undefined where they hand
 * over objects of a class, which cannot be told to another process.
 */
export async function findCalls(
  item: AssertItem,
  limits: Partial<RunLimits>,
  place: RunPlace,
): Promise<Calls | undefined> {
  const { report } = await runAssertions({ item, source: '', mode: 'apart', limits }, place, { dry: true });
  const calls = report.calls ?? [];
  return JSON.stringify(calls).includes(OPAQUE) ? undefined : calls;
}

const OPAQUE = '"$opaque"';

async function callAll({ item, source, limits }: AssertRun, calls: Calls, place: RunPlace): Promise<TestedRun> {
  const { language, entryPoint } = item satisfies AssertItem;
  const tests = calls.map((args) => ({ args }));
  return runTests({ language, entryPoint, candidate: { source }, tests, limits, awaited: false }, place);
}

function toldBy(
  candidate: TestedRun,
  calls: Calls,
): { readonly calls: readonly ToldCall[] } | { readonly ended: TestedRun } {
  const { report, run } = candidate;
  const told = calls.flatMap((args, at) => {
    const [outcome] = report.outcomes.get(at) ?? [];
    return outcome === undefined ? [] : [{ args, outcome }];
  });
  // Its process counts no assertions, and its runner ends when every call is answered: it says otherwise by itself.
  const { asserted, ...rest } = report;
  const forged = report.forged || asserted !== undefined || (report.ended && told.length < calls.length);
  if (forged || !report.ended || run.exit !== 0) return { ended: { run, report: { ...rest, forged } } };
  const strange = told.find(({ outcome }) => 'value' in outcome && JSON.stringify(outcome.value).includes(OPAQUE));
  if (strange === undefined) return { calls: told };
  return { ended: { run, report: { ...rest, untransferable: 'an object of a class of its own' } } };
}
