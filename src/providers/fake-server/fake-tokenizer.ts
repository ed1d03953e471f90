/** The fake model's tokenizer: a token is a word. */
export function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** The fake model's chat template. */
export function applyTemplate(messages: unknown): string {
  if (!Array.isArray(messages)) return '';
  const turns = messages.map((message: { role?: unknown; content?: unknown }) => {
    return `<${String(message.role)}> ${String(message.content)} <end>`;
  });
  return `${turns.join(' ')} <assistant>`;
}

/** Tokens the fake model reads for the body of a completion request. */
export function promptWords(body: Readonly<Record<string, unknown>>): string[] {
  return words(typeof body['prompt'] === 'string' ? body['prompt'] : applyTemplate(body['messages']));
}
