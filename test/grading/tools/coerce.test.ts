import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coerce } from '../../../src/grading/tools/coerce.js';
import { schemaProblems } from '../../../src/grading/tools/json-schema.js';
import type { JsonObject, JsonValue } from '../../../src/protocol/json.js';

const schema: JsonObject = {
  type: 'object',
  properties: {
    count: { type: 'integer' },
    ratio: { type: 'number' },
    on: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'integer' } },
    where: { type: 'object', properties: { depth: { type: 'integer' } } },
    name: { type: 'string' },
    maybe: { type: ['integer', 'null'] },
  },
};

it.each<readonly [string, JsonObject, JsonObject, number]>([
  ['an integer in a text', { count: '5' }, { count: 5 }, 1],
  ['a number in a text', { ratio: '-1.5e3' }, { ratio: -1500 }, 1],
  ['a boolean in a text', { on: 'true' }, { on: true }, 1],
  ['one value for a list, and the value itself', { tags: '7' }, { tags: [7] }, 2],
  ['an object in a text, and within it', { where: '{"depth": "2"}' }, { where: { depth: 2 } }, 2],
])('coerces %s', (...[, given, wanted, coerced]) => {
  expect(coerce(given, schema)).toEqual({ value: wanted, coerced });
});

it.each<readonly [string, JsonObject]>([
  ['null to a number', { count: null }],
  ['true to a number', { count: true }],
  ['an empty text to a number', { count: '' }],
  ['a padded number', { count: ' 5' }],
  ['a number with leading zeros', { count: '007' }],
  ['a fraction to an integer', { count: '5.5' }],
  ['a number to a text', { name: 5 }],
  ['1 to true', { on: 1 }],
  ['"True" to true', { on: 'True' }],
  ['null to a list', { tags: null }],
  ['a text that is no object', { where: '[1]' }],
  ['what fits already', { maybe: null }],
])('does not coerce %s', (_what, given) => {
  expect(coerce(given, schema)).toEqual({ value: given, coerced: 0 });
});

it('never harms arguments that fit, and counts nothing then', () => {
  const fitting = fc.record(
    {
      count: fc.integer(),
      ratio: fc.double({ noNaN: true, noDefaultInfinity: true }),
      on: fc.boolean(),
      tags: fc.array(fc.integer()),
      where: fc.record({ depth: fc.integer() }),
      name: fc.string(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fitting, (given) => {
      const value = JSON.parse(JSON.stringify(given)) as JsonValue;
      expect(schemaProblems(schema, value)).toEqual([]);
      expect(coerce(value, schema)).toEqual({ value, coerced: 0 });
    }),
  );
});

it('changes nothing a second time', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('count', 'ratio', 'on', 'tags', 'where', 'name'), fc.jsonValue({ maxDepth: 2 })),
      (given) => {
        const once = coerce(JSON.parse(JSON.stringify(given)) as JsonValue, schema).value;
        expect(coerce(once, schema).value).toEqual(once);
      },
    ),
  );
});
