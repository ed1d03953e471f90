import { describe, expect, it } from 'vitest';
import { restoreMbppArguments } from '../../src/datasets/mbpp-values.js';

const complex = (real: string, imaginary: string) => ({ $complex: [{ $number: real }, { $number: imaginary }] });

describe('arguments of MBPP+ that JSON cannot hold', () => {
  it.each([
    [2, [[1, 2], [3]], [{ $tuple: [1, 2] }, { $tuple: [3] }]],
    [63, [[[1], [2]]], [[{ $tuple: [1] }, { $tuple: [2] }]]],
    [75, [[[1]], [4]], [[{ $tuple: [1] }], [4]]],
    [106, [[1], [2]], [[1], { $tuple: [2] }]],
    [115, [[[1], []]], [[{ $set: [1] }, {}]]],
    [307, [[1, []], 0, 5], [{ $tuple: [1, []] }, 0, 5]],
    [259, [[[1], [2]]], [{ $tuple: [{ $tuple: [1] }, { $tuple: [2] }] }]],
    [278, [[1, [2]]], [{ $tuple: [1, { $tuple: [2] }] }]],
    [580, [[1, [2, [3]]]], [{ $tuple: [1, { $tuple: [2, { $tuple: [3] }] }] }]],
    [722, [{ a: [1, 2] }, 3], [{ a: { $tuple: [1, 2] } }, 3]],
    [3, [[1], 'x'], [[1], 'x']],
  ])('of task %i are restored', (task, args, restored) => {
    expect(restoreMbppArguments(task, args)).toEqual(restored);
  });

  it.each([
    ['1', complex('1.0', '0.0')],
    ['(1+2j)', complex('1.0', '2.0')],
    ['(-1.5-0.5j)', complex('-1.5', '-0.5')],
    ['3j', complex('0.0', '3.0')],
    ['-1j', complex('0.0', '-1.0')],
    ['j', complex('0.0', '1.0')],
    ['(1e+20+2e-05j)', complex('100000000000000000000.0', '0.00002')],
    ['350.0', complex('350.0', '0.0')],
  ])('such as the complex number %s are read', (text, value) => {
    expect(restoreMbppArguments(252, [text])).toEqual([value]);
  });

  it('of the angle of a complex number are a float and a complex', () => {
    expect(restoreMbppArguments(124, ['0.0', '1j'])).toEqual([{ $number: '0.0' }, complex('0.0', '1.0')]);
  });
});
