import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AGENT_REQUESTS, drawKind } from '../../benchmarks/agent-requests.js';
import { mixed, poissonStarts } from '../../benchmarks/mixed.js';
import { startFakeServer, type FakeServer } from '../../src/providers/fake-server/fake-server.js';
import type { Provider } from '../../src/providers/provider.js';
import { openFake, requestValues, runBenchmark } from './run-benchmark.js';

let server: FakeServer;
let provider: Provider;

beforeEach(async () => {
  server = await startFakeServer({ llamaCpp: true, schedule: { ttftMs: 10 } });
  provider = await openFake(server.url);
});

afterEach(async () => {
  await provider.close();
  await server.close();
});

describe('the mixed benchmark', () => {
  it('waits for every answer in a closed loop', async () => {
    const [sample] = await runBenchmark({
      benchmark: mixed,
      provider,
      parameters: { slots: 1, requests: 4 },
      iterations: 1,
    });
    const spans = sample?.requests.map(({ stamps }) => stamps) ?? [];
    expect(spans).toHaveLength(4);
    for (const [at, { sendMs }] of spans.entries()) expect(sendMs).toBeGreaterThanOrEqual(spans[at - 1]?.endMs ?? 0);
    expect(requestValues(sample === undefined ? [] : [sample], 'responseMs')).toEqual([]);
  });

  it('counts from the intended start in an open loop', async () => {
    const parameters = { slots: 4, requests: 4, ratePerSecond: 50 };
    const samples = await runBenchmark({ benchmark: mixed, provider, parameters, iterations: 1 });
    const records = samples.flatMap(({ requests }) => requests);
    const starts = records.map(({ stamps }) => stamps.scheduledMs);
    const gaps = poissonStarts(0, 50, 4).length;
    expect(starts).toHaveLength(gaps);
    for (const { metrics } of records) {
      expect(metrics['responseMs']).toBeCloseTo((metrics['e2el'] ?? 0) + (metrics['queueMs'] ?? 0), 6);
    }
  });

  it('sends the same prompts for the same seed', async () => {
    const prompts = async (): Promise<unknown[]> => {
      const before = server.requests().length;
      await runBenchmark({ benchmark: mixed, provider, parameters: { slots: 1, requests: 3 }, iterations: 1 });
      const completions = server
        .requests()
        .slice(before)
        .filter(({ path }) => path.endsWith('/completions'));
      return completions.map(({ body }) => body['messages']);
    };
    expect(await prompts()).toEqual(await prompts());
  });
});

describe('the mixture', () => {
  it('draws each kind by its weight', () => {
    const total = 10_000;
    const drawn = Array.from({ length: total }, (_, at) => drawKind((at + 0.5) / total).name);
    for (const { name, weight } of AGENT_REQUESTS) {
      expect(drawn.filter((each) => each === name).length / total).toBeCloseTo(weight, 3);
    }
  });

  it('starts requests as a Poisson process of the wanted rate', () => {
    const starts = poissonStarts(1, 10, 5_000);
    expect((starts.at(-1) ?? 0) / 4_999).toBeCloseTo(100, -1);
    expect(starts[0]).toBe(0);
  });
});
