import type { CodeValue } from '../grading/code/code-value.js';

/** Whether a returned value is right for a call, beside the reference's own. */
export type Oracle = (call: {
  readonly args: readonly CodeValue[];
  readonly expected: CodeValue;
  readonly actual: CodeValue;
}) => boolean;

/**
 * Tasks whose answer is not one value, by the entry point: what EvalPlus accepts there. Everything is computed in the
 * judging process.
 */
export function oracleOf(dataset: 'humaneval' | 'mbpp', entryPoint: string, atol: number): Oracle | undefined {
  if (dataset === 'humaneval') return entryPoint === 'find_zero' ? isRoot(atol) : undefined;
  if (SETS.has(entryPoint)) return ({ expected, actual }) => sameSet(expected, actual);
  if (PRESENCE.has(entryPoint)) return isPresent;
  switch (entryPoint) {
    case 'are_equivalent':
      return () => true;
    case 'sum_div':
      return ({ actual }) => actual === 0;
    case 'surface_Area':
      return isSurface(atol);
    case 'digit_distance_nums':
      return ({ args, actual }) => actual === digitDistance(args);
    default:
      return undefined;
  }
}

/** Results that are compared as sets. */
const SETS: ReadonlySet<string> = new Set([
  'similar_elements',
  'find_char_long',
  'common_in_nested_lists',
  'extract_singly',
  'larg_nnum',
  'intersection_array',
  'find_dissimilar',
  'Diff',
]);

/** Results of which only counts whether there is one. */
const PRESENCE: ReadonlySet<string> = new Set(['check_str', 'text_match_three', 'text_starta_endb']);

/** The polynomial of the argument is zero at the result. */
function isRoot(atol: number): Oracle {
  return ({ args: [coefficients], actual }) => {
    const x = numberOf(actual);
    const numbers = Array.isArray(coefficients) ? (coefficients as readonly CodeValue[]).map(numberOf) : [];
    if (x === undefined || numbers.length === 0) return false;
    const value = numbers.reduce<number>((sum, each, power) => sum + (each ?? NaN) * x ** power, 0);
    return Math.abs(value) <= atol;
  };
}

function isSurface(atol: number): Oracle {
  return ({ args, actual }) => {
    const [base = NaN, height = NaN] = args.map(numberOf);
    const slant = Math.sqrt((base / 2) ** 2 + height ** 2);
    const surface = Math.round(base ** 2 + 2 * base * slant);
    return Math.abs((numberOf(actual) ?? NaN) - surface) <= atol;
  };
}

function digitDistance(args: readonly CodeValue[]): number {
  const [a = '', b = ''] = args.map((value) => String(numberOf(value) ?? ''));
  const length = Math.max(a.length, b.length);
  const other = b.padStart(length, '0');
  const digits = Array.from(a.padStart(length, '0'), Number);
  return digits.reduce((sum, digit, at) => sum + Math.abs(digit - Number(other[at])), 0);
}

/** A truth value says it itself; anything else is there or not. */
const isPresent: Oracle = ({ expected, actual }) => {
  const wanted = isThere(expected);
  return typeof actual === 'boolean' ? actual === wanted : isThere(actual) === wanted;
};

function isThere(value: CodeValue): boolean {
  return value !== null;
}

function sameSet(expected: CodeValue, actual: CodeValue): boolean {
  const [a, b] = [membersOf(expected), membersOf(actual)];
  if (a === undefined || b === undefined) return false;
  return a.size === b.size && [...a].every((member) => b.has(member));
}

function membersOf(value: CodeValue): ReadonlySet<string> | undefined {
  const list = Array.isArray(value) ? (value as readonly CodeValue[]) : innerOf(value);
  return list === undefined ? undefined : new Set(list.map((member) => JSON.stringify(member)));
}

function innerOf(value: CodeValue): readonly CodeValue[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { $set: set, $tuple: tuple } = value as Record<string, CodeValue>;
  const inner = set ?? tuple;
  return Array.isArray(inner) ? (inner as readonly CodeValue[]) : undefined;
}

function numberOf(value: CodeValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const { $number: number, $integer: integer } = value as Record<string, CodeValue>;
  const text = number ?? integer;
  return typeof text === 'string' ? Number(text) : undefined;
}
