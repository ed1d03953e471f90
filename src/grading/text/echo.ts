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

/** So many words at least: a short answer may begin or end as its question does. */
const MIN_WORDS = 6;

/** Whether a text is nothing but a message, or its beginning or end, in whatever letters, signs and spaces. */
export function isPieceOf(text: string, messages: readonly ChatMessage[]): boolean {
  const said = spelled(text);
  if (said.split(' ').length < MIN_WORDS) return false;
  return messages.some(({ content }) => {
    const message = spelled(content);
    return message.startsWith(said) || message.endsWith(said);
  });
}

/** A text without the lines that a message holds too, in whatever letters, signs and spaces: quoted code explains nothing. */
export function withoutRepeatedLines(text: string, messages: readonly ChatMessage[]): string {
  const known = messages.map(({ content }) => ` ${spelled(content)} `);
  return text
    .split('\n')
    .map((line) => {
      const said = spelled(line);
      return said.includes(' ') && known.some((message) => message.includes(` ${said} `)) ? '' : line;
    })
    .join('\n');
}

/** Its words and numbers alone, in small letters, with one space between them. */
function spelled(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}_$]+/gu) ?? []
  ).join(' ');
}
