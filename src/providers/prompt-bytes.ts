import { wireTools } from './chat-wire.js';
import { offeredTools } from './offered-tools.js';
import type { Prompt } from './provider.js';

/** Bytes of text that a model reads of a prompt, without its template: for estimates where nobody counts tokens. */
export function promptBytes(prompt: Prompt): number {
  if (prompt.kind === 'text') return Buffer.byteLength(prompt.text);
  const tools = offeredTools(prompt);
  return prompt.messages.reduce(
    (sum, message) => sum + Buffer.byteLength(message.content) + callBytes(message),
    tools === undefined ? 0 : Buffer.byteLength(JSON.stringify(wireTools(tools))),
  );
}

function callBytes({ toolCalls }: Extract<Prompt, { kind: 'chat' }>['messages'][number]): number {
  return (toolCalls ?? []).reduce((sum, call) => sum + Buffer.byteLength(call.name + call.arguments), 0);
}
