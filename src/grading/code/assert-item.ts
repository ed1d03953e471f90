import type { CodeLanguage } from './code-item.js';

/**
 * A task of a data set whose tests are a program of assertions. Its own importer makes it; plain JSON, so that it can be
 * hashed and shown.
 */
export interface AssertItem {
  readonly id: string;
  readonly language: CodeLanguage;
  /** The beginning of a program, up to the signature, that an answer may complete; empty where the task is told in prose. */
  readonly prompt: string;
  /** The function that the tests call. */
  readonly entryPoint: string;
  /** The data set's own solution: a whole program, or a body behind {@link prompt}. Absent where the data set has none. */
  readonly reference?: string;
  /** How many assertions there are, where no reference shows it. */
  readonly assertions?: number;
  readonly tests: AssertTests;
}

/** The forms that tests come in. */
export type AssertTests =
  /** A text that defines `check(candidate)`, as HumanEval's. Python only. */
  | { readonly kind: 'check'; readonly source: string }
  /** Statements, each one an assertion, behind a preparation, as MBPP's. Python only. */
  | { readonly kind: 'statements'; readonly setup: string; readonly asserts: readonly string[] }
  /** A text that stands behind the program and calls its tests itself, as MultiPL-E's. */
  | { readonly kind: 'appended'; readonly source: string };
