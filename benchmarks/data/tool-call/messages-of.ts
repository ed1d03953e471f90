import type { ChatMessage } from '../../../src/protocol/chat.js';
import type { SingleItem } from './tool-call-item.js';

/** The rule that every item is asked under: without it, calling on a guess and asking back are both defensible. */
const SYSTEM =
  'You have tools. Call one when it fits the request and you know all it needs; do independent things in one answer. If something is missing, ask. If no tool fits, answer in words. Give optional arguments only where the request calls for them.';

/** The chat of an item, without its tools. */
export function messagesOf({ said }: SingleItem): ChatMessage[] {
  return [{ role: 'system', content: SYSTEM }, ...said];
}
