/** A parsed JSON object whose members are not known to be anything yet. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** The value as an object, or undefined for anything else. */
export function fieldsOf(value: unknown): JsonFields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonFields) : undefined;
}

/** The member as a finite number, or undefined. */
export function numberOf(fields: JsonFields | undefined, name: string): number | undefined {
  const value = fields?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The member as a text, or undefined. */
export function textOf(fields: JsonFields | undefined, name: string): string | undefined {
  const value = fields?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** The member as a list of finite numbers; undefined when it is anything else, so that no value shifts its place. */
export function numbersOf(fields: JsonFields | undefined, name: string): number[] | undefined {
  const value = fields?.[name];
  const isNumbers = Array.isArray(value) && value.every((each) => typeof each === 'number' && Number.isFinite(each));
  return isNumbers ? (value as number[]) : undefined;
}
