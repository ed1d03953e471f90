import type { ChatMessage, ToolCall, ToolDefinition } from './chat.js';
import type { FinishReason, RequestOutcome } from './sample.js';

/**
 * One exchange with a model in full: what graders read, and what is durable before anything is graded. It holds no
 * verdict, so that a later grader can judge it anew.
 */
export interface StoredAnswer {
  /** The chat that was sent. */
  readonly messages: readonly ChatMessage[];
  /** The tools that were offered through the server's own tool interface; absent where there were none. */
  readonly tools?: readonly ToolDefinition[];
  readonly maxTokens: number;
  /** The answer's content, without reasoning that the server sent apart and without native calls. */
  readonly text: string;
  /** Reasoning that the server sent apart from the content. */
  readonly reasoning?: string;
  /** Calls that came through the server's own tool interface. */
  readonly toolCalls?: readonly ToolCall[];
  readonly finish: FinishReason;
  readonly outcome: RequestOutcome;
}
