import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { JsonObject } from '../protocol/json.js';

/** One instance for all: compiling is what costs. Formats that it does not know do not matter. */
const AJV = new Ajv({ allErrors: true, strict: false, validateFormats: false });

const compiled = new WeakMap<JsonObject, ValidateFunction>();

/** What a value does not meet in a JSON Schema (draft-07); nothing when it meets all. @throws Error for a schema that is none. */
export function schemaErrors(schema: JsonObject, value: unknown): readonly ErrorObject[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = AJV.compile(schema);
    compiled.set(schema, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []);
}
