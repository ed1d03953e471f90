import type { Shape } from '../../configuration/shape.js';
import { BENCHMARK_NAME } from './definition-problems.js';

const TEXT: Shape = { kind: 'text' };

const MESSAGE: Shape = {
  kind: 'object',
  required: ['role', 'content'],
  members: { role: { kind: 'one-of', values: ['system', 'user', 'assistant', 'tool'] }, content: TEXT },
};

const CHECK: Shape = {
  kind: 'object',
  members: {
    name: TEXT,
    contains: TEXT,
    equals: { kind: 'scalar' },
    matches: TEXT,
    // Any value: what it means is in prompt-checks.ts.
    json: { kind: 'any' },
  },
};

const PROMPT: Shape = {
  kind: 'object',
  members: {
    name: TEXT,
    prompt: TEXT,
    messages: { kind: 'list', of: MESSAGE },
    maxTokens: { kind: 'number', min: 1, max: 1_000_000 },
    checks: { kind: 'list', of: CHECK },
  },
};

/** What a file of prompts may hold. */
export const PROMPT_FILE_SHAPE: Shape = {
  kind: 'object',
  required: ['name', 'question', 'prompts'],
  members: {
    name: BENCHMARK_NAME,
    question: TEXT,
    version: { kind: 'number', min: 1, max: 1_000_000 },
    prompts: { kind: 'list', of: PROMPT },
  },
};
