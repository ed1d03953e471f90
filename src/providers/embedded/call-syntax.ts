import type { ToolCall } from '../../protocol/chat.js';
import { isObject } from '../http/json-value.js';
import type { AnswerParts } from '../provider.js';
import { jsonObjectsIn } from './json-objects.js';

/**
 * How a model writes its calls:
 * `tagged` `<tool_call>{"name": …, "arguments": {…}}</tool_call>`, wherever it likes;
 * `bare-json` `{"name": …, "parameters": {…}}`, several apart by `;`, as the whole answer or behind `<|python_tag|>`;
 * `marked-list` `[TOOL_CALLS][{"name": …, "arguments": {…}}, …]`, or `[TOOL_CALLS]name[ARGS]{…}`, as the answer's end.
 */
export type CallSyntax = 'tagged' | 'bare-json' | 'marked-list';

/** What begins calls; both are control tokens, which a text for people does not show. */
const PYTHON_TAG = '<|python_tag|>';
const LIST_MARK = '[TOOL_CALLS]';

const TAGS = { open: '<tool_call>', close: '</tool_call>' };
const NAMED_CALL = /^(?<name>[^[\]{}\s]+)(?:\[CALL_ID\](?<id>\w+))?\[ARGS\](?<args>[\s\S]*)$/;
const REASONING = { open: '<think>', close: '</think>' };

/**
 * Takes the calls out of what a model wrote, control tokens included. What is no such call (broken JSON, a block without
 * its end, one inside the reasoning) stays in the content as it came.
 */
export function readCalls(text: string, syntax: CallSyntax): AnswerParts {
  const from = endOfReasoning(text);
  const answer = text.slice(from);
  const { content, toolCalls } = READERS[syntax](answer);
  if (toolCalls.length === 0) return { content: text };
  const left = text.slice(0, from) + content;
  // The line ends between and behind the calls are part of the syntax.
  return { content: left.trim() === '' ? '' : left.trimEnd(), toolCalls };
}

interface ReadAnswer {
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
}

const READERS: Readonly<Record<CallSyntax, (answer: string) => ReadAnswer>> = {
  tagged: readTagged,
  'bare-json': readBareJson,
  'marked-list': readMarkedList,
};

function readTagged(answer: string): ReadAnswer {
  const toolCalls: ToolCall[] = [];
  let content = '';
  let at = 0;
  for (;;) {
    const open = answer.indexOf(TAGS.open, at);
    const close = open === -1 ? -1 : answer.indexOf(TAGS.close, open);
    if (close === -1) return { content: content + answer.slice(at), toolCalls };
    const call = callOf(parsed(answer.slice(open + TAGS.open.length, close)), 'arguments');
    const end = close + TAGS.close.length;
    content += answer.slice(at, call === undefined ? end : open);
    if (call !== undefined) toolCalls.push(call);
    at = end;
  }
}

/** Without the tag nothing may stand before the calls, or any JSON in an answer would be one. */
function readBareJson(answer: string): ReadAnswer {
  const tag = answer.indexOf(PYTHON_TAG);
  const body = tag === -1 ? answer : answer.slice(tag + PYTHON_TAG.length);
  const calls = jsonObjectsIn(body)?.map((object) => callOf(object, 'parameters')) ?? [];
  return allOrNone(answer, tag === -1 ? '' : answer.slice(0, tag), calls);
}

function readMarkedList(answer: string): ReadAnswer {
  const [before = '', ...bodies] = answer.split(LIST_MARK);
  return allOrNone(
    answer,
    before,
    bodies.flatMap((body) => markedCalls(body.trim())),
  );
}

function markedCalls(body: string): (ToolCall | undefined)[] {
  const { name, id, args } = NAMED_CALL.exec(body)?.groups ?? {};
  if (name !== undefined && args !== undefined) {
    const object = parsed(args);
    return [isObject(object) ? callOf({ name, id, arguments: object }, 'arguments') : undefined];
  }
  const list = parsed(body);
  return Array.isArray(list) && list.length > 0 ? list.map((each) => callOf(each, 'arguments')) : [undefined];
}

/** One call that cannot be read leaves them all as they came: what follows it may be part of it. */
function allOrNone(answer: string, before: string, calls: readonly (ToolCall | undefined)[]): ReadAnswer {
  const toolCalls = calls.filter((call) => call !== undefined);
  return toolCalls.length === calls.length
    ? { content: calls.length === 0 ? answer : before, toolCalls }
    : { content: answer, toolCalls: [] };
}

/** Where the answer begins; a reasoning without an end leaves none. */
function endOfReasoning(text: string): number {
  const close = text.lastIndexOf(REASONING.close);
  if (close !== -1) return close + REASONING.close.length;
  return text.trimStart().startsWith(REASONING.open) ? text.length : 0;
}

/** Arguments are kept as they came, a text or whatever JSON they are; a call without any has none. */
function callOf(value: unknown, member: 'arguments' | 'parameters'): ToolCall | undefined {
  if (!isObject(value) || typeof value['name'] !== 'string') return undefined;
  const args = value[member] ?? {};
  // Bare JSON has nothing else that marks it as a call.
  if (member === 'parameters' && !isObject(args)) return undefined;
  const id = value['id'];
  return {
    ...(typeof id === 'string' ? { id } : {}),
    name: value['name'],
    arguments: typeof args === 'string' ? args : JSON.stringify(args),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A SyntaxError: the model wrote something else there.
    return undefined;
  }
}
