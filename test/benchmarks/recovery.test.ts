import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coldStart } from '../../benchmarks/cold-start.js';
import { concurrent } from '../../benchmarks/concurrent.js';
import { promptLength } from '../../benchmarks/prompt-length.js';
import { streaming } from '../../benchmarks/streaming.js';
import { sustained } from '../../benchmarks/sustained.js';
import { tokenGeneration } from '../../benchmarks/token-generation.js';
import { warmStart } from '../../benchmarks/warm-start.js';
import { computeCaseMetrics } from '../../src/metrics/case-metrics.js';
import { findKnee } from '../../src/metrics/knee.js';
import { prefillCost } from '../../src/metrics/prefill-cost.js';
import { startFakeServer, type FakeServer } from '../../src/providers/fake-server/fake-server.js';
import type { ColdStart, Provider } from '../../src/providers/provider.js';
import { median } from '../../src/statistics/quantiles.js';
import { iterationValues, openFake, requestValues, runBenchmark } from './run-benchmark.js';
import { served, servedDecodeTps, servedGapMs, servedOutTps, servedTtftMs } from './served.js';

/**
 * A server with a known schedule in this very process: client and server share a thread, so that bench/benchmarks-accuracy.mjs,
 * with a server of its own process, says how close the figures really come.
 */
let server: FakeServer;
let provider: Provider;

beforeEach(async () => {
  server = await startFakeServer({ llamaCpp: true });
  provider = await openFake(server.url);
});

afterEach(async () => {
  await provider.close();
  await server.close();
});

/** The truth is what the server did by its own clock, which a busy machine may have kept from its schedule. */
function expectWithin(share: number, value: number | undefined, truth: number): void {
  expect(value).toBeGreaterThan(truth * (1 - share));
  expect(value).toBeLessThan(truth * (1 + share));
}

/** A wrong formula fails every time; a machine that was kept from its work in between does not. */
const MAY_BE_LATE = { retry: 3 };

describe('benchmarks on a server whose schedule is known', MAY_BE_LATE, () => {
  it('recover the decode rate', async () => {
    server.behave({ llamaCpp: true, schedule: { ttftMs: 20, interTokenMs: 5 } });
    const from = server.requests().length;
    const samples = await runBenchmark({
      benchmark: tokenGeneration,
      provider,
      parameters: { promptTokens: 32, outputTokens: 48 },
    });
    const truth = median(served(server, from).map((each) => servedDecodeTps(each)));
    expectWithin(0.05, median(requestValues(samples, 'decodeTps')), truth);
  });

  it('recover the knee of concurrency', async () => {
    server.behave({ llamaCpp: true, parallel: 2, schedule: { ttftMs: 20, interTokenMs: 4 } });
    const points = [];
    const truth = [];
    for (const slots of [1, 2, 4]) {
      const from = server.requests().length;
      const parameters = { slots, promptTokens: 32, outputTokens: 16, sloTtftMs: 60, sloTpotMs: 20 };
      const samples = await runBenchmark({ benchmark: concurrent, provider, parameters, iterations: 1 });
      const metrics = computeCaseMetrics(samples, parameters);
      points.push({ slots, outTps: metrics.outTps ?? 0, metrics });
      truth.push({ slots, outTps: servedOutTps(served(server, from)) });
    }
    expectWithin(0.1, findKnee(points)?.slots, findKnee(truth)?.slots ?? NaN);
    expect(points.map(({ metrics }) => metrics.concPeak)).toEqual([1, 2, 4]);
    // Four users on two workers: some wait for 80 ms before their turn even comes.
    expect(points.at(-1)?.metrics.goodFraction).toBeLessThan(1);
  });

  it('recover what a token of the prompt costs', async () => {
    server.behave({ llamaCpp: true, schedule: { ttftMs: 10, promptMsPerToken: 0.2 } });
    const points = [];
    const truth = [];
    for (const promptTokens of [64, 256, 512]) {
      const from = server.requests().length;
      const samples = await runBenchmark({
        benchmark: promptLength,
        provider,
        parameters: { promptTokens, outputTokens: 1 },
        // A median that two late answers of a busy machine do not move.
        iterations: 7,
      });
      const uncached = samples.flatMap(({ requests }) => requests.slice(0, 1));
      points.push({ promptTokens, ttftMs: median(uncached.map(({ metrics }) => metrics['ttft'] ?? NaN)) });
      const firsts = served(server, from).filter((_, at) => at % 2 === 0);
      truth.push({ promptTokens, ttftMs: median(firsts.map((each) => servedTtftMs(each))) });
    }
    expectWithin(0.1, prefillCost(points)?.msPerToken, prefillCost(truth)?.msPerToken ?? NaN);
  });

  it('recover the saving of a cache, and keep the cached request out of the cold ones', async () => {
    const switching = withMethods(provider, {
      generate: (request, signal) => {
        server.behave({ llamaCpp: true, schedule: { ttftMs: request.cache === 'cold' ? 80 : 20 } });
        return provider.generate(request, signal);
      },
    });
    const from = server.requests().length;
    const parameters = { promptTokens: 128, outputTokens: 1 };
    const samples = await runBenchmark({ benchmark: promptLength, provider: switching, parameters, iterations: 5 });
    const ttfts = served(server, from).map((each) => servedTtftMs(each));
    const savings = ttfts.flatMap((uncached, at) => (at % 2 === 0 ? [uncached - (ttfts[at + 1] ?? NaN)] : []));
    expectWithin(0.15, median(iterationValues(samples, 'cacheSaving')), median(savings));
    expect(samples[0]?.requests.map(({ labels }) => labels)).toEqual([[], ['cached']]);
  });

  it('recover the cold penalty', async () => {
    const from = server.requests().length;
    const samples = await runBenchmark({
      benchmark: warmStart,
      provider: withMethods(provider, { coldStart: slowFirst }),
      parameters: { promptTokens: 64, outputTokens: 4 },
      iterations: 3,
    });
    const ttfts = served(server, from).map((each) => servedTtftMs(each));
    // Each start is followed by one cold request and three warm ones.
    expect(ttfts).toHaveLength(12);
    const penalties = [0, 4, 8].map((at) => {
      const [cold = NaN, ...warm] = ttfts.slice(at, at + 4);
      return cold - warm.reduce((sum, each) => sum + each, 0) / warm.length;
    });
    expectWithin(0.15, median(iterationValues(samples, 'coldPenalty')), median(penalties));
  });

  it('measure a loaded model alone where the harness cannot start it', async () => {
    const parameters = { promptTokens: 64, outputTokens: 4 };
    const [sample] = await runBenchmark({ benchmark: warmStart, provider, parameters, iterations: 1 });
    expect(sample?.requests).toHaveLength(3);
    expect(sample?.metrics).toEqual({});
    const cold = runBenchmark({ benchmark: coldStart, provider, parameters });
    await expect(cold).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('take the parts of a cold start from the provider and its first token from the stamps', async () => {
    const [sample] = await runBenchmark({
      benchmark: coldStart,
      provider: withMethods(provider, { coldStart: slowFirst }),
      parameters: { promptTokens: 64, outputTokens: 4 },
      iterations: 1,
    });
    expect(sample?.metrics).toMatchObject({ processMs: 1, importMs: 2, modelLoadMs: 3, contextMs: 4 });
    const [request] = sample?.requests ?? [];
    // Ten milliseconds lie between the spawn and the request.
    expect(sample?.metrics['coldStartMs']).toBeCloseTo((request?.metrics['ttft'] ?? NaN) + 10, 6);
    expect(request?.labels).toEqual(['file-cache-warm']);
  });

  it('recover a drift of the rate', async () => {
    const parameters = { checkpointMs: 60, promptTokens: 16, outputTokens: 24 };
    const from = server.requests().length;
    const samples = await runBenchmark({
      benchmark: sustained,
      provider,
      parameters,
      iterations: 6,
      before: (iteration) => server.behave({ llamaCpp: true, schedule: { interTokenMs: iteration < 3 ? 4 : 5 } }),
    });
    const rates = served(server, from).map((each) => servedDecodeTps(each));
    const third = Math.floor(rates.length / 3);
    const truth = median(rates.slice(-third)) / median(rates.slice(0, third));
    expectWithin(0.05, computeCaseMetrics(samples, parameters).sustained, truth);
  });

  it('count tokens per chunk and find the gap between chunks', async () => {
    server.behave({ llamaCpp: true, schedule: { interTokenMs: 4, tokensPerChunk: 4 } });
    const from = server.requests().length;
    const [sample] = await runBenchmark({
      benchmark: streaming,
      provider,
      parameters: { promptTokens: 16, outputTokens: 64 },
      iterations: 1,
    });
    expect(sample?.metrics['tokensPerChunk']).toBe(4);
    expectWithin(0.05, sample?.metrics['iclP50'], servedGapMs(served(server, from)));
    // The same length without a stream: 63 gaps of 4 ms before anything comes.
    expect(sample?.metrics['wholeMs']).toBeGreaterThan(250);
  });
});

/** A provider with some methods replaced; the others keep their `this`. */
function withMethods(original: Provider, changes: Partial<Provider>): Provider {
  return new Proxy(original, {
    get(target, name) {
      const replaced = changes[name as keyof Provider];
      if (replaced !== undefined) return replaced;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** 100 ms to the first token of the first request and 20 ms to that of the others, after 10 ms of loading. */
async function slowFirst(...[requests, signal]: Parameters<NonNullable<Provider['coldStart']>>): Promise<ColdStart> {
  const generations = [];
  for (const [at, request] of requests.entries()) {
    server.behave({ llamaCpp: true, schedule: { ttftMs: at === 0 ? 100 : 20 } });
    generations.push(await provider.generate(request, signal));
  }
  const spawnMs = (generations[0]?.stamps.sendMs ?? 0) - 10;
  const parts = { processMs: 1, importMs: 2, modelLoadMs: 3, contextMs: 4 };
  return { spawnMs, ...parts, generations, warmCaches: ['file-cache'] };
}
