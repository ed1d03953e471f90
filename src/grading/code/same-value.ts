import type { CodeLanguage, Equality } from './code-item.js';
import type { CodeValue } from './code-value.js';

/** Largest relative difference of two numbers, besides `atol` (EvalPlus). */
const RTOL = 1e-7;

/** Default for {@link Equality.atol}. */
const ATOL = 1e-6;

/** Largest group of inexact elements that is paired off; the time is its square. */
const MAX_PAIRED = 2_000;

/** How two values are compared. */
interface Rules {
  readonly atol: number;
  /** In Python, `True == 1`, and all integers are of one kind. In JavaScript `1n !== 1`. */
  readonly oneKind: boolean;
}

/**
 * Whether a returned value is the expected one (GRADING C5): exact first; two numbers of which one has a fraction or is
 * beyond ±(2^53 − 1) may differ by atol + 1e-7·|expected|; NaN is NaN, −0 is 0; a tuple is a list; the order of sets, maps
 * and an object's keys does not matter. Nothing equals an opaque value. Recursion goes as deep as the expected value does.
 */
export function sameValue(
  expected: CodeValue,
  actual: CodeValue,
  { equality = {}, language }: { readonly equality?: Equality | undefined; readonly language: CodeLanguage },
): boolean {
  const rules: Rules = { atol: equality.atol ?? ATOL, oneKind: language === 'python' };
  if (equality.oracle === 'notNull')
    return actual !== null && kindOf(actual) !== '$undefined' && kindOf(actual) !== '$throws';
  const accepted =
    equality.oracle === 'anyOf' && Array.isArray(expected) ? (expected as readonly CodeValue[]) : [expected];
  return accepted.some((value) => {
    const [list, other] = [listOf(value), listOf(actual)];
    if (equality.unordered === true && list !== undefined && other !== undefined)
      return sameMembers(list, other, rules);
    return same(value, actual, rules);
  });
}

function same(expected: CodeValue, actual: CodeValue, rules: Rules): boolean {
  const [a, b] = [numberOf(expected, rules), numberOf(actual, rules)];
  if (a !== undefined || b !== undefined) return a !== undefined && b !== undefined && sameNumber(a, b, rules);
  if (expected === null || actual === null || typeof expected !== 'object' || typeof actual !== 'object') {
    return expected === actual;
  }
  const [list, other] = [listOf(expected), listOf(actual)];
  if (list !== undefined || other !== undefined) {
    return list?.length === other?.length && (list ?? []).every((each, at) => same(each, other?.[at] ?? null, rules));
  }
  return sameObject(expected as Fields, actual as Fields, rules);
}

type Fields = Readonly<Record<string, CodeValue>>;

function sameObject(expected: Fields, actual: Fields, rules: Rules): boolean {
  const kind = kindOf(expected);
  if (kind !== kindOf(actual)) return false;
  switch (kind) {
    case '$opaque':
      return false;
    case '$set':
      return sameMembers(membersOf(expected, kind), membersOf(actual, kind), rules);
    case '$map':
      return sameMembers(membersOf(expected, kind), membersOf(actual, kind), rules);
    case '$throws':
      return throwsAs(expected[kind], actual[kind]);
    default:
      return sameFields(expected, actual, rules);
  }
}

function sameFields(expected: Fields, actual: Fields, rules: Rules): boolean {
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(actual).length &&
    keys.every((key) => Object.hasOwn(actual, key) && same(expected[key] ?? null, actual[key] ?? null, rules))
  );
}

/** A program tells all classes of what it threw, the derived ones first; the expected one has to be among them. */
function throwsAs(expected: CodeValue | undefined, actual: CodeValue | undefined): boolean {
  return Array.isArray(actual) ? actual.includes(expected) : expected === actual;
}

function sameNumber(expected: number | bigint, actual: number | bigint, { atol, oneKind }: Rules): boolean {
  if (typeof expected !== typeof actual && !oneKind) return false;
  if (typeof expected === 'bigint' && typeof actual === 'bigint') return expected === actual;
  const [a, b] = [Number(expected), Number(actual)];
  if (Object.is(a, b) || a === b) return true;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return false;
  return Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= atol + RTOL * Math.abs(a);
}

/** Whether two groups have the same members in any order: exact ones are counted, what is left is paired off. */
function sameMembers(expected: readonly CodeValue[], actual: readonly CodeValue[], rules: Rules): boolean {
  if (expected.length !== actual.length) return false;
  const counts = new Map<string, number>();
  for (const each of actual) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  const missing = expected.filter((each) => !takeOne(counts, keyOf(each)));
  const left = actual.filter((each) => takeOne(counts, keyOf(each)));
  if (missing.length > MAX_PAIRED) return false;
  return missing.every((each) => {
    const at = left.findIndex((other) => same(each, other, rules));
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

function takeOne(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  if (count > 0) counts.set(key, count - 1);
  return count > 0;
}

function keyOf(value: CodeValue): string {
  return JSON.stringify(value);
}

function numberOf(value: CodeValue, { oneKind }: Rules): number | bigint | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return oneKind ? Number(value) : undefined;
  const kind = kindOf(value);
  const text = kind === undefined ? undefined : (value as Fields)[kind];
  if (typeof text !== 'string') return undefined;
  if (kind === '$number') return Number(text);
  return kind === '$integer' && /^-?\d{1,100000}$/.test(text) ? BigInt(text) : undefined;
}

function listOf(value: CodeValue): readonly CodeValue[] | undefined {
  if (Array.isArray(value)) return value as readonly CodeValue[];
  const tuple = kindOf(value) === '$tuple' ? (value as Fields)['$tuple'] : undefined;
  return Array.isArray(tuple) ? (tuple as readonly CodeValue[]) : undefined;
}

function membersOf(value: Fields, kind: string): readonly CodeValue[] {
  const members = value[kind];
  return Array.isArray(members) ? (members as readonly CodeValue[]) : [];
}

/** The one key that begins with `$`, of a value that JSON does not have. */
function kindOf(value: CodeValue): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const [key, ...others] = Object.keys(value);
  return key?.startsWith('$') === true && others.length === 0 ? key : undefined;
}
