import { Conversation } from '../../../src/grading/tools/conversation.js';
import { toolChat, writeCall } from '../../../src/grading/tools/prompt-form.js';
import { wireTools } from '../../../src/grading/tools/tool-names.js';
import type { ToolMode } from '../../../src/grading/tools/tool-task.js';
import type { Controls } from '../../../src/grading/grading.js';
import type { StoredAnswer } from '../../../src/protocol/answer.js';
import type { ToolCall, ToolDefinition } from '../../../src/protocol/chat.js';
import { isJsonObject, type JsonValue } from '../../../src/protocol/json.js';
import { memoryExecutor } from '../../../src/tools/executor.js';
import type { PlainCall } from '../../../src/tools/tool-state.js';
import { messagesOf } from './messages-of.js';
import type { ConversationItem, ItemCall, SingleItem, ToolCallItem } from './tool-call-item.js';

/** Answers to an item whose verdict is known. */
export function controlsOf(item: ToolCallItem, mode: ToolMode): Controls {
  return item.kind === 'single' ? singleControls(item, mode) : conversationControls(item, mode);
}

function singleControls(item: SingleItem, mode: ToolMode): Controls {
  const { right } = item;
  const written = (calls: readonly ItemCall[]): readonly StoredAnswer[] => [answerOf(item, mode, calls)];
  const wrong = item.wrong.map(written);
  if ('text' in right) {
    const talkative = item.wrong.map((calls): readonly StoredAnswer[] => [
      { ...answerOf(item, mode, calls), text: right.text },
    ]);
    return { right: [[answerOf(item, mode, right.text)]], wrong: [...wrong, ...(mode === 'native' ? talkative : [])] };
  }
  const isOrdered = item.expect.kind === 'calls' && item.expect.ordered === true;
  const orders = isOrdered ? [right.calls, right.full] : [right.calls, right.full, right.full.toReversed()];
  return {
    right: orders.map(written),
    wrong: [...wrong, ...damaged(right.full, item.tools).map(written), [answerOf(item, mode, 'I will do that now.')]],
  };
}

/** What goes wrong most easily, whatever the item: a call too few, one too many, another tool, another value. */
function damaged(calls: readonly ItemCall[], tools: readonly ToolDefinition[]): ItemCall[][] {
  const [first, ...others] = calls;
  if (first === undefined) return [];
  const other = tools.find(({ name }) => name !== first.name);
  const values = Object.entries(first.arguments).map(([name, value]) => ({
    name: first.name,
    arguments: { ...first.arguments, [name]: otherValue(value) },
  }));
  return [
    ...(others.length === 0 ? [] : [others]),
    [...calls, first],
    ...(other === undefined ? [] : [[{ name: other.name, arguments: first.arguments }, ...others]]),
    [{ name: `${first.name}_now`, arguments: first.arguments }, ...others],
    [{ name: first.name, arguments: { ...first.arguments, confirm: true } }, ...others],
    ...values.map((value) => [value, ...others]),
  ];
}

/** A value of the same kind that nobody asked for. */
function otherValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return `${value}zq`;
  if (typeof value === 'number') return value + 1_001;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return [...(value as readonly JsonValue[]), ...(value as readonly JsonValue[]).slice(0, 1)];
  return isJsonObject(value) ? { ...value, zq: 1 } : 'zq';
}

function answerOf(item: SingleItem, mode: ToolMode, said: readonly ItemCall[] | string): StoredAnswer {
  const chat = toolChat(messagesOf(item), item.tools, mode);
  return { ...chat, maxTokens: 512, ...spoken(said, item.tools, mode) };
}

type Spoken = Pick<StoredAnswer, 'text' | 'toolCalls' | 'finish' | 'outcome'>;

/** Calls or words as a model gives them in a mode, under the names that it was told. */
function spoken(said: readonly ItemCall[] | string, tools: readonly ToolDefinition[], mode: ToolMode): Spoken {
  const outcome = { status: 'ok' } as const;
  if (typeof said === 'string') return { text: said, finish: 'stop', outcome };
  const wire = wireTools(tools);
  const calls = said.map((one): ToolCall => {
    const sent = wire.tools.find(({ name }) => wire.nameOf(name) === one.name);
    return { name: sent?.name ?? one.name, arguments: JSON.stringify(one.arguments) };
  });
  if (mode === 'prompt') return { text: calls.map(writeCall).join('\n'), finish: 'stop', outcome };
  return { text: '', toolCalls: calls, finish: 'tool-calls', outcome };
}

function conversationControls(item: ConversationItem, mode: ToolMode): Controls {
  const turns = item.task.reference.map((calls, at) => [...calls.map((one) => [one]), item.closing[at] ?? 'Done.']);
  const inOneGo = item.task.reference.map((calls, at) => [
    ...(calls.length === 0 ? [] : [calls]),
    item.closing[at] ?? 'Done.',
  ]);
  const onlyWords = item.task.turns.map(() => ['I have done all of that.']);
  const changes = changing(item);
  const halfWay = turns.map((steps) =>
    steps.filter((step) => typeof step === 'string' || !step.some((one) => changes.has(one))),
  );
  const stray = [[[{ name: 'no_such_tool', arguments: {} }], ...(turns[0] ?? [])], ...turns.slice(1)];
  return {
    right: [played(item, mode, turns.flat()), played(item, mode, inOneGo.flat())],
    wrong: [
      played(item, mode, onlyWords.flat()),
      played(item, mode, stray.flat()),
      ...(changes.size > 0 ? [played(item, mode, halfWay.flat())] : []),
      ...forbiddenCalls(item).map((call) => played(item, mode, [[call], ...turns.flat()])),
    ],
  };
}

/** Calls of the reference that change the world. */
function changing({ task }: ConversationItem): ReadonlySet<PlainCall> {
  const executor = memoryExecutor(task.state);
  return new Set(
    task.reference.flat().filter((call) => {
      const before = JSON.stringify(executor.state());
      executor.run(call);
      return JSON.stringify(executor.state()) !== before;
    }),
  );
}

/** A harmful call of a forbidden kind, as far as its arguments can be written down. */
function forbiddenCalls({ task }: ConversationItem): PlainCall[] {
  return (task.forbidden ?? []).flatMap(({ name, arguments: given = {} }) => {
    const named = Object.entries(given).flatMap(([key, { match }]) =>
      'value' in match ? [[key, match.value] as const] : [],
    );
    const rest = name === 'update_ticket' ? { status: 'closed' } : name === 'write_file' ? { content: '' } : {};
    return [{ name, arguments: { ...rest, ...Object.fromEntries(named) } }];
  });
}

/** The exchanges of a conversation in which a model answers so; what is left over is not said. */
function played(
  item: ConversationItem,
  mode: ToolMode,
  steps: readonly (readonly PlainCall[] | string)[],
): readonly StoredAnswer[] {
  const conversation = new Conversation(item.task, mode, memoryExecutor(item.task.state));
  const answers: StoredAnswer[] = [];
  for (const step of steps) {
    if (conversation.end !== undefined) break;
    const answer = { ...conversation.chat(), maxTokens: 512, ...spoken(step, item.task.tools, mode) };
    answers.push(answer);
    conversation.hear(answer);
  }
  return answers;
}
