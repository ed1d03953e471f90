import type { ChatMessage, ToolCall, ToolDefinition } from '../protocol/chat.js';
import { isObject, type JsonObject } from './http/json-value.js';

/** Messages in the form of the OpenAI protocol: a call's arguments are a text, as they came. */
export function wireMessages(messages: readonly ChatMessage[]): JsonObject[] {
  return messages.map((message) => wireMessage(message, (call) => call.arguments));
}

/** The same with the arguments as an object where they are one, which is what chat templates are written for. */
export function templateMessages(messages: readonly ChatMessage[]): JsonObject[] {
  return messages.map((message) => wireMessage(message, (call) => argumentsObject(call) ?? call.arguments));
}

/** Tools in the form of the OpenAI protocol, which Ollama's protocol and chat templates have taken over. */
export function wireTools(tools: readonly ToolDefinition[]): JsonObject[] {
  return tools.map(({ name, description, parameters }) => ({
    type: 'function',
    function: { name, description, parameters },
  }));
}

/** A call's arguments, or undefined where they are no JSON object. */
export function argumentsObject(call: ToolCall): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(call.arguments);
    return isObject(value) ? value : undefined;
  } catch {
    // A SyntaxError: a model wrote them, and not well.
    return undefined;
  }
}

function wireMessage(message: ChatMessage, argumentsOf: (call: ToolCall) => unknown): JsonObject {
  const { role, content, toolCalls, toolCallId } = message;
  return {
    role,
    content,
    ...(toolCalls === undefined ? {} : { tool_calls: toolCalls.map((call) => wireCall(call, argumentsOf(call))) }),
    ...(toolCallId === undefined ? {} : { tool_call_id: toolCallId }),
  };
}

function wireCall({ id, name }: ToolCall, args: unknown): JsonObject {
  return { ...(id === undefined ? {} : { id }), type: 'function', function: { name, arguments: args } };
}
