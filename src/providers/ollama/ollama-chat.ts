import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { ChatMessage, ToolCall } from '../../protocol/chat.js';
import { argumentsObject, wireTools } from '../chat-wire.js';
import type { JsonObject } from '../http/json-value.js';
import { offeredTools } from '../offered-tools.js';
import type { Prompt } from '../provider.js';

/**
 * A chat in Ollama's words: arguments are objects, and a tool's message names the tool whose call it answers.
 * @throws AcodeError (`UNSUPPORTED`) for a call in the history whose arguments are no object: it cannot be said.
 */
export function ollamaChat(prompt: Extract<Prompt, { kind: 'chat' }>): JsonObject {
  const tools = offeredTools(prompt);
  return {
    messages: prompt.messages.map((message) => wireMessage(message, prompt.messages)),
    ...(tools === undefined ? {} : { tools: wireTools(tools) }),
  };
}

function wireMessage({ role, content, toolCalls, toolCallId }: ChatMessage, all: readonly ChatMessage[]): JsonObject {
  const answered = toolCallId === undefined ? undefined : nameOfCall(toolCallId, all);
  return {
    role,
    content,
    ...(toolCalls === undefined ? {} : { tool_calls: toolCalls.map(wireCall) }),
    ...(answered === undefined ? {} : { tool_name: answered }),
    ...(toolCallId === undefined ? {} : { tool_call_id: toolCallId }),
  };
}

function wireCall(call: ToolCall): JsonObject {
  const args = argumentsObject(call);
  if (args === undefined) {
    throw new AcodeError({
      message: `Ollama's protocol cannot repeat a call of "${call.name}" whose arguments are no JSON object.`,
      code: 'UNSUPPORTED',
      exitCode: EXIT.unavailable,
      hint: 'Leave malformed calls out of the history, or measure the server by the OpenAI protocol.',
    });
  }
  return { ...(call.id === undefined ? {} : { id: call.id }), function: { name: call.name, arguments: args } };
}

function nameOfCall(id: string, messages: readonly ChatMessage[]): string | undefined {
  return messages.flatMap(({ toolCalls }) => toolCalls ?? []).find((call) => call.id === id)?.name;
}
