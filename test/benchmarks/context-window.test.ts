import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contextWindow } from '../../benchmarks/context-window.js';
import { startFakeServer, type FakeServer } from '../../src/providers/fake-server/fake-server.js';
import type { Provider } from '../../src/providers/provider.js';
import { iterationValues, openFake, runBenchmark } from './run-benchmark.js';

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

describe('the context-window benchmark on a server', () => {
  const parameters = { contextTokens: 1_000, outputTokens: 8 };

  it('hits exactly the needles that the server remembers', async () => {
    // Positions are 50, 10, 90, 30 and 70 %, each within 8 %: the last 600 tokens hold all but the second and the fourth.
    server.behave({ llamaCpp: true, recallTokens: 600 });
    const samples = await runBenchmark({ benchmark: contextWindow, provider, parameters, iterations: 10 });
    expect(iterationValues(samples, 'needleHit')).toEqual([1, 0, 1, 0, 1, 1, 0, 1, 0, 1]);
  });

  it('labels prompts of which the server reads only the end', async () => {
    server.behave({ llamaCpp: true, promptLimit: { tokens: 600, whenOver: 'cut' }, recallTokens: 10_000 });
    const samples = await runBenchmark({ benchmark: contextWindow, provider, parameters, iterations: 5 });
    const requests = samples.flatMap((sample) => sample.requests);
    expect(requests.map(({ labels }) => labels)).toEqual(requests.map(() => ['truncated']));
    expect(requests.map(({ counts }) => counts.promptTokens)).toEqual([600, 600, 600, 600, 600]);
    // What was cut off cannot be found.
    expect(iterationValues(samples, 'needleHit')).toEqual([1, 0, 1, 0, 1]);
  });

  it('keeps a request that the server refuses as a failure that found nothing', async () => {
    server.behave({ llamaCpp: true, promptLimit: { tokens: 700, whenOver: 'refuse' } });
    const [sample] = await runBenchmark({ benchmark: contextWindow, provider, parameters, iterations: 1 });
    expect(sample?.requests[0]?.outcome).toMatchObject({ status: 'failed', class: 'http-4xx' });
    expect(sample?.metrics['needleHit']).toBe(0);
    expect(sample?.metrics['contextTokens']).toBeUndefined();
  });
});
