import type { StoredAnswer } from '../../src/protocol/answer.js';

/** A finished answer to a one-line prompt; whatever a test is about is given. */
export function storedAnswer(text: string, more: Partial<StoredAnswer> = {}): StoredAnswer {
  return {
    messages: [{ role: 'user', content: 'What is asked?' }],
    maxTokens: 256,
    text,
    finish: 'stop',
    outcome: { status: 'ok' },
    ...more,
  };
}
