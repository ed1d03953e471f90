import type { RunCaseCounts, RunSummary } from '../report/run-summary.js';
import { startOfRun } from './run-start.js';
import type { RunTags } from './tags.js';

/** How a run stands, as a list shows it. */
export type RunStatus = RunSummary['status'] | 'crashed' | 'unreadable';

/** What the index holds of a run. What an unreadable or a running run does not tell is absent. */
export interface RunEntry extends RunTags {
  readonly runId: string;
  readonly status: RunStatus;
  /** Start in milliseconds since the epoch, from the id. */
  readonly startedMs: number;
  readonly createdAt?: string;
  readonly durationMs?: number;
  readonly suites: readonly string[];
  /** Names of the targets. */
  readonly targets: readonly string[];
  /** What the backends call the models; a target that was never loaded has none. */
  readonly models: readonly string[];
  /** What makes each target the same model; see `Target`. */
  readonly fingerprints: readonly string[];
  readonly benchmarks: readonly string[];
  readonly counts?: RunCaseCounts;
  /** Why it cannot be read. */
  readonly problem?: string;
}

/** The entry of a run that is not going on; one that never ended has crashed. */
export function entryOfSummary(summary: RunSummary, tags: RunTags): RunEntry {
  const { runId, status, createdAt, durationMs, suites, targets, counts, cases } = summary;
  return {
    runId,
    status: status === 'running' ? 'crashed' : status,
    startedMs: startOfRun(runId),
    createdAt,
    durationMs,
    suites,
    targets: targets.map(({ name }) => name),
    fingerprints: targets.map(({ fingerprint }) => fingerprint),
    models: [...new Set(targets.flatMap(({ description }) => description?.model ?? []))],
    benchmarks: [...new Set(cases.map(({ benchmark }) => benchmark))],
    counts,
    ...tags,
  };
}

/** The entry of a run of which only the id is known: it is going on, or it cannot be read. */
export function bareEntry(runId: string, told: { readonly status: RunStatus; readonly problem?: string }): RunEntry {
  return {
    runId,
    startedMs: startOfRun(runId),
    suites: [],
    targets: [],
    models: [],
    fingerprints: [],
    benchmarks: [],
    tags: [],
    ...told,
  };
}

/** Whether a run can no longer change: every case of it completed. Any other may be resumed. */
export function isSettled({ status, counts }: RunEntry): boolean {
  if (status !== 'completed' || counts === undefined) return false;
  const { completed: _, ...others } = counts;
  return Object.values(others).every((count) => count === 0);
}
