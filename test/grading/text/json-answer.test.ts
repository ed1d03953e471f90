import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeJson, type JsonRule } from '../../../src/grading/text/json-answer.js';
import { readJson } from '../../../src/grading/text/read-json.js';

describe('JSON in an answer', () => {
  it.each([
    ['{"a": 1}', 'whole'],
    ['Here it is:\n```json\n{"a": 1}\n```\nDone.', 'fence'],
    ['```\n{"a": 0}\n```\nrather\n~~~json\n{"a": 1}\n~~~', 'fence'],
    ['Sure! {"a": 1} is it.', 'inside'],
    ['First {"a": 0}, then {"a": 1}.', 'inside'],
    ['{"a": 1} {"b": }', 'inside'],
  ] as const)('is found in %j', (answer, method) =>
    expect(readJson(answer)).toMatchObject({ value: { a: 1 }, method }),
  );

  it.each(['', '{"a": 1', "{'a': 1}", '{a: 1}', '{"a": 1,}', 'none'])('is not repaired in %j', (answer) => {
    expect(readJson(answer)).toBeUndefined();
  });

  it('is found whatever it is, alone, fenced and in a sentence', () => {
    const value = fc.jsonValue({ maxDepth: 4 }).map((each) => JSON.parse(JSON.stringify(each)) as unknown);
    fc.assert(
      fc.property(value, (each) => {
        const text = JSON.stringify(each);
        expect(readJson(text)?.value).toEqual(each);
        expect(readJson(`So:\n\`\`\`json\n${text}\n\`\`\``)?.value).toEqual(each);
        if (typeof each === 'object' && each !== null) expect(readJson(`It is ${text} as asked`)?.value).toEqual(each);
      }),
    );
  });
});

describe('an answer in JSON', () => {
  const rule: JsonRule = {
    kind: 'json',
    schema: {
      type: 'object',
      properties: { name: { type: 'string' }, sizes: { type: 'array', items: { type: 'integer' } } },
      required: ['name', 'sizes'],
      additionalProperties: false,
    },
    equals: { name: 'Blue Box', sizes: [1, 2] },
  };
  const passes = (answer: string, more: Partial<JsonRule> = {}): boolean =>
    gradeJson({ ...rule, ...more }, answer).passed;

  it('passes when it meets the schema and has the values', () => {
    expect(passes('{"sizes": [1, 2.0], "name": " blue  box"}')).toBe(true);
  });

  it.each([
    '{"name": "Blue Box", "sizes": [2, 1]}',
    '{"name": "Blue Box", "sizes": ["1", "2"]}',
    '{"name": "Blue Box", "sizes": [1, 2], "note": ""}',
    '{"name": "Red Box", "sizes": [1, 2]}',
    '{"name": "Blue Box"}',
    '[]',
    'null',
  ])('does not pass as %j', (answer) => expect(passes(answer)).toBe(false));

  it('may have lists in any order where that is said', () => {
    expect(passes('{"name": "Blue Box", "sizes": [2, 1]}', { anyOrder: ['/sizes'] })).toBe(true);
    expect(passes('{"name": "Blue Box", "sizes": [2, 2]}', { anyOrder: ['/sizes'] })).toBe(false);
  });

  it('has to be alone where that is asked for', () => {
    const alone = '{"name": "Blue Box", "sizes": [1, 2]}';
    expect(passes(alone, { only: true })).toBe(true);
    expect(passes(`\`\`\`json\n${alone}\n\`\`\``, { only: true })).toBe(false);
  });

  it('says which member is wrong', () => {
    const { checks } = gradeJson(rule, '{"name": "Blue Box", "sizes": [3]}');
    expect(checks.filter(({ passed }) => !passed)).toEqual([{ name: '/sizes is [1,2]', passed: false, detail: '[3]' }]);
  });

  it('does not take inherited members for members', () => {
    expect(gradeJson({ kind: 'json', equals: { constructor: 1 } }, '{}').passed).toBe(false);
  });
});
