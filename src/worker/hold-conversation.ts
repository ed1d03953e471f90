import { Conversation, type ConversationTask } from '../grading/tools/conversation.js';
import type { ToolMode } from '../grading/tools/tool-task.js';
import { scratchExecutor } from '../tools/executor.js';
import type { AskContext } from './graded-benchmark.js';

/** What asking a conversation needs. */
export interface ConversationAsk {
  readonly mode: ToolMode;
  /** Most tokens of one answer. */
  readonly maxTokens: number;
  readonly ask: AskContext['ask'];
}

/**
 * Holds a conversation with a model: asks, runs the calls of each answer for real in a scratch workspace, and says the
 * results back, until it is over. Nothing is judged here.
 */
export async function holdConversation(
  task: ConversationTask,
  { mode, maxTokens, ask }: ConversationAsk,
): Promise<void> {
  const executor = scratchExecutor(task.state);
  try {
    const conversation = new Conversation(task, mode, executor);
    while (conversation.end === undefined) conversation.hear(await ask({ ...conversation.chat(), maxTokens }));
  } finally {
    executor[Symbol.dispose]();
  }
}
