import { createContext, runInContext, type Context } from 'node:vm';
import { compared, type Finding } from './finding.js';
import { finalAnswer, unwrapped } from './final-answer.js';

/** The result of the answer has to have a form. */
export interface PatternRule {
  readonly kind: 'pattern';
  /** A regular expression for the whole result; flags `su`. */
  readonly pattern: string;
  /** Read the whole answer instead of its result. */
  readonly wholeAnswer?: true;
}

/** A result is short; what is longer has not the form of one. */
const MAX_RESULT = 20_000;

/** A pattern that takes longer on so short a text explodes. */
const MAX_MS = 1_000;

/** Matches the pattern against the whole result. */
export function gradePattern(rule: PatternRule, answer: string): Finding {
  const { text, method } = finalAnswer(answer);
  const extracted = rule.wholeAnswer === true ? answer.trim() : unwrapped(text);
  const passed = extracted.length <= MAX_RESULT && matchesWhole(rule.pattern, extracted);
  const wanted = `of the form ${rule.pattern}`;
  return compared({ passed, extracted, method: rule.wholeAnswer === true ? 'whole' : method, wanted });
}

/**
 * Whether the whole text has the form. The match may be interrupted, which a plain one cannot be.
 * @throws Error when the pattern is no regular expression, or explodes: the item is then invalid, and its author is told.
 */
function matchesWhole(pattern: string, text: string): boolean {
  context ??= createContext(Object.create(null) as object);
  Object.assign(context, { pattern: `^(?:${pattern})$`, text });
  try {
    return runInContext('new RegExp(pattern, "su").test(text)', context, { timeout: MAX_MS }) === true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The pattern ${pattern} cannot be matched against the answer: ${why}`, { cause: error });
  }
}

let context: Context | undefined;
