import type { ConversationTask } from '../../../src/grading/tools/conversation.js';
import type { ToolExpectation } from '../../../src/grading/tools/tool-task.js';
import type { ToolDefinition } from '../../../src/protocol/chat.js';
import type { JsonObject } from '../../../src/protocol/json.js';

/** What kind of question an item is. */
export type ToolCallCategory =
  | 'simple'
  | 'choose'
  | 'parallel'
  | 'nested'
  | 'optional'
  | 'no-tool'
  | 'missing-information'
  | 'tool-withdrawn'
  | 'multi-turn';

interface Common {
  readonly id: string;
  readonly category: ToolCallCategory;
}

/** One request and one answer. */
export interface SingleItem extends Common {
  readonly kind: 'single';
  readonly tools: readonly ToolDefinition[];
  /** What was said so far; the last message is the user's. */
  readonly said: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  readonly expect: ToolExpectation;
  /** An answer that must pass: its words, or its calls without and with what may be left out. */
  readonly right:
    | { readonly calls: readonly ItemCall[]; readonly full: readonly ItemCall[] }
    | { readonly text: string };
  /** Calls that must not pass, beyond those that are wrong for every item. */
  readonly wrong: readonly (readonly ItemCall[])[];
}

/** A call of a control. */
export interface ItemCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** Several exchanges over tools that are run. */
export interface ConversationItem extends Common {
  readonly kind: 'conversation';
  readonly task: ConversationTask;
  /** What a right answer says last in each turn. */
  readonly closing: readonly string[];
}

export type ToolCallItem = SingleItem | ConversationItem;
