import type { Check, VerdictKind } from '../../protocol/verdict.js';
import type { JsonObject } from '../../protocol/json.js';
import { coerce } from './coerce.js';
import type { FoundCall } from './find-calls.js';
import { schemaProblems, unknownArguments } from './json-schema.js';
import { largestMatching } from './largest-matching.js';
import { argumentProblems, rulesOf } from './matches.js';
import type { WireTools } from './tool-names.js';
import type { ExpectedCall, ToolExpectation } from './tool-task.js';

/** The funnel, in order: a judgement holds every stage that all calls of an answer reached. */
export const STAGES = ['transport', 'emitted', 'parsed', 'known', 'schema', 'selection', 'arguments'] as const;

export type Stage = (typeof STAGES)[number];

/** The strict rules make the headline; the lenient ones repair, coerce, and say so. */
export type Strictness = 'strict' | 'lenient';

/** What the calls of an answer came to under one set of rules. */
export interface Judgement {
  readonly kind: VerdictKind;
  readonly why: string;
  readonly stages: readonly Stage[];
  readonly checks: readonly Check[];
  readonly foundCalls: number;
  readonly expectedCalls: number;
  /** Calls that were expected, arguments included. */
  readonly matchedCalls: number;
  /** Values that lenient rules turned into what the schema asks for. */
  readonly coerced: number;
}

/** What calls are judged by. */
export interface CallRules {
  readonly wire: WireTools;
  readonly strictness: Strictness;
}

/** A readable call with its tool. */
export interface UnderstoodCall {
  /** As the model wrote it. */
  readonly used: string;
  /** The tool's own name; undefined when no tool has this name. */
  readonly name: string | undefined;
  readonly arguments: JsonObject;
  readonly schema: JsonObject;
  readonly coerced: number;
}

type CallsExpectation = Extract<ToolExpectation, { kind: 'calls' }>;

/** Judges calls against those that were expected: one stage after the other, until one is not reached. */
export function judgeCalls(found: readonly FoundCall[], expected: CallsExpectation, rules: CallRules): Judgement {
  const understood = understand(found, rules);
  const known = understood.filter(({ name }) => name !== undefined);
  const extra = expected.extra ?? 'refuse';
  const accepted = (call: UnderstoodCall): readonly number[] =>
    expected.calls.flatMap((wanted, at) => (problemsOf(call, wanted, extra).length === 0 ? [at] : []));
  const matchedCalls = largestMatching(known.map(accepted)).size;
  return walk(
    [
      ['emitted', () => (found.length === 0 ? 'no call was made' : undefined)],
      ['parsed', () => parseProblem(found, rules)],
      ['known', () => unknownProblem(understood)],
      ['schema', () => schemaProblem(understood, extra)],
      ['selection', () => selectionProblem(understood, expected)],
      ['arguments', () => valueProblem(understood, expected, matchedCalls)],
    ],
    {
      foundCalls: found.length,
      expectedCalls: expected.calls.length,
      matchedCalls,
      coerced: understood.reduce((sum, { coerced }) => sum + coerced, 0),
    },
  );
}

/** Walks through stages until one has a problem. */
export function walk(
  stages: readonly (readonly [Stage, () => string | undefined])[],
  numbers: Pick<Judgement, 'foundCalls' | 'expectedCalls' | 'matchedCalls' | 'coerced'>,
): Judgement {
  const checks: Check[] = [{ name: 'transport', passed: true }];
  const reached: Stage[] = ['transport'];
  for (const [stage, look] of stages) {
    const problem = look();
    if (problem !== undefined) {
      checks.push({ name: stage, passed: false, detail: problem.slice(0, 300) });
      return { kind: kindOf(stage), why: sentence(problem), stages: reached, checks, ...numbers };
    }
    checks.push({ name: stage, passed: true });
    reached.push(stage);
  }
  return { kind: 'pass', why: 'Every expected call was made, and no other.', stages: reached, checks, ...numbers };
}

/** Readable calls with their tools; under lenient rules with their values coerced. */
export function understand(found: readonly FoundCall[], { wire, strictness }: CallRules): UnderstoodCall[] {
  return found.flatMap(({ reading }) => {
    if (!reading.ok) return [];
    const name = wire.nameOf(reading.name);
    const schema = schemaOf(reading.name, wire);
    const lenient = strictness === 'lenient' && name !== undefined;
    const { value, coerced } = lenient ? coerce(reading.arguments, schema) : { value: reading.arguments, coerced: 0 };
    return [{ used: reading.name, name, arguments: value as JsonObject, schema, coerced }];
  });
}

/** Why a call cannot be taken as it is, if it cannot. */
export function parseProblem(found: readonly FoundCall[], { strictness }: CallRules): string | undefined {
  for (const { reading } of found) {
    if (!reading.ok)
      return `a call${reading.name === undefined ? '' : ` of "${reading.name}"`} is malformed: ${reading.reason}`;
    if (strictness === 'strict' && reading.repairs.length > 0) {
      return `the call of "${reading.name}" is malformed and can be read only after repairs: ${reading.repairs.join(', ')}`;
    }
  }
  return undefined;
}

/** The first name that no tool has. */
export function unknownProblem(calls: readonly UnderstoodCall[]): string | undefined {
  const stranger = calls.find(({ name }) => name === undefined);
  return stranger === undefined ? undefined : `no tool is called "${stranger.used.slice(0, 80)}"`;
}

/** The first call that its tool's schema refuses. */
export function schemaProblem(calls: readonly UnderstoodCall[], extra: 'refuse' | 'allow'): string | undefined {
  for (const call of calls) {
    const unknown = extra === 'allow' ? [] : unknownArguments(call.schema, call.arguments);
    const problems = [
      ...schemaProblems(call.schema, call.arguments),
      ...unknown.slice(0, 3).map((name) => `"${name.slice(0, 80)}" is no argument of it`),
    ];
    if (problems.length > 0) return `the call of "${call.used}" is outside its schema: ${problems.join('; ')}`;
  }
  return undefined;
}

function selectionProblem(
  calls: readonly UnderstoodCall[],
  { calls: expected, ordered }: CallsExpectation,
): string | undefined {
  const names = calls.map(({ name = '' }) => name);
  const wanted = expected.map(({ name }) => name);
  const [have, want] = ordered === true ? [names, wanted] : [[...names].sort(), [...wanted].sort()];
  if (have.length === want.length && have.every((name, at) => name === want[at])) return undefined;
  return `called: ${shownNames(names)}; expected: ${shownNames(wanted)}`;
}

function valueProblem(
  calls: readonly UnderstoodCall[],
  { calls: expected, ordered, extra = 'refuse' }: CallsExpectation,
  matchedCalls: number,
): string | undefined {
  const isMatched =
    ordered === true
      ? calls.every((call, at) => fits(call, expected[at], extra))
      : matchedCalls === expected.length && calls.length === expected.length;
  return isMatched ? undefined : describeMismatch(calls, expected, extra);
}

/** The first call that is none of the expected ones, with what parts it from the nearest. */
function describeMismatch(
  calls: readonly UnderstoodCall[],
  expected: readonly ExpectedCall[],
  extra: 'refuse' | 'allow',
): string {
  for (const call of calls) {
    const problems = expected.filter(({ name }) => name === call.name).map((wanted) => problemsOf(call, wanted, extra));
    if (problems.some((list) => list.length === 0)) continue;
    const [nearest = []] = problems.sort((a, b) => a.length - b.length);
    return `the call of "${call.used}" has wrong arguments: ${nearest.slice(0, 3).join('; ')}`;
  }
  return 'the same call was made twice, or in another order than asked for';
}

function fits(call: UnderstoodCall, wanted: ExpectedCall | undefined, extra: 'refuse' | 'allow'): boolean {
  return wanted !== undefined && problemsOf(call, wanted, extra).length === 0;
}

function problemsOf(call: UnderstoodCall, wanted: ExpectedCall, extra: 'refuse' | 'allow'): string[] {
  if (call.name !== wanted.name) return [`it is no call of "${wanted.name}"`];
  return argumentProblems(rulesOf(wanted, call.schema, extra), call.arguments);
}

function schemaOf(used: string, wire: WireTools): JsonObject {
  const own = wire.nameOf(used);
  const tool = wire.tools.find(({ name }) => wire.nameOf(name) === own);
  return (tool?.parameters ?? {}) as JsonObject;
}

function kindOf(stage: Stage): VerdictKind {
  if (stage === 'emitted') return 'no-call';
  return stage === 'parsed' ? 'malformed' : 'wrong-answer';
}

function shownNames(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => name.slice(0, 64));
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

function sentence(problem: string): string {
  const text = problem.length > 400 ? `${problem.slice(0, 399)}…` : problem;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
