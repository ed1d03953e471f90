import { isJsonObject, type JsonObject, type JsonValue } from '../../protocol/json.js';
import { propertySchema } from './json-schema.js';
import { readJson } from './read-json.js';

/** A value after the lenient rules, and how many values they changed. */
export interface Coerced {
  readonly value: JsonValue;
  readonly coerced: number;
}

const INTEGER_TEXT = /^(?:0|-?[1-9]\d{0,15})$/;
const NUMBER_TEXT = /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,17})?(?:[eE][+-]?\d{1,3})?$/;

/**
 * Turns values into what their schema asks for where no doubt is left: a canonical number in a text, `"true"` and
 * `"false"`, one value where a list of them is wanted, an object as JSON text. Nothing becomes null, empty or zero.
 */
export function coerce(value: JsonValue, schema: JsonObject): Coerced {
  const types = typesOf(schema);
  if (types.length === 0 || fits(value, types)) return coerceWithin(value, schema);
  const changed = typeof value === 'string' ? ofText(value, types) : undefined;
  const wrapped = changed === undefined && types.includes('array') && isScalar(value) ? [value] : changed;
  if (wrapped === undefined) return { value, coerced: 0 };
  const inner = coerceWithin(wrapped, schema);
  return { value: inner.value, coerced: inner.coerced + 1 };
}

function coerceWithin(value: JsonValue, schema: JsonObject): Coerced {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (!isJsonObject(items)) return { value, coerced: 0 };
    const members = (value as readonly JsonValue[]).map((member) => coerce(member, items));
    return { value: members.map((member) => member.value), coerced: sum(members) };
  }
  if (!isJsonObject(value)) return { value, coerced: 0 };
  const members = Object.entries(value).map(([name, member]) => {
    const property = propertySchema(schema, name);
    return [name, property === undefined ? { value: member, coerced: 0 } : coerce(member, property)] as const;
  });
  return {
    value: Object.fromEntries(members.map(([name, member]) => [name, member.value])),
    coerced: sum(members.map(([, member]) => member)),
  };
}

function ofText(text: string, types: readonly string[]): JsonValue | undefined {
  if (types.includes('integer') && INTEGER_TEXT.test(text)) return Number(text);
  if (types.includes('number') && NUMBER_TEXT.test(text)) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (!types.includes('object')) return undefined;
  const read = readJson(text);
  return read.ok && read.repairs.length === 0 && isJsonObject(read.value) ? read.value : undefined;
}

function typesOf({ type }: JsonObject): string[] {
  const types = Array.isArray(type) ? (type as readonly JsonValue[]) : [type];
  return types.filter((one): one is string => typeof one === 'string');
}

function fits(value: JsonValue, types: readonly string[]): boolean {
  return types.some((type) => {
    switch (type) {
      case 'null':
        return value === null;
      case 'array':
        return Array.isArray(value);
      case 'object':
        return isJsonObject(value);
      case 'integer':
        return Number.isInteger(value);
      default:
        return typeof value === type;
    }
  });
}

function isScalar(value: JsonValue): boolean {
  return value !== null && typeof value !== 'object';
}

function sum(members: readonly Coerced[]): number {
  return members.reduce((total, { coerced }) => total + coerced, 0);
}
