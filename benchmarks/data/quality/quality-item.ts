import type { TextRule } from '../../../src/grading/text/grade-text.js';

/** What a question is about; each has a file of its own. */
export type QualityCategory = 'instructions' | 'extraction' | 'reasoning' | 'code' | 'logs' | 'recall' | 'unknown';

/** A short question with a rule that judges the answer. */
export interface QualityItem {
  readonly id: string;
  readonly category: QualityCategory;
  /** The user's message; the options of a choice are put behind it. */
  readonly prompt: string;
  readonly rule: TextRule;
  /** Answers that pass; a rule with one evident answer needs none. */
  readonly right?: readonly string[];
  /** Answers that do not pass, near misses above all. */
  readonly wrong?: readonly string[];
  /** The prompt's first code block is a program that prints what the rule wants, as a test makes sure. */
  readonly runs?: 'javascript' | 'python';
}
