import { describe, expect, it } from 'vitest';
import type { Prompt, Provider } from '../../src/providers/provider.js';
import { createPromptSynthesiser } from '../../src/worker/prompt-synthesis.js';

const TEMPLATE_TOKENS = 7;

function contentOf(prompt: Prompt): string {
  return prompt.kind === 'text' ? prompt.text : prompt.messages.map((message) => message.content).join('');
}

/** A tokenizer of words, punctuation and line ends behind a template of seven tokens. */
function countWords(prompt: Prompt): number {
  return TEMPLATE_TOKENS + (contentOf(prompt).match(/\w+|\n|[^\s\w]/g) ?? []).length;
}

function provider(counts: boolean): { provider: Provider; generated: Prompt[] } {
  const generated: Prompt[] = [];
  const generate: Provider['generate'] = async (request) => {
    generated.push(request.prompt);
    return {
      outcome: { status: 'ok' },
      stamps: { scheduledMs: 0, sendMs: 0, endMs: 1 },
      eventMs: [],
      singleTokenEvents: false,
      promptTokens: countWords(request.prompt),
      outputTokens: 1,
      firstEventTokens: 1,
      tokenSource: 'server',
      text: '',
      finish: 'length',
      labels: [],
    };
  };
  return {
    generated,
    provider: {
      description: { provider: 'test', model: 'words', modelPids: [] },
      loadMs: 0,
      prepare: async () => {},
      generate,
      ...(counts ? { countPromptTokens: async (prompt: Prompt) => countWords(prompt) } : {}),
      modelCpuMs: () => undefined,
      modelRssBytes: () => undefined,
      close: async () => {},
    },
  };
}

const signal = new AbortController().signal;

describe('prompt synthesis', () => {
  it.each([16, 64, 257, 1_000, 4_096])('hits %i tokens exactly where the provider counts', async (tokens) => {
    const prompts = createPromptSynthesiser(provider(true).provider, signal);
    for (const seed of [1, 2, 3]) expect(countWords(await prompts.synthesise(tokens, seed))).toBe(tokens);
  });

  it('comes within 15 % by two one-token probes a length where the provider cannot count', async () => {
    const { provider: blind, generated } = provider(false);
    const prompts = createPromptSynthesiser(blind, signal);
    for (const tokens of [200, 1_000]) {
      const counted = countWords(await prompts.synthesise(tokens, tokens));
      expect(Math.abs(counted - tokens) / tokens).toBeLessThan(0.15);
    }
    expect(generated).toHaveLength(4);
  });

  it('gives the same text for the same seed and another first word for another seed', async () => {
    const prompts = createPromptSynthesiser(provider(true).provider, signal);
    const [first, again, other] = await Promise.all([1, 1, 2].map((seed) => prompts.synthesise(100, seed)));
    if (first === undefined || again === undefined || other === undefined) throw new Error('unreachable');
    expect(contentOf(again)).toBe(contentOf(first));
    expect(contentOf(other).slice(0, 4)).not.toBe(contentOf(first).slice(0, 4));
  });
});
