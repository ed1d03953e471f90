import type { CodeValue } from './code-value.js';
import type { Check, VerdictKind } from '../../protocol/verdict.js';

/** What was found out about a program, before it becomes a verdict with a grader's name. */
export interface CodeFinding {
  readonly kind: VerdictKind;
  readonly why: string;
  readonly checks: readonly Check[];
  /** Tests that passed, and all. */
  readonly passed: number;
  readonly total: number;
}

/** Most characters of an input, a value or a message that a verdict keeps. */
const SHOWN = 300;

/** A message as a verdict shows it: one line without control characters. */
export function shown(text: string, limit = SHOWN): string {
  // A program's own words may be anything: no control sequence of theirs reaches a terminal.
  const clean = text
    .slice(0, limit * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ')
    .trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1)}…`;
}

/** A value of a program, by which the text "3" and the number 3 are told apart. */
export function shownValue(value: CodeValue): string {
  return shown(JSON.stringify(value));
}
