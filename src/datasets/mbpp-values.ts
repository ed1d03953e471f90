import type { CodeValue } from '../grading/code/code-value.js';
import { isJsonObject } from '../protocol/json.js';

/** What becomes of the arguments of one call. */
type Restore = (args: readonly CodeValue[]) => readonly CodeValue[];

/**
 * MBPP+ keeps tuples, sets and complex numbers as lists and texts; which arguments of which task were what is known by the
 * task's number only (the facts are those of EvalPlus 0.3.1).
 */
export function restoreMbppArguments(task: number, args: readonly CodeValue[]): readonly CodeValue[] {
  return RESTORES.get(task)?.(args) ?? args;
}

const tuple = (value: CodeValue): CodeValue =>
  Array.isArray(value) ? { $tuple: value as readonly CodeValue[] } : value;

const each =
  (change: (value: CodeValue) => CodeValue) =>
  (value: CodeValue): CodeValue =>
    Array.isArray(value) ? (value as readonly CodeValue[]).map(change) : value;

/** Every list inside becomes a tuple. */
const deepTuple = (value: CodeValue): CodeValue => tuple(each(deepTuple)(value));

/** An empty one stays an empty dictionary, as it does there. */
const set = (value: CodeValue): CodeValue =>
  Array.isArray(value) && value.length > 0 ? { $set: value as readonly CodeValue[] } : {};

const members = (value: CodeValue): CodeValue =>
  isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value as Record<string, CodeValue>).map(([key, member]) => [key, tuple(member)]),
      )
    : value;

/** `"(1+2j)"` and `"3"` as Python reads them. */
const complex = (value: CodeValue): CodeValue => {
  const text = typeof value === 'string' ? value.replace(/^\((.*)\)$/, '$1').trim() : '';
  const [, real, imaginary] = /^([-+]?[\d.]+(?:e[-+]?\d+)?(?!j))?(?:([-+]?[\d.]*(?:e[-+]?\d+)?)j)?$/i.exec(text) ?? [];
  if (real === undefined && imaginary === undefined) return value;
  const part = imaginary === undefined ? 0 : /^[-+]?$/.test(imaginary) ? Number(`${imaginary}1`) : Number(imaginary);
  return { $complex: [{ $number: floatText(Number(real ?? 0)) }, { $number: floatText(part) }] };
};

const float = (value: CodeValue): CodeValue =>
  typeof value === 'string' ? { $number: floatText(Number(value)) } : value;

function floatText(value: number): string {
  return /[.e]/.test(String(value)) ? String(value) : `${value}.0`;
}

/** The first arguments, each in its way; the others stay. */
const first =
  (...changes: readonly ((value: CodeValue) => CodeValue)[]): Restore =>
  (args) =>
    args.map((value, at) => changes[at]?.(value) ?? value);

const every =
  (change: (value: CodeValue) => CodeValue): Restore =>
  (args) =>
    args.map(change);

const same = (value: CodeValue): CodeValue => value;

const RESTORES: ReadonlyMap<number, Restore> = new Map<number, Restore>(
  (
    [
      [
        [2, 116, 132, 143, 222, 261, 273, 394, 399, 421, 424, 429, 470, 560, 579, 596, 616, 630, 726, 740, 744, 809],
        every(tuple),
      ],
      [[63, 64, 70, 94, 120, 237, 272, 299, 400, 409, 417, 438, 473, 614, 780], every(each(tuple))],
      [[75, 413, 444, 753], first(each(tuple))],
      [[106, 750], first(same, tuple)],
      [[115], first(each(set))],
      [[124], first(float, complex)],
      [[250, 307, 405, 446, 617, 720, 763, 808], first(tuple)],
      [[259, 401, 445], every((value) => tuple(each(tuple)(value)))],
      [[278], every((value) => tuple(each(tuple)(value)))],
      [[252], first(complex)],
      [[580, 615, 791], every(deepTuple)],
      [[722], first(members)],
    ] as const
  ).flatMap(([tasks, restore]) => tasks.map((task): [number, Restore] => [task, restore])),
);
