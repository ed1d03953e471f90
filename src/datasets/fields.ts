import type { JsonObject, JsonValue } from '../protocol/json.js';

/** Why a record cannot be used, in one sentence. */
export class RowProblem extends Error {}

/** A member that has to be a text and not empty. @throws RowProblem */
export function textOf(value: JsonObject, name: string): string {
  const text = own(value, name);
  if (typeof text === 'string' && text.trim() !== '') return text;
  throw new RowProblem(`"${name}" ${text === undefined ? 'is missing' : 'has to be a text that is not empty'}.`);
}

/** A member that may be missing, null or a text. @throws RowProblem */
export function optionalText(value: JsonObject, name: string): string | undefined {
  const text = own(value, name);
  if (text === undefined || text === null || text === '') return undefined;
  if (typeof text === 'string') return text;
  throw new RowProblem(`"${name}" has to be a text.`);
}

/** A member that is a list of texts. Missing is empty. @throws RowProblem */
export function textsOf(value: JsonObject, name: string): readonly string[] {
  const list = own(value, name) ?? [];
  if (Array.isArray(list) && list.every((each) => typeof each === 'string')) return list;
  throw new RowProblem(`"${name}" has to be a list of texts.`);
}

/** A member that is a list. @throws RowProblem */
export function listOf(value: JsonObject, name: string): readonly JsonValue[] {
  const list = own(value, name);
  if (Array.isArray(list)) return list as readonly JsonValue[];
  throw new RowProblem(`"${name}" ${list === undefined ? 'is missing' : 'has to be a list'}.`);
}

/** A member that names a record: a text, or a whole number. @throws RowProblem */
export function idOf(value: JsonObject, name: string): string {
  const id = own(value, name);
  if (typeof id === 'number' && Number.isInteger(id)) return String(id);
  const text = typeof id === 'string' ? id.trim() : '';
  if (text !== '' && text.length <= 200 && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return text;
  throw new RowProblem(`"${name}" has to be a text of at most 200 characters on one line, or a whole number.`);
}

/** A member where there is one; `__proto__` and its like are members as good as others. */
export function own(value: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether all of these members are there. */
export function has(value: JsonObject, ...names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(value, name));
}
