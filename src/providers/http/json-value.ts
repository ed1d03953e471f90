/** A parsed JSON object whose fields are not known to be anything yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The field as an object, or undefined when it is anything else. */
export function objectIn(parent: JsonObject, field: string): JsonObject | undefined {
  const value = parent[field];
  return isObject(value) ? value : undefined;
}

/** The field as an array, empty when it is anything else. */
export function arrayIn(parent: JsonObject, field: string): readonly unknown[] {
  const value = parent[field];
  return Array.isArray(value) ? value : [];
}

/** The field as a finite number, or undefined. */
export function numberIn(parent: JsonObject, field: string): number | undefined {
  const value = parent[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The field as a string, or undefined. */
export function stringIn(parent: JsonObject, field: string): string | undefined {
  const value = parent[field];
  return typeof value === 'string' ? value : undefined;
}
