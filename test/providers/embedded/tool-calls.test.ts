import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPromptTokenizer } from '../../../src/providers/embedded/chat-prompt.js';
import { openEmbedded } from '../../../src/providers/embedded/embedded-provider.js';
import type { ChatTemplate, LlamaModel } from '../../../src/providers/embedded/llama-runtime.js';
import { SMOKE_MODEL_PATH } from '../../../src/providers/embedded/smoke-model.js';
import type { GenerationRequest, Provider } from '../../../src/providers/provider.js';
import { cloneRuntimeDir, installedVersion } from '../../../src/runtime/locate.js';
import { TOOL_CHAT } from '../offered-tools.js';

const runtimeDir = cloneRuntimeDir();
const installed = installedVersion(runtimeDir) !== undefined;
const never = new AbortController().signal;

/** Offers one of the kinds of tools that the smoke model was trained for. */
const READ_FILE: GenerationRequest = {
  prompt: {
    kind: 'chat',
    messages: [{ role: 'user', content: 'Read src/a.ts' }],
    tools: [
      {
        name: 'read_file',
        description: 'Read a file.',
        parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
      },
    ],
  },
  maxTokens: 120,
  exactLength: false,
  sampling: { temperature: 0, seed: 1 },
  cache: 'cold',
};

describe.skipIf(!installed)('tools and the smoke model', () => {
  let provider: Provider;

  beforeAll(async () => {
    const spec = { kind: 'embedded', modelPath: SMOKE_MODEL_PATH, gpu: false, threads: 1 } as const;
    provider = await openEmbedded(spec, { runtimeDir, log: () => undefined });
    await provider.prepare({ slots: 1, contextTokens: 1_024 });
  });

  afterAll(() => provider.close());

  it('calls a tool, natively', async () => {
    const generation = await provider.generate(READ_FILE, never);
    expect(generation.finish).toBe('tool-calls');
    expect(generation.parts).toEqual({
      content: '',
      toolCalls: [{ name: 'read_file', arguments: '{"path":"src/a.ts"}' }],
    });
    expect(generation.text).toContain('<tool_call>');
  });

  it('reads the tools: they are part of the prompt', async () => {
    const { prompt } = READ_FILE;
    if (prompt.kind !== 'chat') throw new Error('a chat');
    const withTools = await provider.countPromptTokens?.(prompt);
    const without = await provider.countPromptTokens?.({ kind: 'chat', messages: prompt.messages });
    expect(withTools).toBeGreaterThan((without ?? Infinity) + 50);
  });

  it('goes on behind a call and its result', async () => {
    const generation = await provider.generate({ ...TOOL_CHAT, maxTokens: 8 }, never);
    expect(generation.outcome).toEqual({ status: 'ok' });
    expect(generation.outputTokens).toBeGreaterThan(0);
  });
});

describe('a model whose template cannot say it', () => {
  const model = {
    tokens: { bos: null, shouldPrependBosToken: false, bosString: null, eosString: null },
    tokenize: (text: string) => Array.from(text, (_, index) => index),
  } as unknown as LlamaModel;
  const plain: ChatTemplate = {
    render: (items) => (items['messages'] as { content: string }[]).map(({ content }) => content).join(' '),
  };
  const raising: ChatTemplate = {
    render: () => {
      throw new Error('Conversation roles must alternate');
    },
  };

  it.each([
    ['a template without tools', plain],
    ['no template', undefined],
  ])('is unsupported when tools are offered: %s', (_what, template) => {
    const tokenizer = createPromptTokenizer(model, template);
    expect(() => tokenizer.tokenize(READ_FILE.prompt)).toThrow(
      /^The backend takes no tools: the model's chat template/,
    );
    expect(() => tokenizer.tokenize(TOOL_CHAT.prompt)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
  });

  it('still takes a plain chat', () => {
    const tokenizer = createPromptTokenizer(model, plain);
    expect(tokenizer.tokenize({ kind: 'chat', messages: [{ role: 'user', content: 'four' }] })).toHaveLength(4);
  });

  it('is named with the template’s own words when it raises', () => {
    const tokenizer = createPromptTokenizer(model, raising);
    expect(() => tokenizer.tokenize({ kind: 'chat', messages: [{ role: 'user', content: 'x' }] })).toThrow(
      "The model's chat template refuses these messages: Conversation roles must alternate",
    );
  });
});
