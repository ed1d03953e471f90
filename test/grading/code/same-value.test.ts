import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeLanguage, Equality } from '../../../src/grading/code/code-item.js';
import type { CodeValue } from '../../../src/grading/code/code-value.js';
import { sameValue } from '../../../src/grading/code/same-value.js';

function same(
  a: CodeValue,
  b: CodeValue,
  { language = 'javascript', ...equality }: Equality & { language?: CodeLanguage } = {},
) {
  return sameValue(a, b, { equality, language });
}

describe('Two values are the same', () => {
  test.each<[CodeValue, CodeValue]>([
    [0.3, 0.1 + 0.2],
    [1e22, 1.000_000_000_1e22],
    [0, -0],
    [{ $number: 'NaN' }, { $number: 'NaN' }],
    [{ $number: 'Infinity' }, { $number: 'Infinity' }],
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    [{ $tuple: [1, { $tuple: [2] }] }, [1, [2]]],
    [{ $set: [1, [2, 3]] }, { $set: [[2, 3], 1] }],
    [{ $set: [0.3, 1] }, { $set: [1, 0.1 + 0.2] }],
    [
      {
        $map: [
          [1, 'a'],
          [2, 'b'],
        ],
      },
      {
        $map: [
          [2, 'b'],
          [1, 'a'],
        ],
      },
    ],
    [{ $integer: '12345678901234567890' }, { $integer: '12345678901234567890' }],
    [{ $throws: 'RangeError' }, { $throws: ['Full', 'RangeError', 'Error'] }],
  ])('%j and %j', (a, b) => expect(same(a, b)).toBe(true));

  test('in Python also when one is a boolean and the other its number', () => {
    expect(same(true, 1, { language: 'python' })).toBe(true);
    expect(same(true, 1)).toBe(false);
    expect(same({ $integer: '5' }, 5)).toBe(false);
  });

  test('when their order does not matter and their members are, each one once', () => {
    expect(same([1, 2, 2], [2, 1, 2], { unordered: true })).toBe(true);
    expect(same([1, 2, 2], [2, 1, 1], { unordered: true })).toBe(false);
    expect(same([1, 2], [2, 1])).toBe(false);
  });

  test('when one of several is accepted, or anything but nothing', () => {
    expect(same([[1], [2]], [2], { oracle: 'anyOf' })).toBe(true);
    expect(same([[1], [2]], [3], { oracle: 'anyOf' })).toBe(false);
    expect(same(null, 0, { oracle: 'notNull' })).toBe(true);
    for (const nothing of [null, { $undefined: true }, { $throws: ['Error'] }]) {
      expect(same(null, nothing, { oracle: 'notNull' })).toBe(false);
    }
  });
});

describe('Two values are not the same', () => {
  test.each<[CodeValue, CodeValue]>([
    [1, '1'],
    [100_000_000, 100_000_001],
    [1, 1.001],
    [{ $integer: '12345678901234567890' }, { $integer: '12345678901234567891' }],
    [null, { $undefined: true }],
    [{ a: 1 }, { a: 1, b: { $undefined: true } }],
    [{ a: null }, {}],
    [[1, 2], [1]],
    [[1], { $set: [1] }],
    [{ $opaque: 'Foo' }, { $opaque: 'Foo' }],
    [{ $throws: 'TypeError' }, { $throws: ['RangeError', 'Error'] }],
    [{ $throws: 'TypeError' }, 1],
    [{ constructor: 1 }, {}],
    [{ $number: 'Infinity' }, 1e308],
  ])('%j and %j', (a, b) => expect(same(a, b)).toBe(false));

  test('beyond a tolerance of their own', () => {
    expect(same(1.5, 1.6, { atol: 0.2 })).toBe(true);
    expect(same(1.5, 1.6, { atol: 0.01 })).toBe(false);
  });
});

test('every value is the same as itself, whatever order its keys and members have', () => {
  fc.assert(
    fc.property(fc.jsonValue() as fc.Arbitrary<CodeValue>, (value) => {
      expect(same(value, reordered(value))).toBe(true);
      expect(same({ $set: [value, 1] }, { $set: [1, reordered(value)] })).toBe(true);
    }),
  );
});

function reordered(value: CodeValue): CodeValue {
  if (Array.isArray(value)) return (value as readonly CodeValue[]).map(reordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reordered(each)]),
  );
}
