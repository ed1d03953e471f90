import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeText, type TextRule } from '../../../src/grading/text/grade-text.js';
import { storedAnswer } from '../stored-answer.js';
import { HOSTILE } from './hostile.js';

const RULES: readonly TextRule[] = [
  { kind: 'exact', accept: ['blue'] },
  { kind: 'choice', options: ['a heap', 'a stack', 'a queue'] },
  { kind: 'number', value: 4_207 },
  { kind: 'pattern', pattern: '[a-z]+-[0-9]+' },
  { kind: 'json', schema: { type: 'object', required: ['b'] }, equals: { b: [1, { c: 'd' }] } },
  { kind: 'contains', all: [['red ... green'], ['blue']] },
  { kind: 'list', entries: ['x', 'y'] },
  {
    kind: 'constraints',
    constraints: [
      { kind: 'words', min: 3, max: 9 },
      { kind: 'sentences', max: 2 },
      { kind: 'bullets', min: 2 },
      { kind: 'numbered', max: 2 },
      { kind: 'headings', texts: ['q'], level: 2, count: 1 },
      { kind: 'language', is: 'en' },
      { kind: 'forbids', words: ['very ... much'] },
      { kind: 'code-block' },
      { kind: 'sorted-lines' },
      { kind: 'each-line', startsWith: '-', maxWords: 3 },
      { kind: 'json-only' },
      { kind: 'says', all: [['q~ ... r']] },
      { kind: 'case', is: 'upper' },
    ],
  },
  { kind: 'unknown', never: ['it ... is ... such'] },
  { kind: 'recall', codes: ['K-1'], others: ['K-2'] },
];

describe.each(RULES)('an answer judged by the rule $kind', (rule) => {
  it('never passes when it is empty', () => {
    expect(gradeText(rule, storedAnswer(' \n'), 'item').kind).toBe('empty');
    expect(gradeText(rule, storedAnswer('<think>blue 4207 A</think>'), 'item').kind).toBe('empty');
  });

  it('is truncated when it was cut', () => {
    expect(gradeText(rule, storedAnswer('blue', { finish: 'length' }), 'item').kind).toBe('truncated');
  });

  it('never passes when it repeats the prompt', () => {
    const content = 'Is it not known whether blue, red or green is a colour, or 4207? A) K-1 {"b":[1,{"c":"d"}]}';
    const messages = [{ role: 'user', content } as const];
    expect(gradeText(rule, storedAnswer(content, { messages }), 'item').kind).toBe('unparsed');
  });

  it.each(HOSTILE)('is judged to its end when it is a megabyte of %s', (_, text) => {
    expect(['wrong-answer', 'unparsed', 'empty', 'truncated']).toContain(
      gradeText(rule, storedAnswer(text), 'item').kind,
    );
  });

  it('is always judged, the same way each time, with a reason and few words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const verdict = gradeText(rule, storedAnswer(text), 'item');
        expect(gradeText(rule, storedAnswer(text), 'item')).toEqual(verdict);
        expect(verdict.why).not.toBe('');
        expect(verdict.extracted?.length ?? 0).toBeLessThan(400);
        expect(verdict.checks.length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });
});

it('judges what follows the reasoning, and only that', () => {
  const rule: TextRule = { kind: 'exact', accept: ['blue'] };
  expect(gradeText(rule, storedAnswer('<think>red?</think>\nblue'), 'item')).toMatchObject({
    kind: 'pass',
    extracted: 'blue',
  });
  expect(gradeText(rule, storedAnswer('<think>blue</think>\nred'), 'item').kind).toBe('wrong-answer');
});

it('judges what stands behind a repeated question', () => {
  const content = 'Which colour does the sky have on a day without any clouds?';
  const answer = storedAnswer(`${content}\nblue`, { messages: [{ role: 'user', content }] });
  expect(gradeText({ kind: 'exact', accept: ['blue'] }, answer, 'item').kind).toBe('pass');
});
