import type { FakeBehaviour } from './fake-behaviour.js';

/** A call that a fake model makes. */
export interface FakeToolCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/**
 * How a call is sent by the OpenAI protocol: its arguments as a text in one delta or in several, as a text that is cut off
 * before its end, or as an object, as some servers do. Ollama's protocol knows objects only; `malformed` is a text there.
 */
export const TOOL_CALL_FORMS = ['whole', 'fragments', 'malformed', 'object'] as const;
export type ToolCallForm = (typeof TOOL_CALL_FORMS)[number];

/** Characters of a fragment of the arguments. */
const FRAGMENT_CHARACTERS = 3;
/** Characters that malformed arguments lack at their end. */
const MISSING_CHARACTERS = 2;

/** One entry of `tool_calls`, as a delta holds it; each is a token of the fake model. */
export type CallPiece = Readonly<Record<string, unknown>>;

/** The calls of an answer in the pieces in which they are streamed. */
export function callPieces({ toolCalls, toolCallForm }: FakeBehaviour): CallPiece[] {
  return toolCalls.flatMap((call, index): CallPiece[] => {
    const head = { index, id: callId(index), type: 'function' };
    if (toolCallForm !== 'fragments') {
      return [{ ...head, function: { name: call.name, arguments: argumentsOf(call, toolCallForm) } }];
    }
    const fragments = fragmentsOf(JSON.stringify(call.arguments));
    const tail = fragments.map((fragment) => ({ index, function: { arguments: fragment } }));
    return [{ ...head, function: { name: call.name, arguments: '' } }, ...tail];
  });
}

/** The calls as a whole answer holds them, without the positions that only a stream needs. */
export function wholeCalls({ toolCalls, toolCallForm }: FakeBehaviour): CallPiece[] {
  return toolCalls.map((call, index) => ({
    id: callId(index),
    type: 'function',
    function: { name: call.name, arguments: argumentsOf(call, toolCallForm) },
  }));
}

/** The calls as Ollama writes them: each whole, without a name of its own. */
export function ollamaCalls({ toolCalls, toolCallForm }: FakeBehaviour): CallPiece[] {
  return toolCalls.map((call) => ({
    function: {
      name: call.name,
      arguments: toolCallForm === 'malformed' ? argumentsOf(call, toolCallForm) : call.arguments,
    },
  }));
}

function argumentsOf(call: FakeToolCall, form: ToolCallForm): unknown {
  const text = JSON.stringify(call.arguments);
  if (form === 'object') return call.arguments;
  return form === 'malformed' ? text.slice(0, -MISSING_CHARACTERS) : text;
}

function fragmentsOf(text: string): string[] {
  return text.match(new RegExp(`.{1,${FRAGMENT_CHARACTERS}}`, 'gs')) ?? [];
}

function callId(index: number): string {
  return `call_${index + 1}`;
}
