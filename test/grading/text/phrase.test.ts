import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeContains } from '../../../src/grading/text/contains.js';
import { findPhrase, parsePhrase, sentencesOf } from '../../../src/grading/text/phrase.js';
import { gradeUnknown } from '../../../src/grading/text/unknown.js';

const says = (text: string, phrase: string): boolean =>
  findPhrase(sentencesOf(text), parsePhrase(phrase)) !== undefined;

describe('a phrase', () => {
  it.each([
    ['It returns `null` at the end.', 'return~ ... null|undefined'],
    ['**Returns** the *first* duplicate', 'returns the first duplicate'],
    ['The value is -1.', 'value is -1'],
    ['Uses Array.prototype.map here', 'array'],
    ["It's the caller’s job", "caller's"],
    ['a, b, and c', 'a b and c'],
    ['It is O(n) in time', 'o n'],
    ['If it is not found, it returns null', 'returns null'],
  ])('%j says %j', (text, phrase) => expect(says(text, phrase)).toBe(true));

  it.each([
    ['It does not return null.', 'return~ ... null'],
    ["It doesn't ever return null.", 'return~ ... null'],
    ['It never returns null.', 'return~ ... null'],
    ['It returns a list instead of null', 'return~ ... null'],
    ['It returns. Then null is set.', 'return~ ... null'],
    ['returns one two three four five six seven eight nine null', 'return~ ... null'],
    ['annulled', 'null'],
    ['null', 'null ... null'],
  ])('%j does not say %j', (text, phrase) => expect(says(text, phrase)).toBe(false));

  it('with a negation of its own is said by a negation', () => {
    expect(says('It does not change its input.', 'not ... change~|modif~ ... input')).toBe(true);
    expect(says('It changes its input.', 'not ... change~|modif~ ... input')).toBe(false);
  });

  it('has to begin and end with a word', () => {
    for (const wrong of ['', '...', '... a', 'a ...', 'a|', '~']) expect(() => parsePhrase(wrong)).toThrow();
  });

  it('is found in any text that is made of it', () => {
    const word = fc
      .stringMatching(/^[a-z]{1,8}$/)
      .filter(
        (each) =>
          !['not', 'no', 'nor', 'never', 'without', 'cannot', 'neither', 'instead', 'rather', 'unlike'].includes(each),
      );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.array(word, { maxLength: 6 }), (words, before) => {
        expect(says([...before, ...words].join(' '), words.join(' '))).toBe(true);
      }),
    );
  });

  it('may have many gaps and many places to begin', () => {
    const phrase = parsePhrase(`${'a ... '.repeat(20)}b`);
    expect(findPhrase(sentencesOf('a '.repeat(200_000)), phrase)).toBeUndefined();
  });
});

describe('an answer that has to say things', () => {
  const rule = { kind: 'contains', all: [['cache'], ['stale', 'out of date']], none: ['always fresh'] } as const;

  it('passes when it says one of each and none of the others', () => {
    expect(gradeContains(rule, 'The cache can be out of date.').passed).toBe(true);
    expect(gradeContains(rule, 'The cache is stale. It is always fresh.').passed).toBe(false);
    expect(gradeContains(rule, 'The cache')).toMatchObject({ passed: false, score: 2 / 3 });
  });

  it('passes nothing when nothing is wanted', () => {
    expect(gradeContains({ kind: 'contains', all: [] }, 'anything').passed).toBe(false);
  });
});

describe('a question that cannot be answered', () => {
  const prompt = 'The service listens on port 8080. Which version is it?';
  const grade = (answer: string): boolean =>
    gradeUnknown({ kind: 'unknown', never: ['released in'] }, answer, prompt).passed;

  it.each([
    'The text does not say which version it is.',
    'The version is not mentioned.',
    'NOT STATED',
    'Unknown.',
    "I can't tell from this text; it only names port 8080.",
    'There is no information about the version.',
    'That cannot be determined from what is given.',
    "The text doesn't mention a version.",
    "I don't know.",
    'No version is given.',
    'N/A',
    'The version isn’t specified in the text.',
    'The text only says on which port it listens, not which version it is.',
    'There is no `version` key.',
    'Nothing in the text indicates the version.',
    'It names two things but only gives the first one, the port.',
  ])('is answered rightly by %j', (answer) => expect(grade(answer)).toBe(true));

  it.each([
    'Version 2.4.',
    'The text does not say, but it is probably 1.0.',
    "I'm sorry, but I can't help with that.",
    'I cannot assist with this request.',
    'As a language model I am unable to answer.',
    'It is the version released in spring; more is not stated.',
    'The version',
    'It is the first one only.',
    'lorem ipsum dolor sit amet',
  ])('is not answered by %j', (answer) => expect(grade(answer)).toBe(false));
});
