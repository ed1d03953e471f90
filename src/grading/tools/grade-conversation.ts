import type { GraderIdentity } from '../../plan/plan.js';
import type { StoredAnswer } from '../../protocol/answer.js';
import { isJsonObject, type JsonValue } from '../../protocol/json.js';
import type { Verdict, VerdictKind } from '../../protocol/verdict.js';
import { memoryExecutor } from '../../tools/executor.js';
import type { ToolState } from '../../tools/tool-state.js';
import { unansweredVerdict } from '../unanswered.js';
import { Conversation, type ConversationTask, MAX_STEPS } from './conversation.js';
import { deepEqual } from './deep-equal.js';
import { isServersParseFailure } from './grade-tool-calls.js';
import {
  type Judgement,
  parseProblem,
  schemaProblem,
  type Stage,
  type Strictness,
  understand,
  unknownProblem,
  walk,
} from './judge-calls.js';
import { argumentProblems, matches } from './matches.js';
import { wireTools } from './tool-names.js';
import { countedCalls, decisionCounts } from './tool-subject.js';
import type { ToolMode } from './tool-task.js';

/** A conversation's stored answers and what they are judged by. */
export interface ConversationSubject {
  readonly task: ConversationTask;
  readonly mode: ToolMode;
  readonly answers: readonly StoredAnswer[];
  readonly grader: GraderIdentity;
}

/**
 * Judges a conversation by replaying its stored calls on the state in memory: the final world, the results that must be
 * among those obtained, calls that were forbidden, and what was said last. Further calls that change nothing are free.
 * @throws Error when answers are missing or what the model read is not what the replay gives: then no verdict holds.
 */
export function gradeConversation(subject: ConversationSubject): Verdict {
  const { task, mode, answers, grader } = subject;
  const executor = memoryExecutor(task.state);
  const conversation = replay(new Conversation(task, mode, executor), answers);
  const played = { ...subject, conversation, state: executor.state() };
  const strict = judge(played, 'strict');
  const lenient = judge(played, 'lenient');
  const run = conversation.runCalls;
  return {
    ...failureOf(played),
    kind: failureOf(played)?.kind ?? strict.kind,
    grader: grader.name,
    graderVersion: grader.version,
    extracted: run
      .map(({ call }) => `${call.used}(${JSON.stringify(call.arguments)})`)
      .join('\n')
      .slice(0, 2_000),
    method: mode,
    why: failureOf(played)?.why ?? strict.why,
    checks: strict.checks,
    score: strict.expectedCalls === 0 ? 0 : strict.matchedCalls / strict.expectedCalls,
    lenient: lenient.kind === 'pass',
    stages: strict.stages,
    counts: {
      steps: answers.length,
      runCalls: run.length,
      refusedCalls: run.filter(({ refused }) => refused !== undefined).length,
      ...decisionCounts(true, run.length > 0),
    },
  };
}

interface Played extends ConversationSubject {
  readonly conversation: Conversation;
  readonly state: ToolState;
}

function replay(conversation: Conversation, answers: readonly StoredAnswer[]): Conversation {
  for (const [at, answer] of answers.entries()) {
    if (conversation.end !== undefined) throw new Error(`The conversation was over before exchange ${at + 1}.`);
    const { messages } = conversation.chat();
    if (!deepEqual(messages.filter(isResult), answer.messages.filter(isResult))) {
      throw new Error(`The results that the model read before exchange ${at + 1} are not those of the replay.`);
    }
    conversation.hear(answer);
  }
  if (conversation.end === undefined) throw new Error(`The conversation stops after ${answers.length} exchanges.`);
  return conversation;
}

/** What a model was told of a tool's result. */
function isResult({ role, content }: StoredAnswer['messages'][number]): boolean {
  return role === 'tool' || (role === 'user' && content.startsWith('<tool_response>'));
}

/** An end that is no answer of its own; stages and checks still say how far the calls came. */
function failureOf({ conversation, answers, grader }: Played): { kind: VerdictKind; why: string } | undefined {
  const last = answers.at(-1);
  switch (conversation.end) {
    case 'unanswered': {
      if (last !== undefined && isServersParseFailure(last)) {
        return { kind: 'malformed', why: 'The server could not read a call of the model.' };
      }
      const verdict = last === undefined ? undefined : unansweredVerdict(last, grader);
      return verdict === undefined ? undefined : { kind: verdict.kind, why: verdict.why };
    }
    case 'too-many-steps':
      return { kind: 'limit', why: `The conversation was not finished after ${MAX_STEPS} exchanges.` };
    case 'too-many-calls':
      return { kind: 'limit', why: 'One answer made more calls than are run.' };
    default:
      return undefined;
  }
}

function judge(played: Played, strictness: Strictness): Judgement {
  const { conversation, task, mode, state } = played;
  const wire = wireTools(task.tools);
  const found = conversation.foundCalls.flatMap((calls) => countedCalls(calls, mode, strictness));
  const understood = understand(found, { wire, strictness });
  const missing = missingResults(played);
  const isLenient = strictness === 'lenient';
  const leaked = conversation.foundCalls.flatMap((calls) => countedCalls(calls, mode, 'lenient')).length - found.length;
  const stages: [Stage, () => string | undefined][] = [
    ['emitted', () => (found.length === 0 ? 'no call was made' : undefined)],
    [
      'parsed',
      () => (leaked > 0 ? 'a call stands where it does not count' : parseProblem(found, { wire, strictness })),
    ],
    ['known', () => (isLenient ? undefined : unknownProblem(understood))],
    ['schema', () => (isLenient ? undefined : schemaProblem(understood, 'refuse'))],
    ['selection', () => endProblem(played) ?? forbiddenProblem(played) ?? missing.problem],
    ['arguments', () => stateProblem(task, state) ?? speechProblem(task, conversation.lastText)],
  ];
  return walk(stages, { foundCalls: found.length, coerced: 0, ...missing });
}

function endProblem(played: Played): string | undefined {
  const { end } = played.conversation;
  if (end === 'finished') return undefined;
  if (end === 'nothing-called') return 'a turn that needs a call made none';
  return failureOf(played)?.why.replace(/\.$/, '') ?? 'the conversation did not come to its end';
}

function forbiddenProblem({ task, conversation }: Played): string | undefined {
  for (const { call, refused } of conversation.runCalls) {
    const isForbidden = (task.forbidden ?? []).some(
      ({ name, arguments: given }) =>
        call.name === name &&
        (given === undefined || argumentProblems({ expected: given, extra: 'allow' }, call.arguments).length === 0),
    );
    if (isForbidden && refused === undefined) return `a forbidden call of "${call.used}" was made`;
  }
  return undefined;
}

/** Results of the reference that must have been obtained, each as often as the reference does. */
function missingResults({ task, conversation }: Played): Pick<Judgement, 'expectedCalls' | 'matchedCalls'> & {
  readonly problem: string | undefined;
} {
  const obtained = conversation.runCalls.map(({ result }) => result);
  const required = referenceResults(task).filter(({ must }) => must);
  const missing = required.filter(({ result }) => {
    const at = obtained.indexOf(result);
    if (at >= 0) obtained.splice(at, 1);
    return at < 0;
  });
  const [first] = missing;
  return {
    expectedCalls: required.length,
    matchedCalls: required.length - missing.length,
    problem:
      first === undefined ? undefined : `what ${first.name}(${JSON.stringify(first.given)}) gives was never obtained`,
  };
}

function referenceResults(task: ConversationTask): { name: string; given: JsonValue; must: boolean; result: string }[] {
  const executor = memoryExecutor(task.state);
  return task.reference.flat().map(({ name, arguments: given, must = false }) => ({
    name,
    given,
    must,
    result: executor.run({ name, arguments: given }),
  }));
}

function stateProblem(task: ConversationTask, state: ToolState): string | undefined {
  const reference = memoryExecutor(task.state);
  for (const call of task.reference.flat()) reference.run(call);
  const wanted = reference.state();
  for (const part of ['files', 'tickets', 'events'] as const) {
    const names = new Set([...Object.keys(wanted[part]), ...Object.keys(state[part])]);
    for (const name of names) {
      const difference = differenceAt([part, name], { wanted: wanted[part][name], found: state[part][name], task });
      if (difference !== undefined) return difference;
    }
  }
  return undefined;
}

interface Compared {
  readonly wanted: JsonValue | undefined;
  readonly found: JsonValue | undefined;
  readonly task: ConversationTask;
}

/** The first place at which two worlds differ and that may not be otherwise. Files are compared line by line. */
function differenceAt(at: readonly string[], { wanted, found, task }: Compared): string | undefined {
  const accepted = (task.accept ?? []).find((one) => deepEqual(one.at, at));
  if (accepted !== undefined && found !== undefined && matches(accepted.match, found)) return undefined;
  if (isJsonObject(wanted) && isJsonObject(found)) {
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
      const inner = differenceAt([...at, key], { wanted: wanted[key], found: found[key], task });
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  const isSame =
    typeof wanted === 'string' && found !== undefined
      ? matches({ kind: 'lines', value: wanted }, found)
      : deepEqual(wanted, found);
  if (isSame) return undefined;
  const place = at.slice(1).join(' / ');
  if (found === undefined) return `in the end "${place}" is missing`;
  if (wanted === undefined) return `in the end there is "${place}", which should not be there`;
  return `in the end "${place}" is not as it should be: ${JSON.stringify(found).slice(0, 160)}`;
}

function speechProblem({ says = [] }: ConversationTask, text: string): string | undefined {
  return says.every((matcher) => matches(matcher, text))
    ? undefined
    : 'the last answer does not say what was asked for';
}
