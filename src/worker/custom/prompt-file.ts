import type { ChatMessage } from '../../protocol/chat.js';

/** One condition on an answer; exactly one of the four kinds is given. */
export interface PromptCheck {
  /** What it is called in results; the condition itself unless told. */
  readonly name?: string;
  /** The answer holds this text. */
  readonly contains?: string;
  /** The answer is this text, but for white space around it. */
  readonly equals?: string | number | boolean | null;
  /** The answer matches this regular expression (JavaScript, `u` and `s` flags). */
  readonly matches?: string;
  /** The answer is JSON, with or without a code fence, that holds this: `true` for any JSON. */
  readonly json?: unknown;
}

/** One prompt of the file: a case of its own. */
export interface PromptEntry {
  /** What the case is called; its number in the file, from 1, unless told. */
  readonly name?: string;
  readonly prompt?: string;
  readonly messages?: readonly ChatMessage[];
  readonly maxTokens?: number;
  readonly checks?: readonly PromptCheck[];
}

/** A file of prompts, checked. */
export interface PromptFile {
  readonly name: string;
  readonly question: string;
  readonly version?: number;
  readonly prompts: readonly PromptEntry[];
}
