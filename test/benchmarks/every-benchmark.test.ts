import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import { computeCaseMetrics } from '../../src/metrics/case-metrics.js';
import { startFakeServer, type FakeServer } from '../../src/providers/fake-server/fake-server.js';
import type { Provider } from '../../src/providers/provider.js';
import { metricValues } from '../../src/report/metric-values.js';
import { openFake, runBenchmark } from './run-benchmark.js';

let server: FakeServer;
let provider: Provider;

beforeAll(async () => {
  server = await startFakeServer({ llamaCpp: true, schedule: { ttftMs: 2, interTokenMs: 0.5 } });
  provider = await openFake(server.url);
});

afterAll(async () => {
  await provider.close();
  await server.close();
});

/** Numbers of a whole case that come from the orchestrator's sampler, or need more than a second of measuring. */
const FROM_ELSEWHERE: ReadonlySet<string> = new Set(['rssPeak', 'rssMean', 'sustained']);

/** Those that start the model cannot do so here, and answers with a grader are not judged by numbers. */
const MEASURING = BENCHMARKS.filter(({ name, graded }) => name !== 'cold-start' && graded === undefined);

describe('every benchmark that measures speed or memory', () => {
  it.each(MEASURING.map((benchmark) => [benchmark.name, benchmark] as const))(
    '%s answers every request and has what it is judged by',
    async (name, benchmark) => {
      const parameters = name === 'sustained' ? { checkpointMs: 50, promptTokens: 16, outputTokens: 192 } : undefined;
      const samples = await runBenchmark({
        benchmark,
        provider,
        iterations: 1,
        ...(parameters === undefined ? {} : { parameters }),
      });
      const requests = samples.flatMap((sample) => sample.requests);
      expect(requests.length).toBeGreaterThan(0);
      expect(requests.map(({ outcome }) => outcome.status)).toEqual(requests.map(() => 'ok'));
      const found = {
        ...Object.fromEntries(metricValues(samples)),
        ...computeCaseMetrics(samples, benchmark.cases[0]),
      };
      const first = benchmark.primaryMetrics.find((id) => !FROM_ELSEWHERE.has(id));
      // An open loop has a response time; the first case of the mixture is a closed one.
      const judgedBy = name === 'mixed' ? 'e2el' : first;
      if (judgedBy !== undefined) expect(Object.keys(found)).toContain(judgedBy);
    },
  );
});
