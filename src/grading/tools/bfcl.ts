import { isJsonObject, type JsonObject, type JsonValue } from '../../protocol/json.js';
import type { FoundCall } from './find-calls.js';
import {
  type CallRules,
  type Judgement,
  parseProblem,
  understand,
  type UnderstoodCall,
  unknownProblem,
  walk,
} from './judge-calls.js';
import { unknownArguments } from './json-schema.js';
import type { ReadingRules } from './read-json.js';
import type { AcceptedCall } from './tool-task.js';

/** How the answers to imported questions are read. */
export const BFCL_READING: ReadingRules = { floats: 'marked', python: 'bfcl' };

/** Python's names of types, as far as JSON has values of them. */
type PythonType = 'str' | 'int' | 'float' | 'bool' | 'list' | 'dict' | 'NoneType';

/** The Python type that a Gorilla type stands for; `any` stands for text there. */
const PYTHON_TYPES: ReadonlyMap<string, PythonType> = new Map([
  ['string', 'str'],
  ['integer', 'int'],
  ['float', 'float'],
  ['number', 'float'],
  ['boolean', 'bool'],
  ['array', 'list'],
  ['tuple', 'list'],
  ['dict', 'dict'],
  ['object', 'dict'],
  ['any', 'str'],
]);

/** The tools' parameters as the file has them: the checker knows its own type names only. */
export type OriginalParameters = (name: string) => JsonObject;

/** What calls of an imported item are judged by. */
export interface BfclRules extends CallRules {
  readonly parameters: OriginalParameters;
}

/**
 * Judges calls as BFCL's checker for Python does (docs/tool-calls.md lists its rules): equal counts, exact types with few
 * exceptions, texts compared without case, space and punctuation, and for every expected call in turn the first call
 * left that passes. Values must have been read with floats marked.
 */
export function judgeBfcl(found: readonly FoundCall[], expected: readonly AcceptedCall[], rules: BfclRules): Judgement {
  const calls = understand(found, { wire: rules.wire, strictness: 'strict' });
  const { matchedCalls, problem } = matchInTurn(calls, expected, rules.parameters);
  return walk(
    [
      ['emitted', () => (found.length === 0 ? 'no call was made' : undefined)],
      ['parsed', () => parseProblem(found, rules)],
      ['known', () => unknownProblem(calls)],
      ['schema', () => shapeProblem(calls, rules.parameters)],
      ['selection', () => countProblem(calls, expected)],
      ['arguments', () => problem],
    ],
    { foundCalls: found.length, expectedCalls: expected.length, matchedCalls, coerced: 0 },
  );
}

function matchInTurn(
  calls: readonly UnderstoodCall[],
  expected: readonly AcceptedCall[],
  parameters: OriginalParameters,
): { readonly matchedCalls: number; readonly problem: string | undefined } {
  const left = new Set(calls);
  const problems: string[] = [];
  for (const wanted of expected) {
    const tried = [...left].map((call) => ({ call, problem: problemOf(call, wanted, parameters(wanted.name)) }));
    const taken = tried.find(({ problem }) => problem === undefined);
    if (taken === undefined) problems.push(tried[0]?.problem ?? `"${wanted.name}" was not called`);
    else left.delete(taken.call);
  }
  return { matchedCalls: expected.length - problems.length, problem: problems[0] };
}

function shapeProblem(calls: readonly UnderstoodCall[], parameters: OriginalParameters): string | undefined {
  for (const { used, name = '', arguments: found } of calls) {
    const schema = parameters(name);
    const missing = requiredOf(schema).find((one) => !Object.hasOwn(found, one));
    if (missing !== undefined) return `the call of "${used}" lacks "${missing}"`;
    const [unknown] = unknownArguments({ ...schema, additionalProperties: false }, found);
    if (unknown !== undefined) return `"${unknown.slice(0, 80)}" is no argument of "${used}"`;
  }
  return undefined;
}

function countProblem(calls: readonly UnderstoodCall[], expected: readonly AcceptedCall[]): string | undefined {
  if (calls.length !== expected.length) return `${calls.length} calls were made, ${expected.length} expected`;
  const names = calls.map(({ name = '' }) => name).sort();
  const wanted = expected.map(({ name }) => name).sort();
  return names.every((name, at) => name === wanted[at])
    ? undefined
    : `called: ${names.join(', ')}; expected: ${wanted.join(', ')}`;
}

function problemOf(call: UnderstoodCall, wanted: AcceptedCall, schema: JsonObject): string | undefined {
  if (call.name !== wanted.name) return `"${wanted.name}" was not called`;
  const found = call.arguments;
  const missing = requiredOf(schema).find((name) => !Object.hasOwn(found, name));
  if (missing !== undefined) return `"${missing}" is missing`;
  for (const [name, value] of Object.entries(found)) {
    const property = propertiesOf(schema)[name];
    const accepted = Object.hasOwn(wanted.accepted, name) ? wanted.accepted[name] : undefined;
    if (!isJsonObject(property) || accepted === undefined) return `"${name}" was not asked for`;
    if (!isAccepted(value, property, accepted)) return `"${name}" is ${JSON.stringify(value).slice(0, 80)}`;
  }
  const absent = Object.entries(wanted.accepted).find(
    ([name, accepted]) => !Object.hasOwn(found, name) && !accepted.includes(''),
  );
  return absent === undefined ? undefined : `"${absent[0]}" is missing`;
}

/** Type first, then value; a value of the answer's type instead of the schema's must be equal as it stands. */
function isAccepted(given: JsonValue, property: JsonObject, accepted: readonly JsonValue[]): boolean {
  const declared = typeof property['type'] === 'string' ? property['type'].toLowerCase() : 'any';
  const wanted = PYTHON_TYPES.get(declared) ?? 'str';
  const items = isJsonObject(property['items']) ? property['items'] : undefined;
  const isList = declared === 'array' || declared === 'tuple';
  const itemType = isList ? items?.['type'] : undefined;
  const nested = typeof itemType === 'string' ? (PYTHON_TYPES.get(itemType.toLowerCase()) ?? 'str') : undefined;
  const type = declared === 'float' && typeOf(given) === 'int' ? 'float' : typeOf(given);
  const answerType = answerTypeOf(accepted);
  if (type !== wanted) return type === answerType && isAmong(given, accepted);
  if (nested !== undefined && !nestedTypesFit(given, nested, accepted)) return false;
  if (answerType !== undefined && answerType !== wanted) return isAmong(given, accepted);
  if (wanted === 'dict') return isDictionary(given, accepted);
  if (wanted === 'list' && nested === 'dict') return isListOfDictionaries(given, accepted);
  if (wanted === 'list') return isAmong(plain(given), accepted.map(asList).map(plain));
  if (wanted === 'str') return isAmong(plain(given), accepted.map(plain));
  return isAmong(given, accepted);
}

/** Of a list, one level deep: every member has the declared type, or that of the answer's first member. */
function nestedTypesFit(given: JsonValue, nested: PythonType, accepted: readonly JsonValue[]): boolean {
  const members = Array.isArray(given) ? (given as readonly JsonValue[]) : [];
  return accepted.some((answer) => {
    if (!Array.isArray(answer)) return true;
    const answerType = answerTypeOf(answer as readonly JsonValue[]);
    return members.every((member) => typeOf(member) === nested || typeOf(member) === answerType);
  });
}

function isDictionary(given: JsonValue, accepted: readonly JsonValue[]): boolean {
  return isJsonObject(given) && accepted.some((answer) => isJsonObject(answer) && fitsDictionary(given, answer));
}

function fitsDictionary(given: JsonObject, answer: JsonObject): boolean {
  const hasOnlyAccepted = Object.entries(given).every(
    ([key, value]) => Object.hasOwn(answer, key) && isAmong(plainText(value), listOf(answer[key]).map(plainText)),
  );
  return (
    hasOnlyAccepted && Object.keys(answer).every((key) => Object.hasOwn(given, key) || listOf(answer[key]).includes(''))
  );
}

function isListOfDictionaries(given: JsonValue, accepted: readonly JsonValue[]): boolean {
  const members = listOf(given);
  return accepted.some((answer) => {
    const answers = listOf(asList(answer));
    return (
      (Array.isArray(answer) || answer === '') &&
      members.length === answers.length &&
      members.every((member, at) => isDictionary(member, [answers[at] ?? null]))
    );
  });
}

/** The type of the first accepted value that is not the mark of an optional one. */
function answerTypeOf(accepted: readonly JsonValue[]): PythonType | undefined {
  const first = accepted.find((value) => value !== '');
  return first === undefined ? undefined : typeOf(first);
}

function typeOf(value: JsonValue): PythonType {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float';
    default:
      return floatOf(value) === undefined ? 'dict' : 'float';
  }
}

function isAmong(value: JsonValue, accepted: readonly JsonValue[]): boolean {
  return accepted.some((one) => pythonEqual(value, one));
}

/** Python's `==`: 1, 1.0 and True are equal. */
function pythonEqual(a: JsonValue, b: JsonValue): boolean {
  const [numberA, numberB] = [numberOf(a), numberOf(b)];
  if (numberA !== undefined || numberB !== undefined) return numberA === numberB;
  if (Array.isArray(a) || Array.isArray(b)) {
    const [listA, listB] = [listOf(a), listOf(b)];
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      listA.length === listB.length &&
      listA.every((one, at) => pythonEqual(one, listB[at] ?? null))
    );
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && pythonEqual(a[key] ?? null, b[key] ?? null))
  );
}

function numberOf(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'boolean' ? Number(value) : floatOf(value);
}

function floatOf(value: JsonValue): number | undefined {
  const marked = isJsonObject(value) ? value['$float'] : undefined;
  return typeof marked === 'number' ? marked : undefined;
}

/** Where a list is wanted a text is one of its characters, so that `""` takes an empty list as well. */
function asList(accepted: JsonValue): JsonValue {
  return typeof accepted === 'string' ? Array.from(accepted) : accepted;
}

/** A text without the characters that the checker does not look at; of a list, its texts. */
function plain(value: JsonValue): JsonValue {
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(plainText) : plainText(value);
}

function plainText(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  return value
    .replaceAll(/[ ,./\-_*^]/g, '')
    .toLowerCase()
    .replaceAll("'", '"');
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function requiredOf(schema: JsonObject): string[] {
  return listOf(schema['required']).filter((name) => typeof name === 'string');
}

function propertiesOf(schema: JsonObject): JsonObject {
  return isJsonObject(schema['properties']) ? schema['properties'] : {};
}
