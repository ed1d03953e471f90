import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { canonicalJson } from '../../plan/canonical-json.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../protocol/json.js';

/** JSON Schema's name for each type that only other vocabularies have, in lower case; `undefined` constrains nothing. */
const TYPES: ReadonlyMap<string, string | undefined> = new Map([
  ['dict', 'object'],
  ['hashmap', 'object'],
  ['float', 'number'],
  ['double', 'number'],
  ['tuple', 'array'],
  ['list', 'array'],
  ['arraylist', 'array'],
  ['byte', 'integer'],
  ['short', 'integer'],
  ['long', 'integer'],
  ['bigint', 'integer'],
  ['char', 'string'],
  ['any', undefined],
  ['', undefined],
  ...['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'].map((name): [string, string] => [
    name,
    name,
  ]),
]);

/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
const HOLDERS = {
  one: ['items', 'additionalProperties', 'not', 'contains', 'propertyNames', 'if', 'then', 'else', 'additionalItems'],
  list: ['anyOf', 'allOf', 'oneOf', 'prefixItems'],
  named: ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'],
} as const;

/** One instance for all: a new one costs ten milliseconds. Formats are not looked at, unknown keywords neither. */
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, logger: false });
// The library compares lists of objects pair by pair, which a long answer would make last for minutes.
ajv.removeKeyword('uniqueItems');
ajv.addKeyword({
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: (wanted: boolean, items: readonly unknown[]) =>
    !wanted || new Set(items.map((item) => canonicalJson(item))).size === items.length,
});

const compiled = new Map<string, ValidateFunction>();

/**
 * The parameters of a tool as JSON Schema 2020-12: types of Gorilla's vocabulary (`dict`, `float`, `tuple`, …) are
 * mapped, ids and dialects are dropped. A type that nobody knows is kept and refused later.
 */
export function toJsonSchema(schema: Readonly<Record<string, unknown>>): JsonObject {
  return mapSchema(schema as JsonObject) as JsonObject;
}

/**
 * What is wrong with a call's arguments by a tool's schema (already mapped), in words, at most three of it. Empty when
 * nothing is. @throws Error for a schema that is none: the item's fault.
 */
export function schemaProblems(schema: JsonObject, value: JsonValue): string[] {
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, 3).map(describe);
}

/** Names of arguments that a schema does not know and does not openly let through. */
export function unknownArguments(schema: JsonObject, value: JsonObject): string[] {
  const { additionalProperties: others } = schema;
  if (others === true || isJsonObject(others) || isJsonObject(schema['patternProperties'])) return [];
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  return Object.keys(value).filter((name) => !Object.hasOwn(properties, name));
}

/** The schema of one property, where there is one. */
export function propertySchema(schema: JsonObject, name: string): JsonObject | undefined {
  const { properties } = schema;
  if (!isJsonObject(properties) || !Object.hasOwn(properties, name)) return undefined;
  const property = properties[name];
  return isJsonObject(property) ? property : undefined;
}

function validatorOf(schema: JsonObject): ValidateFunction {
  const key = canonicalJson(schema);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const validate = ajv.compile(schema);
  compiled.set(key, validate);
  return validate;
}

function describe({ instancePath, message, params }: ErrorObject): string {
  const where = instancePath === '' ? 'the arguments' : `"${instancePath.slice(1, 80)}"`;
  const allowed: unknown = params['allowedValues'];
  const values = Array.isArray(allowed) ? ` (${allowed.join(', ').slice(0, 100)})` : '';
  return `${where} ${message ?? 'do not fit'}${values}`;
}

function mapSchema(schema: JsonValue): JsonValue {
  if (!isJsonObject(schema)) return schema;
  const mapped = new Map<string, JsonValue>(Object.entries(schema));
  for (const dropped of ['$schema', '$id', 'id']) if (typeof schema[dropped] === 'string') mapped.delete(dropped);
  mapType(schema['type'], mapped);
  mapTuple(mapped);
  for (const name of HOLDERS.one) if (mapped.has(name)) mapped.set(name, mapSchema(mapped.get(name) ?? null));
  for (const name of HOLDERS.list) {
    const members = mapped.get(name);
    if (Array.isArray(members)) mapped.set(name, members.map(mapSchema));
  }
  for (const name of HOLDERS.named) {
    const members = mapped.get(name);
    if (!isJsonObject(members)) continue;
    mapped.set(name, Object.fromEntries(Object.entries(members).map(([key, member]) => [key, mapSchema(member)])));
  }
  // Some vocabularies mark a property as required on the property itself, where JSON Schema wants a list.
  if (typeof mapped.get('required') === 'boolean') mapped.delete('required');
  return Object.fromEntries(mapped);
}

function mapType(type: JsonValue | undefined, mapped: Map<string, JsonValue>): void {
  if (type === undefined) return;
  const types = (Array.isArray(type) ? (type as readonly JsonValue[]) : [type]).map((one) =>
    typeof one === 'string' && TYPES.has(one.toLowerCase()) ? TYPES.get(one.toLowerCase()) : one,
  );
  const known = types.filter((one): one is JsonValue => one !== undefined);
  if (known.length < types.length || known.length === 0) mapped.delete('type');
  else mapped.set('type', Array.isArray(type) ? known : (known[0] ?? null));
}

/** A list of schemas under `items` was a tuple in earlier dialects. */
function mapTuple(mapped: Map<string, JsonValue>): void {
  const items = mapped.get('items');
  if (!Array.isArray(items)) return;
  mapped.set('prefixItems', items as readonly JsonValue[]);
  const rest = mapped.get('additionalItems');
  if (rest === undefined) mapped.delete('items');
  else mapped.set('items', rest);
}
