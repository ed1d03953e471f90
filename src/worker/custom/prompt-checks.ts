import { isDeepStrictEqual } from 'node:util';
import type { PromptCheck } from './prompt-file.js';

/** The kinds of conditions, one of which each check has. */
export const CHECK_KINDS = ['contains', 'equals', 'matches', 'json'] as const;

/** What a check is called in labels and on screen. */
export function checkName(check: PromptCheck): string {
  if (check.name !== undefined) return check.name;
  const kind = CHECK_KINDS.find((each) => check[each] !== undefined);
  return kind === undefined ? 'nothing' : `${kind} ${JSON.stringify(check[kind])}`;
}

/** Whether an answer meets a check. */
export function meets(answer: string, check: PromptCheck): boolean {
  if (check.contains !== undefined) return answer.includes(check.contains);
  if (check.equals !== undefined) return answer.trim() === String(check.equals).trim();
  if (check.matches !== undefined) return patternOf(check.matches).test(answer);
  return meetsJson(answer, check.json);
}

/** `u`: code points, and no forgiven escapes. `s`: a dot also stands for a line end. */
export function patternOf(source: string): RegExp {
  return new RegExp(source, 'su');
}

function meetsJson(answer: string, wanted: unknown): boolean {
  const [, fenced] = /```(?:json)?\s*\n(.*?)```/s.exec(answer) ?? [];
  let value: unknown;
  try {
    value = JSON.parse(fenced ?? answer);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
  return wanted === true || holds(value, wanted);
}

/** An object holds another when it has all of its members; lists and single values have to be equal. */
function holds(value: unknown, wanted: unknown): boolean {
  if (!isObject(wanted)) return isDeepStrictEqual(value, wanted);
  if (!isObject(value)) return false;
  return Object.entries(wanted).every(([name, member]) => Object.hasOwn(value, name) && holds(value[name], member));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
