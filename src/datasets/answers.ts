import type { StoredAnswer } from '../protocol/answer.js';
import type { ToolCall } from '../protocol/chat.js';
import type { Chat } from '../worker/graded-benchmark.js';

/** An answer as a model would give it to a chat, for controls. */
export function answerTo(chat: Chat, text: string, toolCalls?: readonly ToolCall[]): StoredAnswer {
  return {
    messages: chat.messages,
    ...(chat.tools === undefined ? {} : { tools: chat.tools }),
    maxTokens: chat.maxTokens,
    text,
    ...(toolCalls === undefined ? {} : { toolCalls }),
    finish: toolCalls === undefined ? 'stop' : 'tool-calls',
    outcome: { status: 'ok' },
  };
}
