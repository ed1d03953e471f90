import type { CaseParameters } from '../../src/protocol/messages.js';
import type { Sample } from '../../src/protocol/sample.js';
import { openOpenAi } from '../../src/providers/openai/openai-provider.js';
import type { Provider } from '../../src/providers/provider.js';
import type { Benchmark } from '../../src/worker/benchmark.js';
import { runCase } from '../../src/worker/case-runner.js';

/** What a test runs. */
export interface BenchmarkRun {
  readonly benchmark: Benchmark;
  readonly provider: Provider;
  readonly parameters?: CaseParameters;
  readonly iterations?: number;
  /** Called before each iteration. */
  readonly before?: (iteration: number) => void;
}

/** Runs one case without a warm-up, as a worker does, and returns its samples. */
export async function runBenchmark(run: BenchmarkRun): Promise<Sample[]> {
  const samples: Sample[] = [];
  await runCase({
    benchmark: run.benchmark,
    provider: run.provider,
    command: {
      v: 1,
      type: 'case',
      caseId: 'case',
      attempt: 1,
      parameters: run.parameters ?? run.benchmark.cases[0] ?? {},
      warmup: 0,
      firstIteration: 0,
      iterations: run.iterations ?? 3,
      seed: 42,
    },
    reporter: {
      prepared: () => undefined,
      stage: (_stage, iteration) => run.before?.(iteration),
      sample: (sample) => {
        samples.push(sample);
        return Promise.resolve();
      },
    },
    signal: new AbortController().signal,
  });
  return samples;
}

/** Opens the fake server's model. */
export async function openFake(url: string): Promise<Provider> {
  return openOpenAi({ kind: 'openai', baseUrl: url, model: 'fake-model' }, { log: () => undefined, environment: {} });
}

/** The values of a request's metric over all samples. */
export function requestValues(samples: readonly Sample[], id: string): number[] {
  return samples.flatMap(({ requests }) =>
    requests.flatMap(({ metrics }) => (metrics[id] === undefined ? [] : [metrics[id]])),
  );
}

/** The values of an iteration's metric over all samples. */
export function iterationValues(samples: readonly Sample[], id: string): number[] {
  return samples.flatMap(({ metrics }) => (metrics[id] === undefined ? [] : [metrics[id]]));
}
