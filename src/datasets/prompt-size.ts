import { createHash } from 'node:crypto';
import type { ChatMessage } from '../protocol/chat.js';

/** A token is rarely shorter than this many bytes. */
const BYTES_PER_TOKEN = 2;

/** What a chat template puts around a message, in tokens, generously. */
const TOKENS_PER_MESSAGE = 32;

/** Most tokens that a chat with its answer may have. */
export function chatTokens(messages: readonly ChatMessage[], maxTokens: number): number {
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  return Math.ceil(bytes / BYTES_PER_TOKEN) + messages.length * TOKENS_PER_MESSAGE + maxTokens;
}

/** Names a prompt template in items, so that a question asked in other words is another question. */
export function templateHash(template: string): string {
  return createHash('sha256').update(template).digest('hex').slice(0, 12);
}
