import type { ChatMessage } from '../../protocol/chat.js';

/** Shorter messages may stand in an answer by right. */
const MIN_LENGTH = 40;

/**
 * An answer without the messages it repeats word for word: what a prompt says is no answer to it. The rest is judged, so
 * that a model that repeats the question first loses nothing.
 */
export function withoutEcho(text: string, messages: readonly ChatMessage[]): string {
  let rest = text;
  for (const { content } of messages) {
    const message = content.trim();
    if (message.length >= MIN_LENGTH) rest = rest.replaceAll(message, '\n');
  }
  return rest.trim();
}
