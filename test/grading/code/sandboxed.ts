import type { GradePorts, GradeSubject } from '../../../src/grading/grading.js';
import { openSandbox } from '../../../src/grading/sandbox/open-sandbox.js';
import type { StoredAnswer } from '../../../src/protocol/answer.js';

/** The sandbox of this machine, and why tests that need one are skipped; Python may be missing from it. */
export const sandbox = await openSandbox({ allowUnsandboxed: false, environment: process.env });

export const noSandbox = sandbox === undefined ? ' (skipped: no sandbox holds programs here)' : '';

export const ports: GradePorts = {
  sandbox: async () => sandbox,
  signal: new AbortController().signal,
};

/** What a model that said this left. */
export function subjectOf(text: string, rest: Partial<StoredAnswer> = {}): GradeSubject {
  const answer: StoredAnswer = {
    messages: [{ role: 'user', content: 'Write it.' }],
    maxTokens: 512,
    text,
    finish: 'stop',
    outcome: { status: 'ok' },
    ...rest,
  };
  return { parameters: {}, answers: [answer] };
}

/** A program as a model gives it back. */
export function fenced(code: string, language: string): string {
  return `Here it is:\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;
}
