import type { ChatMessage } from './chat.js';
import type { OpenCommand } from './messages.js';
import type { FinishReason } from './sample.js';

/** What the asking process is to do: open a model, ask some questions one after the other, answer, end. */
export interface QuestionOrder {
  readonly open: OpenCommand;
  readonly chats: readonly (readonly ChatMessage[])[];
  readonly maxTokens: number;
  /** Wanted for the longest exchange; a model with less gets what it has. */
  readonly contextTokens: number;
  readonly seed: number;
}

/** What came back to one question. */
export interface QuestionAnswer {
  readonly text: string;
  readonly finish: FinishReason;
  /** Absent for a question that was answered. */
  readonly failure?: string;
}

/** The asking process's one answer. */
export type QuestionReply =
  | { readonly kind: 'asked'; readonly model: string; readonly answers: readonly QuestionAnswer[] }
  | { readonly kind: 'failed'; readonly message: string; readonly hint?: string };
