import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { concurrent } from '../../benchmarks/concurrent.js';
import { latency } from '../../benchmarks/latency.js';
import { KeptSample, sampleHead } from '../../src/journal/kept-sample.js';
import { startFakeServer, type FakeServer } from '../../src/providers/fake-server/fake-server.js';
import type { Provider } from '../../src/providers/provider.js';
import type { Sample } from '../../src/protocol/sample.js';
import { defineBenchmark, type Benchmark } from '../../src/worker/benchmark.js';
import { runCase } from '../../src/worker/case-runner.js';
import { openFake } from '../benchmarks/run-benchmark.js';

let server: FakeServer;
let provider: Provider;

beforeEach(async () => {
  server = await startFakeServer();
  provider = await openFake(server.url);
});

afterEach(async () => {
  await provider.close();
  await server.close();
});

async function deterministic(benchmark: Benchmark): Promise<Sample[]> {
  const samples: Sample[] = [];
  const counts = { warmup: 1, firstIteration: 0, iterations: 2, seed: 42 };
  await runCase({
    benchmark,
    provider,
    deterministic: true,
    command: { v: 1, type: 'case', caseId: 'c', attempt: 1, parameters: benchmark.cases.at(-1) ?? {}, ...counts },
    reporter: {
      stage: () => undefined,
      prepared: () => undefined,
      sample: (sample) => Promise.resolve(void samples.push(sample)),
    },
    signal: new AbortController().signal,
  });
  return samples;
}

const answerOf = (sample: Sample | undefined): string | undefined => sample?.requests[0]?.outputDigest;

describe('a deterministic case', () => {
  it('ends with iteration 0 once more, stored as a warm-up', async () => {
    const samples = await deterministic(latency);
    expect(samples.map(({ phase, iteration, labels }) => [phase, iteration, labels])).toEqual([
      ['warmup', 0, []],
      ['measure', 0, []],
      ['measure', 1, []],
      ['warmup', 1, ['repeat']],
    ]);
    const prompts = server.requests().flatMap(({ body }) => ('max_tokens' in body ? [JSON.stringify(body)] : []));
    expect(prompts.at(-1)).toBe(prompts.at(-3));
    expect(answerOf(samples[3])).toBe(answerOf(samples[1]));
  });

  it('leaves samples whose place and time a journal finds without reading them whole', async () => {
    const [sample] = await deterministic(latency);
    const stored = JSON.stringify({ attempt: 1, take: 0, generation: 1, sample });
    expect(sampleHead(new KeptSample(stored.slice(0, -1)))).toMatchObject({ iteration: 0, phase: 'warmup', take: 0 });
  });

  it('shows a server whose answers vary', async () => {
    server.behave({ varies: true });
    const samples = await deterministic(latency);
    expect(answerOf(samples[3])).not.toBe(answerOf(samples[1]));
  });

  it('is refused where it sends several requests at once', async () => {
    await expect(deterministic(concurrent)).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: 'The case sends 32 requests at once; a deterministic run sends one at a time.',
    });
  });

  it('is greedy, whatever the benchmark asks for', async () => {
    const warm = defineBenchmark({
      ...latency,
      iterate: async (context) => {
        const prompt = { kind: 'text', text: 'a' } as const;
        const sampling = { temperature: 0.9, seed: 1 };
        return {
          requests: [await context.request({ prompt, maxTokens: 2, exactLength: true, sampling, cache: 'cold' })],
        };
      },
    });
    await deterministic(warm);
    const asked = server.requests().flatMap(({ body }) => (body['prompt'] === 'a' ? [body['temperature']] : []));
    expect(asked).toEqual([0, 0, 0, 0]);
  });
});
