import type { ChatMessage } from '../protocol/chat.js';
import { isJsonObject, type JsonValue } from '../protocol/json.js';
import { own, RowProblem } from './fields.js';

const ROLES: readonly string[] = ['system', 'user', 'assistant'] satisfies ChatMessage['role'][];

/** A list of `{role, content}`, or a text as one message of a user. `what` names it in problems. @throws RowProblem */
export function readMessages(value: JsonValue | undefined, what: string): readonly ChatMessage[] {
  if (typeof value === 'string' && value.trim() !== '') return [{ role: 'user', content: value }];
  if (!Array.isArray(value) || value.length === 0) {
    throw new RowProblem(`${what} has to be a text or a list of messages with "role" and "content".`);
  }
  return (value as readonly JsonValue[]).map((message) => {
    const role = isJsonObject(message) ? own(message, 'role') : undefined;
    const content = isJsonObject(message) ? own(message, 'content') : undefined;
    if (typeof role !== 'string' || typeof content !== 'string' || !ROLES.includes(role)) {
      throw new RowProblem(`${what} has a message without a text "content" or a "role" of ${ROLES.join(', ')}.`);
    }
    return { role: role as ChatMessage['role'], content };
  });
}
