import type { CodeValue } from '../../../src/grading/code/code-value.js';

/** Something that a good explanation says. */
export interface KeyFact {
  /** In words, for people. */
  readonly fact: string;
  /** One of these phrases says it (see src/grading/text/phrase.ts). */
  readonly says: readonly string[];
  /** 1 unless told. */
  readonly weight?: number;
}

/** Something that would be wrong. */
export interface ForbiddenClaim {
  readonly claim: string;
  readonly says: readonly string[];
}

/** A call of the explained function and what it gives. */
export interface ExplainedCall {
  readonly args: readonly CodeValue[];
  readonly returns: CodeValue;
}

/** What can be tried with an explained function. */
export interface ExplainedFunction {
  readonly entryPoint: string;
  /** As a task to write it would give it, such as `chunk(list, size)`. */
  readonly signature: string;
  /** Calls whose results the model is asked for. */
  readonly predict: readonly ExplainedCall[];
  /** Calls of a function that is written from the explanation alone. */
  readonly hidden: readonly ExplainedCall[];
}

/** A piece of code, a change or an error, and what is to be said about it. */
export interface ExplanationItem {
  readonly id: string;
  readonly kind: 'function' | 'diff' | 'error';
  readonly language: 'javascript' | 'python';
  /** What is shown. */
  readonly material: string;
  readonly facts: readonly KeyFact[];
  readonly forbidden: readonly ForbiddenClaim[];
  /** Identifiers that have to be named. */
  readonly names: readonly string[];
  /** Of functions. */
  readonly calls?: ExplainedFunction;
  /** Explanations that pass, in different words. */
  readonly right: readonly string[];
  /** Explanations that do not: wrong, or too vague. */
  readonly wrong: readonly string[];
}

/** A key fact of weight 1. */
export function fact(words: string, ...says: readonly string[]): KeyFact {
  return { fact: words, says };
}

/** A key fact without which hardly anything is explained. */
export function mainFact(words: string, ...says: readonly string[]): KeyFact {
  return { fact: words, says, weight: 2 };
}

/** A wrong claim. */
export function claim(words: string, ...says: readonly string[]): ForbiddenClaim {
  return { claim: words, says };
}
