import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Journal } from '../../src/journal/journal.js';
import { JOURNAL_FORMAT, type Generation, type RunMeta } from '../../src/journal/records.js';
import { buildPlan } from '../../src/plan/build-plan.js';
import type { Plan } from '../../src/plan/plan.js';
import type { EnvironmentRecord } from '../../src/protocol/environment.js';
import type { Sample } from '../../src/protocol/sample.js';

const ENVIRONMENT: EnvironmentRecord = {
  cpu: { model: 'test', logicalCores: 2, availableCores: 2 },
  memory: { totalBytes: 1, freeBytes: 1 },
  os: { platform: 'linux', name: 'test', kernel: '1', architecture: 'x64' },
  node: 'v20.0.0',
  acode: '0.0.0',
};

/** A plan of two cases with three iterations each. */
export function smallPlan(): Plan {
  return buildPlan({
    benchmarks: [
      {
        name: 'one',
        version: 1,
        question: '?',
        primaryMetrics: ['ttft'],
        cases: [{ promptTokens: 1 }, { promptTokens: 2 }],
      },
    ],
    suites: [],
    suiteNames: [],
    benchmarkNames: ['one'],
    targets: [{ name: 'm', spec: { kind: 'embedded', modelPath: '/m.gguf', gpu: false }, fingerprint: 'sha256:0' }],
    iterations: 3,
    warmup: 1,
    deterministic: false,
  });
}

export function runMeta(plan: Plan): RunMeta {
  const { cases, ...rest } = plan;
  return {
    format: JOURNAL_FORMAT,
    runId: '20260101-000000-abcd',
    createdAt: '2026-01-01T00:00:00.000Z',
    acode: '0.0.0',
    metricDefs: 1,
    plan: rest,
    caseCount: cases.length,
    environment: ENVIRONMENT,
    command: ['acode', 'benchmark', 'run'],
  };
}

export function sitting(generation: number): Generation {
  return {
    generation,
    startedAt: '2026-01-01T00:00:00.000Z',
    traceId: '0'.repeat(32),
    orchestrator: { pid: 1 },
    environment: ENVIRONMENT,
  };
}

export function sample(iteration: number, phase: Sample['phase'] = 'measure'): Sample {
  return {
    iteration,
    phase,
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 10 + iteration,
    requests: [],
    metrics: { rssAfter: 5 },
    labels: [],
  };
}

export const ENDING = { endedAt: '2026-01-01T00:00:01.000Z', durationMs: 1_000, warnings: [] };
export const WORKER = { pid: 2 };

/** A fresh journal in a folder that goes away with the scope. */
export async function freshJournal(): Promise<{
  journal: Journal;
  dir: string;
  plan: Plan;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'acode-journal-'));
  const dir = path.join(root, 'runs', 'r', 'journal');
  const plan = smallPlan();
  await import('node:fs/promises').then((fs) => fs.mkdir(path.dirname(dir), { recursive: true }));
  const journal = await Journal.create(dir, { meta: runMeta(plan), plan, generation: sitting(1) });
  return { journal, dir, plan, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}

/** Takes a case through start and three samples to its end. */
export async function completeCase(journal: Journal, ordinal: number): Promise<void> {
  await journal.startCase(ordinal, { attempt: 1, take: 0, fruitless: 0, worker: WORKER });
  await journal.appendSamples(ordinal, { attempt: 1, take: 0 }, [sample(0, 'warmup'), sample(0), sample(1)]);
  await journal.endCase(ordinal, { status: 'completed', attempt: 1, take: 0, ...ENDING }, [sample(2)]);
}
