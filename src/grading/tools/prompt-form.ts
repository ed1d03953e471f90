import type { ChatMessage, ToolCall, ToolDefinition } from '../../protocol/chat.js';
import { wireTools } from './tool-names.js';
import type { ToolMode } from './tool-task.js';

/** What is sent to a model that may call tools. */
export interface ToolChat {
  readonly messages: readonly ChatMessage[];
  /** Offered through the backend's interface; absent in prompt mode. */
  readonly tools?: readonly ToolDefinition[];
}

/**
 * A chat with its tools: offered through the backend's interface, or described in the system message with the form of a
 * call, which {@link findCalls} reads. @throws Error when names of tools cannot be sent.
 */
export function toolChat(messages: readonly ChatMessage[], tools: readonly ToolDefinition[], mode: ToolMode): ToolChat {
  const sent = wireTools(tools).tools;
  if (mode === 'native') return { messages, tools: sent };
  const [first, ...others] = messages;
  const description = describeTools(sent);
  if (first?.role !== 'system') return { messages: [{ role: 'system', content: description }, ...messages] };
  return { messages: [{ role: 'system', content: `${first.content}\n\n${description}` }, ...others] };
}

/** A call in the form that prompt mode asks for. */
export function writeCall({ name, arguments: given }: ToolCall): string {
  return `<tool_call>\n{"name": ${JSON.stringify(name)}, "arguments": ${given}}\n</tool_call>`;
}

/** A result in the form that prompt mode announces. */
export function writeResult(result: string): string {
  return `<tool_response>\n${result}\n</tool_response>`;
}

function describeTools(tools: readonly ToolDefinition[]): string {
  return [
    'These tools can be called, one a line, each with the JSON Schema of its arguments:',
    '<tools>',
    ...tools.map((tool) => JSON.stringify(tool)),
    '</tools>',
    'A call is written like this, and nothing else is written then:',
    '<tool_call>',
    '{"name": "<name of the tool>", "arguments": {<arguments as JSON>}}',
    '</tool_call>',
    'Several calls are several such blocks. Results come back between <tool_response> and </tool_response>.',
  ].join('\n');
}
