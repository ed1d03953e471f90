import type { StoredAnswer } from '../../protocol/answer.js';
import type { Check, Verdict } from '../../protocol/verdict.js';
import { contentOf, type FoundCall } from './find-calls.js';
import { decisionCounts, methodOf, shownCalls, type ToolSubject } from './tool-subject.js';
import { matches, prose } from './matches.js';
import type { NoCallReason, ToolExpectation } from './tool-task.js';

type NoCallExpectation = Extract<ToolExpectation, { kind: 'no-call' }>;

const REASONS: Readonly<Record<NoCallReason, string>> = {
  'no-tool': 'no tool fits the request',
  'missing-information': 'something must be asked for first',
  'tool-withdrawn': 'the tool was withdrawn',
};

/**
 * Judges an answer that may call nothing. Strict: no call in any channel, readable or not, and a text of its own that
 * speaks of the matter. Lenient: no call outside the reasoning, and some text.
 */
export function gradeNoCall(
  { answer, grader, mode }: ToolSubject,
  expected: NoCallExpectation,
  found: readonly FoundCall[],
): Verdict {
  const text = contentOf(answer).trim();
  const outside = found.filter(({ channel }) => channel !== 'reasoning');
  const checks: Check[] = [
    check('calls-nothing', found.length === 0, methodOf(found)),
    check('says-something', text !== ''),
    check('is-no-echo', !isEcho(text, answer)),
    ...(expected.says ?? []).map((matcher, at) => check(`speaks-of-it-${at + 1}`, matches(matcher, text))),
  ];
  const failed = checks.find(({ passed }) => !passed);
  const headline = found.some(({ channel }) => channel === (mode === 'native' ? 'native' : 'content'));
  return {
    kind: failed === undefined ? 'pass' : text === '' && found.length === 0 ? 'empty' : 'wrong-answer',
    grader: grader.name,
    graderVersion: grader.version,
    extracted: found.length > 0 ? shownCalls(found) : text.slice(0, 500),
    method: found.length > 0 ? methodOf(found) : 'text',
    why: whyOf(failed, expected.reason),
    checks,
    lenient: outside.length === 0 && text !== '',
    counts: decisionCounts(false, headline),
  };
}

function check(name: string, passed: boolean, detail?: string): Check {
  return { name, passed, ...(detail === undefined ? {} : { detail }) };
}

/** An answer of fewer characters than this beside what it repeats has said nothing of its own. */
const OWN_CHARACTERS = 20;

const ROLES = /\b(?:system|user|assistant):/g;

/** The prompt said back, all of it or some of its messages, or a longer piece. */
function isEcho(text: string, { messages }: StoredAnswer): boolean {
  const said = prose(text);
  const parts = messages.map(({ content }) => prose(content)).filter((part) => part !== '');
  if (said.length >= OWN_CHARACTERS && parts.some((part) => part.includes(said))) return true;
  const longestFirst = parts.toSorted((a, b) => b.length - a.length);
  const own = longestFirst.reduce((rest, part) => rest.replaceAll(part, ' '), said);
  return own !== said && own.replaceAll(ROLES, '').trim().length < OWN_CHARACTERS;
}

function whyOf(failed: Check | undefined, reason: NoCallReason): string {
  if (failed === undefined) return `Nothing was called, rightly: ${REASONS[reason]}.`;
  switch (failed.name) {
    case 'calls-nothing':
      return `Something was called (${failed.detail}), although ${REASONS[reason]}.`;
    case 'says-something':
      return 'Nothing was called, and nothing was said.';
    case 'is-no-echo':
      return 'Nothing was called, but the answer only repeats the prompt.';
    default:
      return `Nothing was called, rightly, but the answer does not speak of the matter: ${REASONS[reason]}.`;
  }
}
