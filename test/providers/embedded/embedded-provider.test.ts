import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../src/providers/embedded/embedded-provider.js';
import { SMOKE_MODEL_PATH } from '../../../src/providers/embedded/smoke-model.js';
import type { Generation, GenerationRequest, Provider } from '../../../src/providers/provider.js';
import { installedVersion, cloneRuntimeDir } from '../../../src/runtime/locate.js';

const runtimeDir = cloneRuntimeDir();
const installed = installedVersion(runtimeDir) !== undefined;
const never = new AbortController().signal;

function request(changes: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    prompt: { kind: 'chat', messages: [{ role: 'user', content: 'Explain what a parser does, in one sentence.' }] },
    maxTokens: 40,
    exactLength: true,
    sampling: { temperature: 0, seed: 1 },
    cache: 'cold',
    ...changes,
  };
}

const long = (lines: number): GenerationRequest =>
  request({
    prompt: { kind: 'text', text: 'The journal writes records after the last flush.\n'.repeat(lines) },
    maxTokens: 8,
  });

describe.skipIf(!installed)('the embedded provider on the smoke model', () => {
  let provider: Provider;

  beforeAll(async () => {
    provider = await openEmbedded(
      { kind: 'embedded', modelPath: SMOKE_MODEL_PATH, gpu: false, threads: 1 },
      { runtimeDir, log: () => undefined },
    );
    await provider.prepare({ slots: 4, contextTokens: 2_048 });
  });

  afterAll(() => provider.close());

  it('writes exactly as many tokens as asked for, each with its moment', async () => {
    const generation = await provider.generate(request(), never);
    expect(generation.outcome).toEqual({ status: 'ok' });
    expect(generation.outputTokens).toBe(40);
    expect(generation.eventMs).toHaveLength(40);
    expect([...generation.eventMs].sort((a, b) => a - b)).toEqual(generation.eventMs);
    expect(generation.stamps.sendMs).toBeLessThan(generation.eventMs[0] ?? 0);
    expect(generation.cachedPromptTokens).toBe(0);
  });

  it('stops at the end of its turn when no length is forced', async () => {
    const generation = await provider.generate(request({ exactLength: false, maxTokens: 400 }), never);
    expect(generation.finish).toBe('stop');
    expect(generation.outputTokens).toBeLessThan(400);
    expect(generation.text).not.toContain('<|im_end|>');
  });

  it('repeats itself when greedy, and when seeded', async () => {
    const texts = async (sampling: GenerationRequest['sampling']): Promise<string[]> => {
      const first = await provider.generate(request({ sampling }), never);
      const second = await provider.generate(request({ sampling }), never);
      return [first.text, second.text];
    };
    const [greedy, greedyAgain] = await texts({ temperature: 0, seed: 1 });
    expect(greedyAgain).toBe(greedy);
    const [seeded, seededAgain] = await texts({ temperature: 1.2, seed: 7 });
    expect(seededAgain).toBe(seeded);
    const [other] = await texts({ temperature: 1.2, seed: 8 });
    expect(other).not.toBe(seeded);
  });

  it('writes the same text alone and beside three others', async () => {
    const alone = await provider.generate(request(), never);
    const together = await Promise.all(
      [request(), request(), request(), request()].map((each) => provider.generate(each, never)),
    );
    expect(together.map((generation) => generation.text)).toEqual([alone.text, alone.text, alone.text, alone.text]);
    expect(together.every((generation) => generation.engine === undefined)).toBe(true);
  });

  it('reads a long prompt in slices to the same continuation as from a warm prefix', async () => {
    const cold = await provider.generate(long(30), never);
    expect(cold.promptTokens).toBeGreaterThan(600);
    const warm = await provider.generate({ ...long(30), cache: 'warm' }, never);
    expect(warm.cachedPromptTokens).toBe(cold.promptTokens - 1);
    expect(warm.text).toBe(cold.text);
    const again = await provider.generate(long(30), never);
    expect(again.cachedPromptTokens).toBe(0);
  });

  it('tells the engine’s own counts and times of a request that ran alone', async () => {
    const generation = await provider.generate(request(), never);
    expect(generation.engine?.prefillTokens).toBe(generation.promptTokens);
    expect(generation.engine?.decodeTokens).toBe(39);
    expect(generation.engine?.decodeMs).toBeGreaterThan(0);
  });

  it.each([
    ['a prefill', 0],
    ['a decode', 3],
  ])('aborts in the middle of %s and serves the next request', async (_where, afterTokens) => {
    const abort = new AbortController();
    const asked = afterTokens === 0 ? long(80) : request({ maxTokens: 1_000 });
    const running = provider.generate(asked, abort.signal);
    if (afterTokens > 0) await new Promise((resolve) => setTimeout(resolve, 30));
    abort.abort();
    const aborted: Generation = await running;
    expect(aborted.outcome).toMatchObject({ status: 'failed', class: 'cancelled' });
    expect(aborted.outputTokens).toBeLessThan(asked.maxTokens);
    expect((await provider.generate(request(), never)).outcome.status).toBe('ok');
  });

  it('refuses what does not fit the context instead of cutting it', async () => {
    await expect(provider.generate(request({ maxTokens: 4_000 }), never)).rejects.toMatchObject({
      code: 'CONTEXT_TOO_SMALL',
    });
    await expect(provider.prepare({ slots: 1, contextTokens: 1e9 })).rejects.toMatchObject({
      code: 'CONTEXT_TOO_SMALL',
    });
  });

  it('counts the tokens that it will read', async () => {
    const { prompt } = request();
    const counted = await provider.countPromptTokens?.(prompt);
    expect(counted).toBe((await provider.generate(request(), never)).promptTokens);
  });
});
