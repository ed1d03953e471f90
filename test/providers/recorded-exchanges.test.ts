import { describe, expect, it } from 'vitest';
import type { GenerationRequest } from '../../src/providers/provider.js';
import { replay } from './replay.js';

const request: GenerationRequest = {
  prompt: { kind: 'chat', messages: [{ role: 'user', content: 'Go on.' }] },
  maxTokens: 20,
  exactLength: false,
  sampling: { temperature: 0, seed: 1 },
  cache: 'cold',
};

/** Nineteen gaps of 25 ms. */
const GAPS = Array.from({ length: 19 }, () => 25);

describe('the recorded exchange of', () => {
  it('llama-server gives the client’s figures and the engine’s side by side', async () => {
    const { generation, record } = await replay('llama-server', request);
    expect(record.metrics).toEqual({
      queueMs: 0,
      // The role delta comes in the same moment as the first token.
      ttfr: 200,
      ttft: 200,
      ttfo: 200,
      // 200 + 19 × 25.
      e2el: 675,
      // 675.4 − 675.
      tailMs: expect.closeTo(0.4, 9) as number,
      // (675 − 200) / 19.
      tpot: 25,
      decodeTps: 40,
      // predicted_n 20 covers 19 decodes in 475 ms.
      decodeTpsServer: expect.closeTo(40, 9) as number,
      // 500 − 4 cached in 200 ms; the engine: 496 in 186 ms.
      prefillTps: 2_480,
      prefillTpsServer: expect.closeTo(496 / 0.186, 9) as number,
      // 20 / 0.675 s.
      e2eTps: expect.closeTo(20 / 0.675, 9) as number,
      cacheHit: 4 / 500,
    });
    // predicted_n rises by one from chunk to chunk, so each is proven to be one token.
    expect(record.series).toEqual({ icl: GAPS, itl: GAPS });
    expect(record.labels).toEqual([]);
    expect(generation).toMatchObject({ finish: 'length', parts: { content: 'w '.repeat(20) } });
  });

  it('vLLM counts two tokens per chunk, and an empty first delta is no token', async () => {
    const { generation, record } = await replay('vllm', request);
    expect(record.metrics).toEqual({
      queueMs: 0,
      ttfr: 190,
      ttft: 200,
      // Five chunks of reasoning: 200 + 5 × 50.
      ttfo: 450,
      // 450 + 4 × 50.
      e2el: 650,
      tailMs: 1,
      // (650 − 200) / (20 − 2 in the first chunk).
      tpot: 25,
      decodeTps: 40,
      // 500 in 200 ms; what was cached the server does not say.
      prefillTps: 2_500,
      e2eTps: expect.closeTo(20 / 0.65, 9) as number,
    });
    expect(record.counts).toMatchObject({ outputTokens: 20, firstEventTokens: 2, source: 'server' });
    expect(record.series).toEqual({ icl: Array.from({ length: 9 }, () => 50) });
    expect(generation.parts).toEqual({ content: 'yes '.repeat(5), reasoning: 'so '.repeat(5) });
  });

  it('LM Studio puts a tool call together and takes its first fragment for the first token', async () => {
    const { generation, record } = await replay('lm-studio', request);
    expect(record.metrics).toEqual({
      queueMs: 0,
      ttfr: 300,
      ttft: 300,
      ttfo: 300,
      e2el: 490,
      tailMs: 2,
      // (490 − 300) / (20 − 1): how many tokens a fragment holds is not told, so the first counts as one.
      tpot: 10,
      decodeTps: 100,
      // 263 in 300 ms.
      prefillTps: expect.closeTo(263 / 0.3, 9) as number,
      e2eTps: expect.closeTo(20 / 0.49, 9) as number,
    });
    expect(record.finish).toBe('tool-calls');
    expect(record.series).toEqual({ icl: [100, 90] });
    expect(generation.parts).toEqual({
      content: '',
      toolCalls: [{ id: '365174485', name: 'search_products', arguments: '{"query":"dell"}' }],
    });
  });

  it('llamafile ends well without [DONE], when the connection closes behind a finish reason', async () => {
    const { generation, record } = await replay('llamafile', request);
    expect(record.metrics).toEqual({
      queueMs: 0,
      ttfr: 200,
      ttft: 200,
      ttfo: 200,
      e2el: 675,
      tailMs: 1,
      tpot: 25,
      decodeTps: 40,
      prefillTps: 2_500,
      e2eTps: expect.closeTo(20 / 0.675, 9) as number,
    });
    // No count rises with the chunks, so nothing proves one token each.
    expect(record.series).toEqual({ icl: GAPS });
    expect(generation.finish).toBe('length');
  });

  it('Ollama reads durations in nanoseconds and thinking apart', async () => {
    const { generation, record } = await replay('ollama', request);
    expect(record.metrics).toEqual({
      queueMs: 0,
      ttfr: 200,
      ttft: 200,
      // Eight lines of thinking: 200 + 8 × 25.
      ttfo: 400,
      // 400 + 11 × 25.
      e2el: 675,
      tailMs: 1,
      tpot: 25,
      decodeTps: 40,
      // eval_count 20 covers 19 decodes in 475 ms.
      decodeTpsServer: expect.closeTo(40, 9) as number,
      prefillTps: 2_500,
      // 500 in 180 ms.
      prefillTpsServer: expect.closeTo(500 / 0.18, 9) as number,
      e2eTps: expect.closeTo(20 / 0.675, 9) as number,
    });
    // As many lines as tokens.
    expect(record.series).toEqual({ icl: GAPS, itl: GAPS });
    expect(record.engine?.loadMs).toBe(12);
    expect(generation.parts).toEqual({ content: 'w '.repeat(12), reasoning: 'so '.repeat(8) });
  });
});
