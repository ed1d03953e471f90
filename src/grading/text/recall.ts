import type { Check } from '../../protocol/verdict.js';
import { ofChecks, quoted, unparsed, type Finding } from './finding.js';

/** A code out of a long text is wanted, and none of the others that stand beside it. */
export interface RecallRule {
  readonly kind: 'recall';
  /** All of them have to occur. */
  readonly codes: readonly string[];
  /** Codes of the same form that are somewhere else in the text. */
  readonly others: readonly string[];
}

/** Looks for the codes as words of their own; case does not matter. */
export function gradeRecall(rule: RecallRule, answer: string): Finding {
  const words = new Set(answer.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu));
  if (words.size === 0) return unparsed('The answer holds no words.');
  const wrong = rule.others.find((code) => words.has(code.toLowerCase()));
  const checks: Check[] = [
    ...rule.codes.map((code) => ({ name: `names ${code}`, passed: words.has(code.toLowerCase()) })),
    { name: 'names no other code', passed: wrong === undefined, ...(wrong === undefined ? {} : { detail: wrong }) },
  ];
  return ofChecks(checks, { extracted: quoted(answer.trim()), method: 'words' });
}
