import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeNumber, readNumbers } from '../../../src/grading/text/number.js';

const passes = (value: number, answer: string): boolean => gradeNumber({ kind: 'number', value }, answer).passed;

describe('numbers in a text', () => {
  it.each([
    ['1,234,567.5', 1_234_567.5],
    ['12\u00a0000', 12_000],
    ['12\u202f000', 12_000],
    ['1_000', 1_000],
    ['$42', 42],
    ['-$42.10', -42.1],
    ['€-3', -3],
    ['−7', -7],
    ['.5', 0.5],
    ['6.02e23', 6.02e23],
    ['(12)', 12],
    ['12.', 12],
    ['$1,000,000.00!', 1_000_000],
  ])('%s is read', (text, value) => {
    expect(readNumbers(text).map((each) => each.value)).toEqual([value]);
  });

  it('are kept apart where a comma separates no thousands', () => {
    expect(readNumbers('1, 2,3 and 10,20').map(({ value }) => value)).toEqual([1, 2, 3, 10, 20]);
  });

  it('are none inside words and versions', () => {
    expect(readNumbers('utf8 x86_64 v2 sha256').map(({ value }) => value)).toEqual([]);
  });

  it('keep their percent sign', () => {
    expect(readNumbers('12 % of 5, 7 percent')).toMatchObject([
      { value: 12, percent: true },
      { value: 5, percent: false },
      { value: 7, percent: true },
    ]);
  });
});

describe('a number as an answer', () => {
  it('is the last one of the answer', () => {
    expect(passes(42, '6 × 7 = 42')).toBe(true);
    expect(passes(42, '42 is 6 × 7')).toBe(false);
  });

  it('is the marked one where one is marked', () => {
    expect(passes(42, 'Answer: 42 (that is 6 × 7)')).toBe(true);
    expect(passes(42, '**Answer:** 42\nChecked in 3 steps.')).toBe(true);
    expect(passes(42, '#### 42')).toBe(true);
    expect(passes(42, 'So \\boxed{42} holds for 7.')).toBe(true);
    expect(passes(42, 'Answer: 41. No, the answer is 42.')).toBe(true);
  });

  it('is none of several that are offered', () => {
    for (const answer of ['41 or 42', 'Answer: 42 or 43', 'Answer: 42, or maybe 43', 'It is 40, 41 or 42.'])
      expect([answer, gradeNumber({ kind: 'number', value: 42 }, answer)]).toMatchObject([
        answer,
        { passed: false, unparsed: true },
      ]);
    for (const answer of ['42 or 42.0', 'Answer: 42 (6 or more times 7)', 'Of 3 or 4 kinds there are 42.'])
      expect([answer, passes(42, answer)]).toEqual([answer, true]);
  });

  it('is compared by value and with its tolerance', () => {
    expect(passes(0.3, '0.30')).toBe(true);
    expect(gradeNumber({ kind: 'number', value: 3.14, tolerance: 0.01 }, '3.1416').passed).toBe(true);
    expect(gradeNumber({ kind: 'number', value: 3.14, tolerance: 0.001 }, '3.1416').passed).toBe(false);
  });

  it('is a percentage only where one is wanted', () => {
    expect(passes(25, '25 %')).toBe(false);
    expect(gradeNumber({ kind: 'number', value: 25, percent: true }, '25 %').passed).toBe(true);
    expect(gradeNumber({ kind: 'number', value: 25, percent: true }, '25').passed).toBe(true);
    expect(gradeNumber({ kind: 'number', value: 25, percent: true }, '0.25').passed).toBe(false);
  });

  it('cannot be read where there is none', () => {
    expect(gradeNumber({ kind: 'number', value: 0 }, 'none')).toMatchObject({ passed: false, unparsed: true });
  });

  it('passes however it is written, and only then', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 1, max: 9 }), (value, off) => {
        const written = [`${value}`, value.toLocaleString('en-US'), `${value}.00`, `It is ${value}.`];
        for (const text of written) {
          expect(passes(value, text)).toBe(true);
          expect(passes(value + off, text)).toBe(false);
        }
      }),
    );
  });
});
