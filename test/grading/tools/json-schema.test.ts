import { expect, it } from 'vitest';
import { schemaProblems, toJsonSchema, unknownArguments } from '../../../src/grading/tools/json-schema.js';

it('maps the types of other vocabularies at every depth', () => {
  const mapped = toJsonSchema({
    type: 'dict',
    properties: {
      point: { type: 'tuple', items: [{ type: 'float' }, { type: 'long' }] },
      names: { type: 'ArrayList', items: { type: 'String' } },
      free: { type: 'any' },
      none: { type: '' },
      map: { type: 'HashMap', properties: { c: { type: 'char' } } },
    },
    required: ['point'],
  });
  expect(mapped).toEqual({
    type: 'object',
    properties: {
      point: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'integer' }] },
      names: { type: 'array', items: { type: 'string' } },
      free: {},
      none: {},
      map: { type: 'object', properties: { c: { type: 'string' } } },
    },
    required: ['point'],
  });
  expect(schemaProblems(mapped, { point: [1.5, 2], names: ['a'], free: [1], map: { c: 'x' } })).toEqual([]);
  expect(schemaProblems(mapped, { point: [1, 2.5], names: [1] })).toHaveLength(2);
});

it('drops ids and dialects, so that one schema may come twice', () => {
  const schema = { $schema: 'http://json-schema.org/draft-07/schema#', $id: 'x', type: 'object' };
  expect(schemaProblems(toJsonSchema(schema), {})).toEqual([]);
  expect(schemaProblems(toJsonSchema({ ...schema, title: 'again' }), {})).toEqual([]);
});

it.each([
  ['integer', 5, true],
  ['integer', 5.5, false],
  ['integer', '5', false],
  ['integer', true, false],
  ['number', 5, true],
  ['number', '5', false],
  ['boolean', 0, false],
  ['boolean', 'true', false],
  ['string', 5, false],
  ['string', null, false],
  ['null', null, true],
] as const)('holds a value to be %s strictly: %j is %s', (type, value, fits) => {
  const schema = toJsonSchema({ type: 'object', properties: { list: { type: 'array', items: { type } } } });
  expect(schemaProblems(schema, { list: [value] })).toHaveLength(fits ? 0 : 1);
});

it('throws for a schema that is none: the item is at fault, not the model', () => {
  expect(() => schemaProblems(toJsonSchema({ type: 'objekt' }), {})).toThrow(/type/);
});

it('names arguments that a schema does not know, unless it lets them through', () => {
  const schema = { type: 'object', properties: { a: {} } };
  expect(unknownArguments(schema, { a: 1, b: 2, constructor: 3 })).toEqual(['b', 'constructor']);
  expect(unknownArguments({ ...schema, additionalProperties: true }, { b: 2 })).toEqual([]);
});

it('compares members for uniqueness in linear time', () => {
  const schema = { type: 'object', properties: { l: { type: 'array', uniqueItems: true } } };
  const items = Array.from({ length: 100_000 }, (_, at) => ({ at }));
  expect(schemaProblems(schema, { l: items })).toEqual([]);
  expect(
    schemaProblems(schema, {
      l: [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    }),
  ).toHaveLength(1);
});
