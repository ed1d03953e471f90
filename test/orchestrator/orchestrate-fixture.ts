import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRun } from '../../src/journal/load-run.js';
import type { RunRecord } from '../../src/journal/run-record.js';
import { readEnvironment } from '../../src/orchestrator/environment.js';
import { orchestrate } from '../../src/orchestrator/orchestrate.js';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import type { RunOutcome, RunRequest } from '../../src/orchestrator/run-request.js';
import { buildPlan } from '../../src/plan/build-plan.js';
import type { Plan } from '../../src/plan/plan.js';
import { GRADER_ENTRY } from '../../src/process-entries.js';
import type { CaseParameters } from '../../src/protocol/messages.js';
import type { RunEvent } from '../../src/protocol/run-events.js';

export const SCRIPTED_WORKER = fileURLToPath(new URL('../fixtures/workers/scripted.mjs', import.meta.url));
export const RUN_ID = '20260101-000000-abcd';

/** A plan of scripted cases; benchmark names do not matter to the scripted worker. */
export function scriptedPlan(
  cases: readonly CaseParameters[],
  options: { iterations?: number; timeoutMs?: number; modelPath?: string; graderVersion?: number } = {},
): Plan {
  return buildPlan({
    benchmarks: [
      {
        name: 'scripted',
        version: 1,
        question: '?',
        primaryMetrics: [],
        cases,
        ...(options.graderVersion === undefined
          ? {}
          : { graded: { name: 'scripted', version: options.graderVersion } }),
      },
    ],
    suites: [],
    suiteNames: [],
    benchmarkNames: ['scripted'],
    targets: [
      {
        name: 'm',
        spec: { kind: 'embedded', modelPath: options.modelPath ?? '/m', gpu: false },
        fingerprint: 'sha256:0',
      },
    ],
    warmup: 1,
    iterations: options.iterations ?? 4,
    timeoutMs: options.timeoutMs ?? 20_000,
    deterministic: false,
    ...(options.graderVersion === undefined ? {} : { grading: { samples: options.iterations ?? 1, temperature: 0 } }),
  });
}

/** A data folder that goes away with the scope, and runs in it. */
export async function sandbox(): Promise<Sandbox> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'acode-run-'));
  return new Sandbox(dataDir);
}

export class Sandbox {
  readonly events: RunEvent[] = [];
  readonly dataDir: string;

  constructor(dataDir: string) {
    this.dataDir = dataDir;
  }

  async run(plan: Plan, changes: Partial<RunRequest> = {}): Promise<RunOutcome> {
    return orchestrate({
      dataDir: this.dataDir,
      runId: RUN_ID,
      source: { kind: 'new', plan, command: [] },
      environment: await readEnvironment('0.0.0'),
      acodeVersion: '0.0.0',
      metricDefs: 1,
      workerEntry: SCRIPTED_WORKER,
      graderEntry: GRADER_ENTRY,
      wait: false,
      logLevel: 'debug',
      signal: new AbortController().signal,
      onEvent: (event) => this.events.push(event),
      ...changes,
    });
  }

  resume(plan: Plan, changes: Partial<RunRequest> & { retryFailed?: boolean } = {}): Promise<RunOutcome> {
    const { retryFailed = false, ...rest } = changes;
    return this.run(plan, { source: { kind: 'resume', retryFailed, verify: () => Promise.resolve() }, ...rest });
  }

  record(): Promise<RunRecord> {
    return readRun(runFolder(this.dataDir, RUN_ID).journalDir);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.dataDir, { recursive: true, force: true });
  }
}

/** Iterations of the measured samples of a case, in order, each with the attempt that made it. */
export function measured(record: RunRecord, ordinal: number): [iteration: number, attempt: number][] {
  const samples = record.cases[ordinal]?.samples ?? [];
  return samples
    .filter(({ sample }) => sample.phase === 'measure')
    .map(({ sample, attempt }) => [sample.iteration, attempt]);
}
