import { describe, expect, it } from 'vitest';
import { contextWindow } from '../../benchmarks/context-window.js';
import { findsNeedle, needleOf } from '../../benchmarks/needle.js';
import type { Generation, GenerationRequest, Prompt, Provider } from '../../src/providers/provider.js';
import { runBenchmark, iterationValues } from './run-benchmark.js';

/** Words are tokens. */
function tokensOf(prompt: Prompt): string[] {
  const text = prompt.kind === 'text' ? prompt.text : prompt.messages.map(({ content }) => content).join(' ');
  return text.split(/\s+/);
}

/** A model that remembers only the last tokens of its prompt, and of these only numbers. */
function forgetful(remembers: number, context = 2_048): Provider {
  return {
    description: { provider: 'test', model: 'forgetful', trainContextTokens: context, modelPids: [] },
    loadMs: 0,
    prepare: () => Promise.resolve(),
    countPromptTokens: (prompt) => Promise.resolve(tokensOf(prompt).length),
    generate: (request) => Promise.resolve(answerOf(request, remembers)),
    modelCpuMs: () => undefined,
    modelRssBytes: () => undefined,
    close: () => Promise.resolve(),
  };
}

function answerOf({ prompt }: GenerationRequest, remembers: number): Generation {
  const tokens = tokensOf(prompt);
  const text = /server is (\d{4})\./.exec(tokens.slice(-remembers).join(' '))?.[1] ?? 'I do not know.';
  return {
    outcome: { status: 'ok' },
    stamps: { scheduledMs: 0, sendMs: 0, firstTokenMs: 1, lastTokenMs: 2, endMs: 2 },
    eventMs: [1, 2],
    singleTokenEvents: true,
    promptTokens: tokens.length,
    outputTokens: 24,
    firstEventTokens: 1,
    tokenSource: 'tokenizer',
    text,
    finish: 'length',
    labels: [],
  };
}

describe('the context-window benchmark', () => {
  const parameters = { contextTokens: 1_024, outputTokens: 24 };

  it('counts every needle as found by a model that reads all', async () => {
    const samples = await runBenchmark({
      benchmark: contextWindow,
      provider: forgetful(9_999),
      parameters,
      iterations: 5,
    });
    expect(iterationValues(samples, 'needleHit')).toEqual([1, 1, 1, 1, 1]);
  });

  it('tells which positions are lost by one that forgets the first half', async () => {
    const samples = await runBenchmark({
      benchmark: contextWindow,
      provider: forgetful(500),
      parameters,
      iterations: 10,
    });
    for (const { metrics } of samples) {
      const depth = metrics['needleDepth'] ?? 0;
      // Around the middle the lengths of lines decide.
      if (Math.abs(depth - 0.5) > 0.1) expect(metrics['needleHit']).toBe(depth > 0.5 ? 1 : 0);
    }
  });

  it('fills the context to a few tokens, answer included', async () => {
    const samples = await runBenchmark({
      benchmark: contextWindow,
      provider: forgetful(500),
      parameters,
      iterations: 3,
    });
    for (const used of iterationValues(samples, 'contextTokens')) {
      expect(used).toBeLessThanOrEqual(1_024);
      expect(used).toBeGreaterThan(1_010);
    }
  });

  it('takes a share of what the model can do at most', async () => {
    const samples = await runBenchmark({
      benchmark: contextWindow,
      provider: forgetful(500, 600),
      parameters: { contextShare: 0.5, outputTokens: 24 },
      iterations: 1,
    });
    expect(samples[0]?.metrics['contextTokens']).toBeGreaterThan(280);
    expect(samples[0]?.metrics['contextTokens']).toBeLessThanOrEqual(300);
  });

  it('says that a share of an unknown context cannot be filled', async () => {
    const provider = { ...forgetful(500), description: { provider: 'test', model: 'm', modelPids: [] } };
    const run = runBenchmark({ benchmark: contextWindow, provider, parameters: { contextShare: 1, outputTokens: 24 } });
    await expect(run).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });
});

describe('a needle', () => {
  it('is the same for the same seed and walks through the prompt', () => {
    expect(needleOf(7, 0)).toEqual(needleOf(7, 0));
    const depths = [0, 1, 2, 3, 4].map((iteration) => needleOf(iteration + 1, iteration).depth);
    expect(Math.min(...depths)).toBeLessThan(0.2);
    expect(Math.max(...depths)).toBeGreaterThan(0.8);
  });

  it('is found as a number of its own only', () => {
    const needle = { code: '4711', depth: 0.5 };
    expect(findsNeedle('It is 4711.', needle)).toBe(true);
    expect(findsNeedle('It is 14711 or 47112.', needle)).toBe(false);
  });
});
