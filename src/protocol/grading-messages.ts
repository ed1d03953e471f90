import type { StoredAnswer } from './answer.js';
import type { BenchmarkFile } from './benchmark-file.js';
import type { CaseParameters } from './messages.js';
import type { Verdict } from './verdict.js';

/**
 * The words between orchestrator and grader: one JSON object a line, orders down on the grader's stdin, one reply for
 * each up on descriptor 3. Both are of one build, so there is no version in them.
 */

/** Judge the answers of one sample. */
export interface GradeOrder {
  /** Counts up; the reply repeats it. */
  readonly id: number;
  readonly benchmark: string;
  /** The file that holds the benchmark; absent for a built-in one. */
  readonly file?: BenchmarkFile;
  readonly parameters: CaseParameters;
  readonly answers: readonly StoredAnswer[];
  /** The user agreed to run the model's programs without a sandbox where there is none. */
  readonly allowUnsandboxed: boolean;
}

export type GradeReply =
  | { readonly id: number; readonly kind: 'verdict'; readonly verdict: Verdict }
  /** The grader failed, not the answer. */
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

/** Longest line either way: a sample's answers, with every chat that led to them. */
export const MAX_GRADING_LINE_BYTES = 16 << 20;
