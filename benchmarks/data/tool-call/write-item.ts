import type { ExpectedArgument, ExpectedCall, Matcher, NoCallReason } from '../../../src/grading/tools/tool-task.js';
import type { ToolDefinition } from '../../../src/protocol/chat.js';
import type { JsonObject, JsonValue } from '../../../src/protocol/json.js';
import { runnableTools } from '../../../src/tools/tool-definitions.js';
import { toolState, type ToolState } from '../../../src/tools/tool-state.js';
import type { ConversationItem, ItemCall, SingleItem, ToolCallCategory } from './tool-call-item.js';

/** An argument that may be right in several ways, with one of them. */
export class Wanted {
  readonly match: Matcher;
  readonly right: JsonValue;
  readonly optional: boolean;

  constructor(match: Matcher, right: JsonValue, optional = false) {
    this.match = match;
    this.right = right;
    this.optional = optional;
  }
}

type Value = JsonValue | Wanted;

/** Prose: space and case do not matter. */
export function prose(value: string): Wanted {
  return new Wanted({ kind: 'text', value }, value);
}

/** Any of these, the first of which a control uses. */
export function oneOf(...values: readonly [JsonValue, ...JsonValue[]]): Wanted {
  return new Wanted({ kind: 'one-of', of: values.map((value) => ({ kind: 'exact', value })) }, values[0]);
}

/** A list in any order. */
export function setOf(...values: readonly JsonValue[]): Wanted {
  return new Wanted({ kind: 'set', of: values.map((value) => ({ kind: 'exact', value })) }, values);
}

/** A text in which a pattern is found, whatever its case. */
export function like(right: string, pattern: string): Wanted {
  return new Wanted({ kind: 'regex', pattern, ignoreCase: true }, right);
}

export function path(value: string): Wanted {
  return new Wanted({ kind: 'path', value }, value);
}

/** An object whose members are wanted like arguments. */
export function shaped(members: Readonly<Record<string, Value>>): Wanted {
  return new Wanted({ kind: 'object', members: expectedOf(members) }, rightOf(members, true));
}

/** A list of wanted values, in order. */
export function inOrder(...values: readonly Value[]): Wanted {
  return new Wanted(
    { kind: 'list', of: values.map((value) => wanted(value).match) },
    values.map((value) => wanted(value).right),
  );
}

/** May be left out. */
export function maybe(value: Value): Wanted {
  const { match, right } = wanted(value);
  return new Wanted(match, right, true);
}

/** A call that is wanted, with JSON values or wanted ones. */
export interface WantedCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, Value>>;
}

export function call(name: string, given: Readonly<Record<string, Value>> = {}): WantedCall {
  return { name, arguments: given };
}

/** An item that is right when it makes these calls and no others. */
export function calls(item: {
  readonly id: string;
  readonly category: ToolCallCategory;
  readonly ask: string;
  /** What was said before. */
  readonly before?: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  readonly tools: readonly ToolDefinition[];
  readonly want: readonly WantedCall[];
  readonly ordered?: boolean;
  /** Answers that are likely and wrong. */
  readonly wrong?: readonly (readonly WantedCall[])[];
}): SingleItem {
  const { id, category, ask, before = [], tools, want, ordered, wrong = [] } = item;
  return {
    kind: 'single',
    id,
    category,
    tools,
    said: [...before, { role: 'user', content: ask }],
    expect: {
      kind: 'calls',
      calls: want.map((one): ExpectedCall => ({ name: one.name, arguments: expectedOf(one.arguments) })),
      ...(ordered === undefined ? {} : { ordered }),
    },
    right: { calls: want.map((one) => plainCall(one, false)), full: want.map((one) => plainCall(one, true)) },
    wrong: wrong.map((answer) => answer.map((one) => plainCall(one, true))),
  };
}

/** An item that is right when it calls nothing and speaks of the matter. */
export function nothing(item: {
  readonly id: string;
  readonly reason: NoCallReason;
  readonly ask: string;
  readonly before?: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  readonly tools: readonly ToolDefinition[];
  /** Patterns, each of which a right answer has, whatever the case. */
  readonly says: readonly string[];
  readonly right: string;
  /** The calls that a hasty model makes. */
  readonly wrong: readonly (readonly WantedCall[])[];
}): SingleItem {
  const { id, reason, ask, before = [], tools, says, right, wrong } = item;
  return {
    kind: 'single',
    id,
    category: reason,
    tools,
    said: [...before, { role: 'user', content: ask }],
    expect: { kind: 'no-call', reason, says: says.map((pattern) => ({ kind: 'regex', pattern, ignoreCase: true })) },
    right: { text: right },
    wrong: wrong.map((answer) => answer.map((one) => plainCall(one, true))),
  };
}

/** An item of several exchanges. */
export function conversation(item: {
  readonly id: string;
  /** Names of tools that can be run. */
  readonly tools: readonly string[];
  readonly state: Partial<ToolState>;
  readonly turns: readonly {
    readonly user: string;
    readonly reference: readonly {
      readonly call: readonly [string, JsonObject];
      /** Its result must have been obtained. */
      readonly must?: boolean;
    }[];
    /** What a right answer says behind its calls. */
    readonly closing: string;
  }[];
  readonly accept?: ConversationItem['task']['accept'];
  readonly forbidden?: ConversationItem['task']['forbidden'];
  /** Patterns of the last answer, whatever the case. */
  readonly says?: readonly string[];
}): ConversationItem {
  const { id, tools, state, turns, accept, forbidden, says } = item;
  return {
    kind: 'conversation',
    id,
    category: 'multi-turn',
    task: {
      tools: runnableTools(tools),
      system: CONVERSATION_SYSTEM,
      state: toolState(state),
      turns: turns.map(({ user }) => user),
      reference: turns.map(({ reference }) =>
        reference.map(({ call: [name, given], must = false }) => ({ name, arguments: given, must })),
      ),
      ...(accept === undefined ? {} : { accept }),
      ...(forbidden === undefined ? {} : { forbidden }),
      ...(says === undefined
        ? {}
        : { says: says.map((pattern) => ({ kind: 'regex' as const, pattern, ignoreCase: true })) }),
    },
    closing: turns.map(({ closing }) => closing),
  };
}

const CONVERSATION_SYSTEM =
  'You work for the user with tools. Use them until the request is done, one step after the other, then answer in words. Change nothing that was not asked for.';

function wanted(value: Value): Wanted {
  return value instanceof Wanted ? value : new Wanted({ kind: 'exact', value }, value);
}

function expectedOf(given: Readonly<Record<string, Value>>): Record<string, ExpectedArgument> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const { match, optional } = wanted(value);
      return [name, optional ? { match, optional } : { match }];
    }),
  );
}

function plainCall({ name, arguments: given }: WantedCall, isFull: boolean): ItemCall {
  return { name, arguments: rightOf(given, isFull) };
}

function rightOf(given: Readonly<Record<string, Value>>, isFull: boolean): JsonObject {
  const named = Object.entries(given).map(([name, value]) => [name, wanted(value)] as const);
  return Object.fromEntries(
    named.filter(([, { optional }]) => isFull || !optional).map(([name, { right }]) => [name, right]),
  );
}
