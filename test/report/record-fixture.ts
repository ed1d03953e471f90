import type { CaseState, Generation, StoredTarget } from '../../src/journal/records.js';
import type { CaseRecord, RunRecord } from '../../src/journal/run-record.js';
import { computeRequestMetrics } from '../../src/metrics/request-metrics.js';
import type { EnvironmentRecord } from '../../src/protocol/environment.js';
import type { CaseParameters } from '../../src/protocol/messages.js';
import type { EngineTimings, RequestRecord, Sample } from '../../src/protocol/sample.js';

export const ENVIRONMENT: EnvironmentRecord = {
  cpu: { model: 'Example CPU 9000', logicalCores: 4, availableCores: 2, governor: 'performance' },
  memory: { totalBytes: 16 * 2 ** 30, freeBytes: 8 * 2 ** 30 },
  os: { platform: 'linux', name: 'Example Linux 1', kernel: '6.1', architecture: 'x64' },
  node: 'v20.20.0',
  acode: '0.1.0',
  powerSource: 'mains',
};

/** A request that starts at 0, has its first token at `ttftMs` and 16 more, one each 10 ms: 100 tok/s decoded. */
export function request(ttftMs: number, changes: { cached?: number; engine?: EngineTimings } = {}): RequestRecord {
  const facts = {
    outcome: { status: 'ok' },
    stamps: {
      scheduledMs: 0,
      sendMs: 0,
      firstEventMs: ttftMs,
      firstTokenMs: ttftMs,
      lastTokenMs: ttftMs + 160,
      endMs: ttftMs + 161,
    },
    counts: {
      promptTokens: 100,
      cachedPromptTokens: changes.cached ?? 0,
      outputTokens: 17,
      firstEventTokens: 1,
      requestedPromptTokens: 100,
      requestedOutputTokens: 17,
      source: 'server',
    },
    cold: true,
    ...(changes.engine === undefined ? {} : { engine: changes.engine }),
  } as const;
  const { cold: _, ...kept } = facts;
  return { ...kept, ...computeRequestMetrics(facts), finish: 'length', series: { icl: [10] } };
}

export function failedRequest(): RequestRecord {
  return {
    outcome: { status: 'failed', class: 'http-5xx', message: 'busy' },
    stamps: { scheduledMs: 0, sendMs: 0, endMs: 50 },
    counts: { promptTokens: 0, outputTokens: 0, firstEventTokens: 0, source: 'server' },
    finish: 'unknown',
    metrics: {},
    series: {},
    labels: [],
  };
}

export function sample(
  iteration: number,
  requests: readonly RequestRecord[],
  phase: Sample['phase'] = 'measure',
): Sample {
  const startedAt = new Date(Date.UTC(2026, 0, 1, 0, 0, 1 + iteration)).toISOString();
  return { iteration, phase, startedAt, durationMs: 300, requests, metrics: {}, labels: [] };
}

const ENDING = { endedAt: '2026-01-01T00:00:20.000Z', durationMs: 19_000, warnings: [] };
const ATTEMPT = { attempt: 1, take: 0 };

export function completedState(iterations: number): CaseState {
  const usage = {
    rssPeakBytes: 512 * 2 ** 20,
    rssMeanBytes: 500 * 2 ** 20,
    rssCurve: [[0, 1]] as const,
    harnessCpuMs: 5,
    otherCpuShare: 0.05,
  };
  return { status: 'completed', iterations, digest: 'd', ...ATTEMPT, ...ENDING, usage };
}

export function failedState(message: string): CaseState {
  return { status: 'failed', reason: { code: 'crash', message, hint: 'Look at the log.' }, ...ATTEMPT, ...ENDING };
}

interface CaseDetails {
  readonly benchmark?: string;
  readonly parameters?: CaseParameters;
  readonly samples?: readonly Sample[];
  readonly state?: CaseState;
  readonly complete?: boolean;
  readonly iterations?: number;
  readonly generation?: number;
}

/** A case; its ordinal is set by {@link record}. */
export function caseOf(details: CaseDetails): CaseRecord {
  const samples = details.samples ?? [];
  const measured = samples.filter(({ phase }) => phase === 'measure').length;
  const state = details.state ?? completedState(measured);
  return {
    planned: {
      id: 'set by record',
      ordinal: 0,
      benchmark: details.benchmark ?? 'latency',
      benchmarkVersion: 1,
      target: 'model',
      parameters: details.parameters ?? { promptTokens: 100, outputTokens: 17 },
      warmup: 1,
      iterations: details.iterations ?? measured,
      timeoutMs: 60_000,
      seed: 1,
    },
    state,
    samples: samples.map((each) => ({ attempt: 1, take: 0, generation: details.generation ?? 1, sample: each })),
    complete: details.complete ?? state.status === 'completed',
    discardedSamples: 0,
  };
}

export function sitting(
  generation: number,
  environment = ENVIRONMENT,
  startedAt = '2026-01-01T00:00:00.000Z',
): Generation {
  return { generation, startedAt, traceId: String(generation).repeat(32), orchestrator: { pid: 1 }, environment };
}

const TARGET: StoredTarget = {
  generation: 1,
  target: 'model',
  description: {
    provider: 'embedded',
    model: 'model',
    architecture: 'llama',
    quantisation: 'Q8_0',
    parameterCount: 12_300_000,
    threads: 2,
    backendBuild: 'b1',
    modelPids: [7],
  },
  loadMs: 321,
};

/** A run of these cases, completed after 30 s unless told otherwise. */
export function record(cases: readonly CaseRecord[], changes: Partial<RunRecord> = {}): RunRecord {
  return {
    meta: {
      format: 1,
      runId: '20260101-000000-abcd',
      createdAt: '2026-01-01T00:00:00.000Z',
      acode: '0.1.0',
      metricDefs: 1,
      plan: {
        version: 1,
        suites: ['quick'],
        targets: [
          { name: 'model', spec: { kind: 'embedded', modelPath: 'm.gguf', gpu: false }, fingerprint: 'sha256:0' },
        ],
        seed: 42,
        deterministic: false,
        hash: 'h',
      },
      caseCount: cases.length,
      environment: ENVIRONMENT,
      command: ['acode', 'benchmark', 'run'],
    },
    state: { status: 'completed', endedAt: '2026-01-01T00:00:30.000Z' },
    generations: [sitting(1)],
    targets: [TARGET],
    notes: [],
    cases: cases.map((each, ordinal) => ({ ...each, planned: { ...each.planned, id: `case-${ordinal}`, ordinal } })),
    damage: [],
    ...changes,
  };
}

/** Samples with these times to first token, behind one warm-up that nothing may count. */
export function samplesWithTtft(...ttfts: readonly number[]): Sample[] {
  return [sample(0, [request(9_999)], 'warmup'), ...ttfts.map((ttft, index) => sample(index, [request(ttft)]))];
}
