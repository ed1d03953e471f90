import { describe, expect, it } from 'vitest';
import { importForeign } from '../../../src/report/import/import-foreign.js';

/** Shapes as llama-bench b4xxx to b6xxx write them, cut to what is read. */
const llama = (prompt: number, generated: number) => ({
  build_commit: '01612b7',
  model_filename: 'models/tiny.gguf',
  model_type: 'llama 1B Q8_0',
  n_threads: 2,
  n_prompt: prompt,
  n_gen: generated,
  n_depth: 0,
  avg_ts: 101,
  samples_ns: [5e9, 5.1e9],
  samples_ts: [102, 100],
});

describe('importForeign', () => {
  it('reads llama-bench json: pp is the prefill rate of the engine, tg its decode rate', () => {
    const results = importForeign(JSON.stringify([llama(512, 0), llama(0, 128)]));
    expect(results).toMatchObject([
      {
        tool: 'llama-bench',
        model: 'models/tiny.gguf',
        parameters: { promptTokens: 512, threads: 2, build: '01612b7' },
        metrics: { prefillTpsServer: [102, 100] },
      },
      { parameters: { outputTokens: 128 }, metrics: { decodeTpsServer: [102, 100] } },
    ]);
  });

  it('reads llama-bench jsonl the same way', () => {
    const lines = [llama(512, 0), llama(0, 128)].map((each) => JSON.stringify(each)).join('\n');
    expect(importForeign(`${lines}\n`)).toEqual(importForeign(JSON.stringify([llama(512, 0), llama(0, 128)])));
  });

  it('takes no rate of nothing for a measurement', () => {
    for (const nothing of [{ ...llama(512, 0), samples_ts: [] }, { ...llama(512, 0), samples_ts: [0] }, llama(0, 0)])
      expect(() => importForeign(JSON.stringify(nothing))).toThrow('samples_ts: nothing was measured.');
  });

  it('leaves the mixed rate of a pg test out, with the reason', () => {
    const [, mixed] = importForeign(JSON.stringify([llama(512, 0), llama(512, 128)]));
    expect(mixed).toMatchObject({ metrics: {}, omitted: [{ reason: expect.stringContaining('no counterpart') }] });
  });

  const vllm = {
    backend: 'vllm',
    model_id: 'm',
    num_prompts: 3,
    max_concurrency: 2,
    request_rate: 'inf',
    request_throughput: 1.5,
    output_throughput: 150,
    mean_ttft_ms: 20,
  };

  it('reads vllm bench: values per request in milliseconds, without those of failed requests', () => {
    const [result] = importForeign(JSON.stringify({ ...vllm, ttfts: [0.02, 0, 0.03], itls: [[0.01]] }));
    expect(result).toMatchObject({
      tool: 'vllm-bench',
      parameters: { slots: 2, requests: 3, requestRate: 'inf' },
      metrics: { ttft: [20, 30], reqTps: [1.5], outTps: [150] },
    });
    expect(result?.omitted.map(({ name }) => name)).toEqual(['itl', 'tpot']);
  });

  it('tells the lengths and the load of vllm bench, so that only like cases stand beside it', () => {
    const sums = { ...vllm, completed: 2, failed: 1, total_input_tokens: 400, total_output_tokens: 256 };
    const load = { slots: 2, requests: 3, failedRequests: 1, requestRate: 'inf' };
    const [summed] = importForeign(JSON.stringify(sums));
    expect(summed?.parameters).toEqual({ promptTokens: 200, outputTokens: 128, ...load });
    // A tokenizer misses 200 by one; the failed request has no output.
    const detailed = { ...sums, ttfts: [0.02, 0.03, 0], input_lens: [199, 200, 201], output_lens: [128, 128, 0] };
    expect(importForeign(JSON.stringify(detailed))[0]?.parameters).toEqual({
      promptTokens: 200,
      outputTokens: 128,
      ...load,
    });
    const mixed = { ...detailed, input_lens: [20, 200, 900], max_concurrency: null };
    expect(importForeign(JSON.stringify(mixed))[0]?.parameters).toMatchObject({
      promptTokens: '20 to 900',
      slots: 'no limit',
    });
  });

  it('takes the first chunk of the chat endpoint for the first response, not for the first token', () => {
    const [result] = importForeign(JSON.stringify({ ...vllm, backend: 'openai-chat', ttfts: [0.02] }));
    expect(result?.metrics).toMatchObject({ ttfr: [20] });
    expect(result?.metrics).not.toHaveProperty('ttft');
  });

  it('takes no mean for a sample', () => {
    const [result] = importForeign(JSON.stringify(vllm));
    expect(result?.metrics).toEqual({ reqTps: [1.5], outTps: [150] });
    expect(result?.omitted[0]).toMatchObject({ name: 'ttft' });
  });

  const aiperfRecord = (changes: object) => ({
    metadata: { benchmark_phase: 'profiling', was_cancelled: false },
    metrics: {
      time_to_first_token: { value: 25, unit: 'ms' },
      request_latency: { value: 0.1, unit: 'sec' },
      inter_token_latency: { value: 5, unit: 'ms' },
      inter_chunk_latency: { value: [5, 5], unit: 'ms' },
    },
    error: null,
    ...changes,
  });

  it('reads records of AIPerf in their units, without failed, cancelled and warm-up ones', () => {
    const lines = [
      aiperfRecord({}),
      aiperfRecord({ error: { code: 500 } }),
      aiperfRecord({ metadata: { benchmark_phase: 'profiling', was_cancelled: true } }),
      aiperfRecord({ metadata: { benchmark_phase: 'warmup', was_cancelled: false } }),
    ];
    const [result] = importForeign(lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(result).toMatchObject({ tool: 'aiperf', metrics: { ttft: [25], e2el: [100], tpot: [5] } });
  });

  it("reads AIPerf's summary: rates of the whole, no mean of requests", () => {
    const summary = {
      input_config: { endpoint: { model_names: ['m'] } },
      request_throughput: { unit: 'requests/sec', avg: 2 },
      output_token_throughput: { unit: 'tokens/sec', avg: 200 },
      time_to_first_token: { unit: 'ms', avg: 20 },
    };
    expect(importForeign(JSON.stringify(summary))).toMatchObject([
      { model: 'm', metrics: { reqTps: [2], outTps: [200] } },
    ]);
  });

  const lengths = {
    input_sequence_length: { unit: 'tokens', avg: 550.2, min: 549, max: 552 },
    output_sequence_length: { unit: 'tokens', avg: 9, min: 9, max: 9 },
  };

  it.each([
    ['load generator', { endpoint: { model_names: ['m'] }, loadgen: { concurrency: 4, request_count: 100 } }],
    [
      'phases',
      {
        models: { items: [{ name: 'm' }] },
        phases: [
          { name: 'warmup', concurrency: 2 },
          { name: 'profiling', concurrency: 4 },
        ],
      },
    ],
  ])("tells the lengths and the load of AIPerf's summary, in its words of %s", (_, input_config) => {
    const summary = { input_config, request_throughput: { unit: 'requests/sec', avg: 2 }, ...lengths };
    expect(importForeign(JSON.stringify(summary))).toMatchObject([
      { model: 'm', parameters: { promptTokens: 550.2, outputTokens: 9, slots: 4 } },
    ]);
  });

  it('counts how many requests of AIPerf were in flight at once', () => {
    const at = (start: number, end: number) =>
      aiperfRecord({
        metadata: { benchmark_phase: 'profiling', request_start_ns: start, request_end_ns: end },
        metrics: {
          request_latency: { value: 7, unit: 'ms' },
          input_sequence_length: { value: 550, unit: 'tokens' },
          output_sequence_length: { value: 9, unit: 'tokens' },
        },
      });
    // Two at once; the third begins when the first ends.
    const lines = [at(0, 10), at(5, 15), at(10, 20)].map((line) => JSON.stringify(line)).join('\n');
    expect(importForeign(lines)[0]?.parameters).toEqual({ promptTokens: 550, outputTokens: 9, slots: 2 });
  });

  it('counts the requests that failed, and takes the rate they were sent at for what it is', () => {
    const requests = [{ ...vllm, completed: 1, request_rate: 0.5 }, vllm];
    expect(importForeign(JSON.stringify(requests)).map(({ parameters }) => parameters)).toEqual([
      { slots: 2, requests: 3, failedRequests: 2, requestRate: 0.5 },
      { slots: 2, requests: 3, requestRate: 'inf' },
    ]);
    const lines = [aiperfRecord({}), aiperfRecord({ error: { code: 500 } })].map((line) => JSON.stringify(line));
    expect(importForeign(lines.join('\n'))[0]?.parameters).toMatchObject({ failedRequests: 1 });
    const summary = {
      input_config: { phases: [{ name: 'profiling', type: 'poisson', rate: 0.8, concurrency: 4 }] },
      request_throughput: { unit: 'requests/sec', avg: 0.7 },
      error_request_count: { unit: 'requests', avg: 3 },
      was_cancelled: true,
    };
    expect(importForeign(JSON.stringify(summary))[0]?.parameters).toEqual({
      slots: 4,
      requestRate: 0.8,
      failedRequests: 3,
      cancelled: 'yes',
    });
  });

  it('takes the zeros of a result without a completed request for no measurement', () => {
    const none = { ...vllm, completed: 0, request_throughput: 0, output_throughput: 0 };
    expect(() => importForeign(JSON.stringify(none))).toThrow('all of it: no request was completed');
    expect(importForeign(JSON.stringify([none, vllm])).map(({ metrics }) => metrics)).toEqual([
      {},
      { reqTps: [1.5], outTps: [150] },
    ]);
  });

  it('takes over no value in a unit that it does not know', () => {
    const record = aiperfRecord({
      metrics: { time_to_first_token: { value: 1, unit: 'fortnights' }, request_latency: { value: 7, unit: 'ms' } },
    });
    expect(importForeign(JSON.stringify(record))[0]?.metrics).toEqual({ e2el: [7] });
  });

  it.each([
    ['nothing', ''],
    ['another document', '{"a":1}'],
    ['text', 'hello'],
    ['a list of two kinds', JSON.stringify([llama(1, 0), { a: 1 }])],
    ['a torn jsonl', `${JSON.stringify(llama(1, 0))}\n{"build`],
    ['only what has no counterpart', JSON.stringify([llama(512, 128)])],
  ])('refuses %s', (_, text) => {
    expect(() => importForeign(text)).toThrow(expect.objectContaining({ code: 'IMPORT_REFUSED' }));
  });
});
