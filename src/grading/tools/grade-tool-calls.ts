import { isMalformedCall } from '../../protocol/malformed-call.js';
import type { StoredAnswer } from '../../protocol/answer.js';
import type { JsonObject } from '../../protocol/json.js';
import type { Verdict } from '../../protocol/verdict.js';
import { unansweredVerdict } from '../unanswered.js';
import { BFCL_READING, judgeBfcl } from './bfcl.js';
import { type FoundCall, findCalls } from './find-calls.js';
import { gradeNoCall } from './grade-no-call.js';
import { judgeCalls, type Judgement, type Stage, type Strictness } from './judge-calls.js';
import { wireTools } from './tool-names.js';
import { countedCalls, decisionCounts, methodOf, shownCalls, type ToolSubject } from './tool-subject.js';
import type { ToolTask } from './tool-task.js';

/**
 * Judges the calls of one answer (docs/tool-calls.md): the strict verdict is the headline, the lenient one stands beside
 * it. @throws Error for a task that is none, such as tools whose names collide or a schema that is no schema.
 */
export function gradeToolCalls(subject: ToolSubject): Verdict {
  const { answer, grader, task } = subject;
  if (isServersParseFailure(answer)) return serversParseFailure(subject);
  const isBfcl = task.expect.kind.startsWith('bfcl');
  // BFCL knows neither truncated nor empty answers: it reads what there is.
  const unanswered = isBfcl && answer.outcome.status === 'ok' ? undefined : unansweredVerdict(answer, grader);
  if (unanswered !== undefined) return { ...unanswered, ...lost(task, unanswered) };
  const found = findCalls(answer, isBfcl ? BFCL_READING : {});
  switch (task.expect.kind) {
    case 'no-call':
      return gradeNoCall(subject, task.expect, found);
    case 'bfcl-irrelevance':
    case 'bfcl-relevance':
      return gradeRelevance(subject, found);
    case 'calls':
    case 'bfcl':
      return gradeCalls(subject, found);
  }
}

/** A call that the server could not read and reported as a failure of its own: the model's doing. */
export function isServersParseFailure({ outcome }: StoredAnswer): boolean {
  return outcome.status === 'failed' && isMalformedCall(outcome.message);
}

function gradeCalls(subject: ToolSubject, found: readonly FoundCall[]): Verdict {
  const counted = strictCalls(subject, found);
  const strict = judge(subject, counted, 'strict');
  const recoverable = countedCalls(found, subject.mode, 'lenient');
  const lenient = judge(subject, recoverable, 'lenient');
  const isElsewhere = counted.length === 0 && found.length > 0;
  const shown = counted.length > 0 ? counted : found;
  const { matchedCalls, foundCalls, expectedCalls } = strict;
  const calls = foundCalls + expectedCalls;
  return {
    kind: strict.kind,
    grader: subject.grader.name,
    graderVersion: subject.grader.version,
    ...(shown.length === 0 ? {} : { extracted: shownCalls(shown) }),
    method: methodOf(shown),
    why: isElsewhere ? `No call stands where it counts; one was found as ${methodOf(found)}.` : strict.why,
    checks: strict.checks,
    score: strict.kind === 'pass' ? 1 : (2 * matchedCalls) / Math.max(1, calls),
    lenient: lenient.kind === 'pass',
    stages: strict.stages,
    counts: {
      expectedCalls,
      matchedCalls,
      unexpectedCalls: foundCalls - matchedCalls,
      coerced: lenient.coerced,
      repaired: recoverable.filter(({ reading }) => reading.ok && reading.repairs.length > 0).length,
      recoverable: isElsewhere && recoverable.length > 0 ? 1 : 0,
      ...decisionCounts(true, counted.length > 0),
    },
  };
}

/** BFCL's own form of a call in a prompt is Python's notation; any form that can be read is taken there. */
function strictCalls({ task, mode }: ToolSubject, found: readonly FoundCall[]): FoundCall[] {
  return countedCalls(found, mode, task.expect.kind === 'bfcl' && mode === 'prompt' ? 'lenient' : 'strict');
}

function judge({ task }: ToolSubject, calls: readonly FoundCall[], strictness: Strictness): Judgement {
  const wire = wireTools(task.tools);
  if (task.expect.kind === 'calls') return judgeCalls(calls, task.expect, { wire, strictness });
  const accepted = task.expect.kind === 'bfcl' ? task.expect.calls : [];
  const parameters = (name: string): JsonObject =>
    (task.tools.find((tool) => tool.name === name)?.parameters ?? {}) as JsonObject;
  return judgeBfcl(calls, accepted, { wire, strictness, parameters });
}

function gradeRelevance(subject: ToolSubject, found: readonly FoundCall[]): Verdict {
  const wantsCall = subject.task.expect.kind === 'bfcl-relevance';
  const readable = countedCalls(found, subject.mode, subject.mode === 'prompt' ? 'lenient' : 'strict').filter(
    ({ reading }) => reading.ok,
  );
  const passed = readable.length > 0 === wantsCall;
  const why = readable.length > 0 ? 'A call can be read.' : 'No call can be read.';
  return {
    kind: passed ? 'pass' : readable.length > 0 ? 'wrong-answer' : 'no-call',
    grader: subject.grader.name,
    graderVersion: subject.grader.version,
    ...(found.length === 0 ? {} : { extracted: shownCalls(found) }),
    method: methodOf(found),
    why,
    checks: [{ name: wantsCall ? 'calls' : 'calls-nothing', passed, detail: why }],
    counts: decisionCounts(wantsCall, readable.length > 0),
  };
}

function serversParseFailure({ answer, grader, task }: ToolSubject): Verdict {
  const message = answer.outcome.status === 'failed' ? answer.outcome.message : '';
  const shouldCall = expectsCalls(task);
  return {
    kind: 'malformed',
    grader: grader.name,
    graderVersion: grader.version,
    method: 'native',
    why: `The server could not read the call: ${message.slice(0, 300)}`,
    checks: [
      { name: 'transport', passed: true },
      { name: 'emitted', passed: true },
      { name: 'parsed', passed: false, detail: message.slice(0, 300) },
    ],
    score: 0,
    lenient: false,
    ...(shouldCall ? { stages: ['transport', 'emitted'] satisfies Stage[] } : {}),
    counts: decisionCounts(shouldCall, true),
  };
}

/** What an answer that is none adds to its verdict: its place in the funnel and in the sums. */
function lost(task: ToolTask, { kind }: Verdict): Partial<Verdict> {
  if (kind === 'invalid') return {};
  const shouldCall = expectsCalls(task);
  const expectedCalls = task.expect.kind === 'calls' || task.expect.kind === 'bfcl' ? task.expect.calls.length : 0;
  return {
    score: 0,
    lenient: false,
    ...(shouldCall ? { stages: (kind === 'limit' ? [] : ['transport']) satisfies Stage[] } : {}),
    counts: { ...(expectedCalls === 0 ? {} : { expectedCalls }), ...decisionCounts(shouldCall, false) },
  };
}

function expectsCalls({ expect }: ToolTask): boolean {
  return expect.kind === 'calls' || expect.kind === 'bfcl' || expect.kind === 'bfcl-relevance';
}
