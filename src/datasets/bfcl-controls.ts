import type { Controls } from '../grading/grading.js';
import { BFCL_READING } from '../grading/tools/bfcl.js';
import { findCalls } from '../grading/tools/find-calls.js';
import { writeCall } from '../grading/tools/prompt-form.js';
import { wireTools } from '../grading/tools/tool-names.js';
import type { AcceptedCall, ToolMode, ToolTask } from '../grading/tools/tool-task.js';
import type { StoredAnswer } from '../protocol/answer.js';
import type { ToolCall } from '../protocol/chat.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../protocol/json.js';
import type { Chat } from '../worker/graded-benchmark.js';
import { answerTo } from './answers.js';

/** Right calls formed from the accepted values, and the same calls damaged in several ways. */
export function bfclControls(task: ToolTask, chat: Chat, mode: ToolMode): Controls {
  const answer = (calls: readonly ToolCall[]): StoredAnswer[] => [
    mode === 'native' ? answerTo(chat, '', calls) : answerTo(chat, calls.map(writeCall).join('\n')),
  ];
  const said = [answerTo(chat, 'None of the functions can be used for this.')];
  const { expect } = task;
  const [first] = wireTools(task.tools).tools;
  const some = { name: first?.name ?? '', arguments: '{}' };
  switch (expect.kind) {
    case 'bfcl-irrelevance':
      // What is no call is right there, whatever it is.
      return { right: [said], wrong: [answer([some])], accepts: ['empty', 'junk', 'refusal', 'echo'] };
    case 'bfcl-relevance':
      return { right: [answer([some])], wrong: [said] };
    case 'bfcl': {
      const calls = expect.calls.map((call) => exampleOf(call, task));
      return {
        right: [answer(calls)],
        ...(isCall(chat, mode) ? { accepts: ['echo'] as const } : {}),
        wrong: [said, answer(calls.slice(1)), answer([...calls, ...calls.slice(0, 1)]), ...damaged(calls).map(answer)],
      };
    }
    case 'calls':
    case 'no-call':
      return { right: [], wrong: [] };
  }
}

/** Whether the question itself would be read as a call where calls are read from the text. */
function isCall(chat: Chat, mode: ToolMode): boolean {
  const question = chat.messages.findLast(({ role }) => role === 'user')?.content ?? '';
  return mode === 'prompt' && findCalls(answerTo(chat, question), BFCL_READING).some(({ reading }) => reading.ok);
}

/** The first call under another name, with an argument more, and with each of its arguments replaced or left out. */
function damaged([first, ...others]: readonly ToolCall[]): ToolCall[][] {
  if (first === undefined) return [];
  const given = JSON.parse(first.arguments) as JsonObject;
  const versions: ToolCall[] = [
    { ...first, name: `${first.name}_other` },
    { ...first, arguments: JSON.stringify({ ...given, unheard_of: 1 }) },
    ...Object.keys(given).map((name) => ({
      ...first,
      arguments: JSON.stringify({ ...given, [name]: 'certainly not this value' }),
    })),
  ];
  return versions.map((version) => [version, ...others]);
}

function exampleOf({ name, accepted }: AcceptedCall, { tools }: ToolTask): ToolCall {
  const { parameters = {} } = tools.find((tool) => tool.name === name) ?? {};
  const properties = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  const required: readonly unknown[] = Array.isArray(parameters['required']) ? parameters['required'] : [];
  const members = Object.entries(accepted).flatMap(([parameter, values]) => {
    const property = properties[parameter];
    const first = firstOf(values);
    const value = first === undefined && required.includes(parameter) ? '' : first;
    if (value === undefined || property === undefined) return [];
    return [`${JSON.stringify(parameter)}:${written(exampleValue(value, isJsonObject(property) ? property : {}))}`];
  });
  return { name: name.replaceAll('.', '_'), arguments: `{${members.join(',')}}` };
}

/** The members of a dictionary have lists of accepted values, too. */
function exampleValue(value: JsonValue, property: JsonObject): JsonValue {
  const type = typeOf(property);
  if (type === 'dict' && isJsonObject(value)) return exampleDictionary(value);
  const items = isJsonObject(property['items']) ? typeOf(property['items']) : undefined;
  if (Array.isArray(value) && items === 'dict') {
    return (value as readonly JsonValue[]).map((each) => (isJsonObject(each) ? exampleDictionary(each) : each));
  }
  return value;
}

function exampleDictionary(accepted: JsonObject): JsonObject {
  const members = Object.entries(accepted).flatMap(([key, values]) => {
    const value = Array.isArray(values) ? firstOf(values as readonly JsonValue[]) : values;
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(members);
}

function typeOf({ type }: JsonObject): string {
  return typeof type === 'string' ? type.toLowerCase() : '';
}

/** `""` says that the parameter may be left out; where it is the only value, it is. */
function firstOf(values: readonly JsonValue[]): JsonValue | undefined {
  return values.find((value) => value !== '');
}

/** JSON, with floats that look like integers written as floats. */
function written(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(written).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const { $float: float } = value;
  if (typeof float === 'number') return /[.e]/.test(String(float)) ? String(float) : `${float}.0`;
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}:${written(member)}`)
    .join(',')}}`;
}
