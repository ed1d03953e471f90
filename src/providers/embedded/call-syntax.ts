import type { ToolCall } from '../../protocol/chat.js';
import { isObject } from '../http/json-value.js';
import type { AnswerParts } from '../provider.js';

const CALL = /<tool_call>(?<body>[\s\S]*?)<\/tool_call>/g;
const REASONING = { open: '<think>', close: '</think>' };

/**
 * Takes the calls out of what a model wrote in the syntax `<tool_call>{"name": …, "arguments": {…}}</tool_call>`. What is
 * no such call (broken JSON, a block without its end, one inside the reasoning) stays in the content as it came.
 */
export function readTaggedCalls(text: string): AnswerParts {
  const from = endOfReasoning(text);
  const toolCalls: ToolCall[] = [];
  const rest = text.slice(from).replaceAll(CALL, (block: string, body: string) => {
    const call = callIn(body);
    if (call === undefined) return block;
    toolCalls.push(call);
    return '';
  });
  if (toolCalls.length === 0) return { content: text };
  const content = text.slice(0, from) + rest;
  // The line ends between and behind the blocks are part of the syntax.
  return { content: content.trim() === '' ? '' : content.trimEnd(), toolCalls };
}

/** Where the answer begins; a reasoning without an end leaves none. */
function endOfReasoning(text: string): number {
  const close = text.lastIndexOf(REASONING.close);
  if (close !== -1) return close + REASONING.close.length;
  return text.trimStart().startsWith(REASONING.open) ? text.length : 0;
}

function callIn(body: string): ToolCall | undefined {
  const call = parsed(body);
  if (!isObject(call) || typeof call['name'] !== 'string') return undefined;
  const args = call['arguments'];
  return { name: call['name'], arguments: typeof args === 'string' ? args : JSON.stringify(args ?? {}) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A SyntaxError: the model wrote something else between the tags.
    return undefined;
  }
}
