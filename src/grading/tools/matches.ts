import { isJsonObject, type JsonObject, type JsonValue } from '../../protocol/json.js';
import { deepEqual } from './deep-equal.js';
import { propertySchema } from './json-schema.js';
import { largestMatching } from './largest-matching.js';
import type { ExpectedArgument, ExpectedArguments, ExpectedCall, Matcher } from './tool-task.js';

/** Longer lists than this are never a set's match: an expectation has a handful of members. */
const MAX_SET = 64;

/** Whether a value is what a matcher wants. */
export function matches(matcher: Matcher, value: JsonValue): boolean {
  switch (matcher.kind) {
    case 'exact':
      return deepEqual(matcher.value, value);
    case 'text':
      return typeof value === 'string' && prose(value) === prose(matcher.value);
    case 'one-of':
      return matcher.of.some((one) => matches(one, value));
    case 'regex':
      return typeof value === 'string' && new RegExp(matcher.pattern, matcher.ignoreCase ? 'iu' : 'u').test(value);
    case 'number':
      return typeof value === 'number' && Math.abs(value - matcher.value) <= matcher.tolerance;
    case 'set':
      return Array.isArray(value) && matchesSet(matcher.of, value as readonly JsonValue[]);
    case 'list':
      return Array.isArray(value) && matchesList(matcher.of, value as readonly JsonValue[]);
    case 'object':
      return isJsonObject(value) && argumentProblems({ expected: matcher.members }, value).length === 0;
    case 'contains':
      return typeof value === 'string' && matcher.texts.every((text) => prose(value).includes(prose(text)));
    case 'path':
      return typeof value === 'string' && plainPath(value) === plainPath(matcher.value);
    case 'lines':
      return typeof value === 'string' && lines(value) === lines(matcher.value);
    case 'any':
      return true;
  }
}

/** What arguments are compared with. */
export interface ArgumentRules {
  readonly expected: ExpectedArguments;
  readonly ignore?: readonly string[];
  /** The tool's schema, whose defaults may be left out or given. */
  readonly schema?: JsonObject;
  /** Arguments that neither schema nor expectation know are let through. */
  readonly extra?: 'refuse' | 'allow';
}

/** What is wrong with arguments that are well-formed and within their schema, one sentence an argument. */
export function argumentProblems(rules: ArgumentRules, found: JsonObject): string[] {
  const { expected, ignore = [] } = rules;
  const named = Object.entries(expected).flatMap(([name, wanted]) =>
    ignore.includes(name) ? [] : problemOf(name, { wanted, found, rules }),
  );
  const others = Object.keys(found).filter((name) => !Object.hasOwn(expected, name) && !ignore.includes(name));
  return [...named, ...others.flatMap((name) => problemOfOther(name, found, rules))];
}

/** The rules for the arguments of one expected call. */
export function rulesOf(call: ExpectedCall, schema: JsonObject, extra: 'refuse' | 'allow'): ArgumentRules {
  return { expected: call.arguments, schema, extra, ...(call.ignore === undefined ? {} : { ignore: call.ignore }) };
}

interface Wanted {
  readonly wanted: ExpectedArgument;
  readonly found: JsonObject;
  readonly rules: ArgumentRules;
}

function problemOf(name: string, { wanted, found, rules }: Wanted): string[] {
  const value = Object.hasOwn(found, name) ? found[name] : undefined;
  if (value !== undefined) return matches(wanted.match, value) ? [] : [`"${name}" is ${shown(value)}`];
  const preset = presetOf(name, rules);
  const mayBeAbsent = wanted.optional === true || (preset !== undefined && matches(wanted.match, preset));
  return mayBeAbsent ? [] : [`"${name}" is missing`];
}

function problemOfOther(name: string, found: JsonObject, rules: ArgumentRules): string[] {
  const preset = presetOf(name, rules);
  if (preset !== undefined && deepEqual(preset, found[name])) return [];
  const isKnown = rules.schema !== undefined && propertySchema(rules.schema, name) !== undefined;
  if (!isKnown && rules.extra === 'allow') return [];
  return [`"${name}" was not asked for`];
}

function presetOf(name: string, { schema }: ArgumentRules): JsonValue | undefined {
  const property = schema === undefined ? undefined : propertySchema(schema, name);
  return property !== undefined && Object.hasOwn(property, 'default') ? property['default'] : undefined;
}

function matchesList(matchers: readonly Matcher[], values: readonly JsonValue[]): boolean {
  return matchers.length === values.length && matchers.every((one, at) => matches(one, values[at] ?? null));
}

function matchesSet(matchers: readonly Matcher[], values: readonly JsonValue[]): boolean {
  if (matchers.length !== values.length || values.length > MAX_SET) return false;
  const fitting = matchers.map((one) => values.flatMap((value, at) => (matches(one, value) ? [at] : [])));
  return largestMatching(fitting).size === matchers.length;
}

/** Prose as it is compared: NFC, trimmed, white space collapsed, case folded. */
export function prose(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/** A path without `.` segments, doubled and closing slashes. */
function plainPath(path: string): string {
  const plain = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return `${path.startsWith('/') ? '/' : ''}${plain.join('/')}`;
}

function lines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}

function shown(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
