import type { Suite } from '../src/plan/plan.js';

/** Every built-in suite. A suite says openly what it changes about the defaults. */
export const SUITES: readonly Suite[] = [
  {
    name: 'quick',
    version: 1,
    description: 'A smoke run for CI: every benchmark at a small size, under two minutes on the default model.',
    entries: [
      { benchmark: 'inference', cases: [{ promptTokens: 256, outputTokens: 192 }] },
      { benchmark: 'latency' },
      { benchmark: 'first-token', cases: [{ promptTokens: 512, outputTokens: 1 }] },
      { benchmark: 'token-generation', cases: [{ promptTokens: 32, outputTokens: 256 }] },
      { benchmark: 'throughput', cases: [{ slots: 2, promptTokens: 64, outputTokens: 32 }] },
      { benchmark: 'memory', cases: [{ promptTokens: 512, outputTokens: 16 }] },
    ],
    overrides: { warmup: 1, iterations: 5, timeoutMs: 60_000 },
  },
  {
    name: 'inference',
    version: 1,
    description: 'The reference request and the pure decode rate.',
    entries: [{ benchmark: 'inference' }, { benchmark: 'token-generation' }],
    overrides: {},
  },
  {
    name: 'latency',
    version: 1,
    description: 'A short exchange from end to end, and the time to the first token.',
    entries: [{ benchmark: 'latency' }, { benchmark: 'first-token' }],
    overrides: {},
  },
  {
    name: 'throughput',
    version: 1,
    description: 'Work per second with all slots busy.',
    entries: [{ benchmark: 'throughput' }],
    overrides: {},
  },
  {
    name: 'memory',
    version: 1,
    description: 'What the model costs in RAM.',
    entries: [{ benchmark: 'memory' }],
    overrides: {},
  },
  {
    name: 'context',
    version: 1,
    description: 'What long prompts cost, and how far the context can be filled.',
    entries: [{ benchmark: 'prompt-length' }, { benchmark: 'context-window' }, { benchmark: 'large-prompt' }],
    overrides: {},
  },
  {
    name: 'agent',
    version: 1,
    description:
      "A coding agent's day: chat turns, files, the mixture of both, several at once, and the stream it shows.",
    entries: [
      { benchmark: 'small-prompt' },
      { benchmark: 'large-prompt' },
      { benchmark: 'mixed' },
      { benchmark: 'concurrent' },
      { benchmark: 'streaming' },
      { benchmark: 'warm-start' },
    ],
    overrides: {},
  },
  {
    name: 'quality',
    version: 1,
    description:
      'Is it any good, and how fast and how big: answers, tool calls, code and explanations, each one judged.',
    entries: [
      { benchmark: 'inference' },
      { benchmark: 'memory' },
      { benchmark: 'quality' },
      { benchmark: 'tool-call' },
      { benchmark: 'code-generation' },
      { benchmark: 'explanation' },
    ],
    overrides: {},
  },
  {
    name: 'full',
    version: 3,
    description: 'Every benchmark at its own sizes, with the default warm-up and iterations.',
    entries: [
      { benchmark: 'inference' },
      { benchmark: 'latency' },
      { benchmark: 'first-token' },
      { benchmark: 'token-generation' },
      { benchmark: 'throughput' },
      { benchmark: 'memory' },
      { benchmark: 'streaming' },
      { benchmark: 'concurrent' },
      { benchmark: 'context-window' },
      { benchmark: 'prompt-length' },
      { benchmark: 'small-prompt' },
      { benchmark: 'large-prompt' },
      { benchmark: 'mixed' },
      { benchmark: 'cold-start' },
      { benchmark: 'warm-start' },
      { benchmark: 'sustained' },
      { benchmark: 'quality' },
      { benchmark: 'tool-call' },
      { benchmark: 'code-generation' },
      { benchmark: 'explanation' },
    ],
    overrides: {},
  },
];

/** What `acode benchmark run` runs when neither a suite nor a benchmark is named. */
export const DEFAULT_SUITE = 'full';
