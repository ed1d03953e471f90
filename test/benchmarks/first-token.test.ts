import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstToken } from '../../benchmarks/first-token.js';
import { startFakeServer, type FakeServer } from '../../src/providers/fake-server/fake-server.js';
import type { Provider } from '../../src/providers/provider.js';
import { openFake, requestValues, runBenchmark } from './run-benchmark.js';

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

const parameters = { promptTokens: 64, outputTokens: 1, answerTokens: 40 };

describe('the first-token benchmark', () => {
  it('asks a model that answers at once for one token', async () => {
    const samples = await runBenchmark({ benchmark: firstToken, provider, parameters });
    expect(samples.map(({ requests }) => requests.length)).toEqual([1, 1, 1]);
    expect(requestValues(samples, 'ttfo')).toEqual(requestValues(samples, 'ttft'));
  });

  it('gives a model that thinks room to come to its answer', async () => {
    const schedule = { ttftMs: 5, interTokenMs: 2 };
    server.behave({ llamaCpp: true, form: 'reasoning_content', thinkingTokens: 20, naturalTokens: 30, schedule });
    const samples = await runBenchmark({ benchmark: firstToken, provider, parameters });
    expect(samples.map(({ requests }) => requests.map(({ counts }) => counts.outputTokens))).toEqual([
      [1, 30],
      [1, 30],
      [1, 30],
    ]);
    for (const { requests } of samples) {
      const [short, long] = requests;
      expect(short?.metrics['ttfo']).toBeUndefined();
      // The answer begins at the 21st token: behind the gaps of 20 others.
      const gaps = long?.series.icl?.slice(0, 20) ?? [];
      const { ttft = NaN, ttfo = NaN } = long?.metrics ?? {};
      expect(ttfo - ttft).toBeCloseTo(
        gaps.reduce((sum, gap) => sum + gap, 0),
        6,
      );
    }
  });

  it('has no time to an answer where the room ends before it', async () => {
    server.behave({ llamaCpp: true, form: 'reasoning_content', thinkingTokens: 99 });
    const samples = await runBenchmark({ benchmark: firstToken, provider, parameters, iterations: 1 });
    expect(samples[0]?.requests).toHaveLength(2);
    expect(requestValues(samples, 'ttfo')).toEqual([]);
    expect(requestValues(samples, 'ttft')).toHaveLength(2);
  });
});
