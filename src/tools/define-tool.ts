import type { ToolDefinition } from '../protocol/chat.js';
import type { JsonObject, JsonValue } from '../protocol/json.js';

/** Properties by their names; a name that ends in `?` may be left out. */
export type Properties = Readonly<Record<string, JsonObject>>;

/** A tool whose arguments are these properties. */
export function defineTool(name: string, description: string, properties: Properties): ToolDefinition {
  return { name, description, parameters: shape(properties) };
}

/** An object of these properties, and no others. */
export function shape(given: Properties, description?: string): JsonObject {
  const properties = Object.fromEntries(Object.entries(given).map(([key, one]) => [key.replace('?', ''), one]));
  const required = Object.keys(given).filter((key) => !key.endsWith('?'));
  return { type: 'object', ...(description === undefined ? {} : { description }), properties, required };
}

/** A text, one of some values where they are given. */
export function text(description: string, values?: readonly string[]): JsonObject {
  return { type: 'string', description, ...(values === undefined ? {} : { enum: values }) };
}

export function whole(
  description: string,
  limits: { readonly minimum?: number; readonly maximum?: number } = {},
): JsonObject {
  return { type: 'integer', description, ...limits };
}

export function decimal(description: string): JsonObject {
  return { type: 'number', description };
}

export function flag(description: string): JsonObject {
  return { type: 'boolean', description };
}

export function listOf(items: JsonObject, description: string): JsonObject {
  return { type: 'array', items, description };
}

/** The same property with the value that it has when it is left out. */
export function preset(property: JsonObject, value: JsonValue): JsonObject {
  return { ...property, default: value };
}
