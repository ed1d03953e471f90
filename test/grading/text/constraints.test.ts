import { describe, expect, it } from 'vitest';
import type { Constraint } from '../../../src/grading/text/constraint.js';
import { gradeConstraints } from '../../../src/grading/text/constraints.js';

const meets = (constraint: Constraint, answer: string): boolean =>
  gradeConstraints({ kind: 'constraints', constraints: [constraint] }, answer).passed;

const CASES: readonly (readonly [Constraint, right: readonly string[], wrong: readonly string[]])[] = [
  [{ kind: 'words', min: 2, max: 3 }, ['one two', "it's well-known now"], ['one', 'one two three four']],
  [
    { kind: 'sentences', min: 2, max: 2 },
    ['One. Two.', 'One! And v1.2 is two', 'Files, e.g. of a disk. Etwa z. B. so.'],
    ['One.', 'One. Two. Three.', 'So do I. Yes. No.'],
  ],
  [{ kind: 'lines', min: 2, max: 2 }, ['a\n\nb'], ['a', 'a\nb\nc']],
  [{ kind: 'paragraphs', min: 2, max: 2 }, ['a\nb\n \nc'], ['a\nb']],
  [{ kind: 'characters', max: 3 }, ['a😀b'], ['abcd']],
  [{ kind: 'bullets', min: 2, max: 2 }, ['- a\n* b', 'x\n• a\n• b'], ['- a', '```\n- a\n- b\n```', '1. a\n2. b']],
  [{ kind: 'numbered', min: 2, max: 2 }, ['1. a\n2. b', '1) a\n2) b'], ['1. a\n3. b', '- a\n- b', '2. a\n3. b']],
  [{ kind: 'headings', count: 2, level: 2 }, ['## a\nx\n## b'], ['# a\n## b', '## a', '```\n## a\n## b\n```']],
  [{ kind: 'headings', texts: ['Cause', 'Fix'] }, ['# Cause\n# **Fix**'], ['# Fix\n# Cause', '# Cause']],
  [{ kind: 'starts-with', text: 'Dear' }, ['Dear you'], ['Oh Dear']],
  [{ kind: 'ends-with', text: 'END' }, ['the END'], ['END it']],
  [
    { kind: 'forbids', words: ['very', 'in short'] },
    ['every short thing'],
    ['Very good', 'That is, in short, it', 'not very good'],
  ],
  [{ kind: 'without', pieces: [','] }, ['a b'], ['a, b']],
  [{ kind: 'repeats', word: 'key', min: 2, max: 2 }, ['The key is a Key to keys.'], ['key', 'key key key']],
  [{ kind: 'case', is: 'lower' }, ['all small 1'], ['All small', '12']],
  [{ kind: 'case', is: 'upper' }, ['ALL BIG 1'], ['ALL bIG']],
  [
    { kind: 'language', is: 'de' },
    ['Der Test ist rot, und die Datei wird nicht von dem Programm gelesen.'],
    ['The test is red and the file is not read by the program.', 'rot'],
  ],
  [
    { kind: 'language', is: 'fr' },
    ['La fonction lit le fichier et elle ne rend pas la valeur dans une liste.'],
    ['La función lee el archivo y no devuelve el valor en una lista.'],
  ],
  [{ kind: 'json-only' }, ['{"a": [1]}', '[]'], ['```json\n{}\n```', 'It is {}', '{']],
  [
    { kind: 'code-block', language: 'python', alone: true },
    ['```python\nx = 1\n```'],
    ['Look:\n```python\nx\n```', '```js\nx\n```', '```python\na\n```\n```python\nb\n```', '```python\nx'],
  ],
  [{ kind: 'each-line', startsWith: '> ', maxWords: 2 }, ['> a b\n\n> c'], ['> a\nb', '> a b c']],
  [{ kind: 'sorted-lines' }, ['a\nB\nc', '- a\n- b'], ['b\na']],
  [{ kind: 'says', all: [['cache~'], ['fast|faster']] }, ['A cache makes it faster.'], ['A cache.', 'faster']],
];

describe.each(CASES)('the constraint %j', (constraint, right, wrong) => {
  it.each(right)('is met by %j', (answer) => expect(meets(constraint, answer)).toBe(true));
  it.each(wrong)('is not met by %j', (answer) => expect(meets(constraint, answer)).toBe(false));
});

it('gives partial credit for the share of constraints that is met', () => {
  const found = gradeConstraints(
    {
      kind: 'constraints',
      constraints: [
        { kind: 'words', max: 3 },
        { kind: 'case', is: 'upper' },
      ],
    },
    'not big',
  );
  expect(found).toMatchObject({
    passed: false,
    score: 0.5,
    why: '1 of 2 checks do not hold, the first being: is in upper case.',
  });
});

it('passes nothing where nothing is asked for', () => {
  expect(gradeConstraints({ kind: 'constraints', constraints: [] }, 'anything').passed).toBe(false);
});
