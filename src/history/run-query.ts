import type { RunEntry, RunStatus } from './run-entry.js';
import { startOfRun } from './run-start.js';

/** Which runs are wanted; what is absent is no condition. */
export interface RunQuery {
  /** Started at or after, and before or at; milliseconds since the epoch. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Part of the name of a target or of its model, whatever its case. */
  readonly model?: string;
  readonly suite?: string;
  readonly benchmark?: string;
  readonly status?: RunStatus;
  readonly tag?: string;
  /** At most so many, the newest. */
  readonly last?: number;
}

/**
 * The ids among which all wanted runs are, as far as ids alone tell: by their start, and by their number where nothing
 * else is asked for. `ids` ascend, and so does the answer.
 */
export function candidates(ids: readonly string[], query: RunQuery): readonly string[] {
  const { fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY, last, ...others } = query;
  const dated = query.fromMs !== undefined || query.toMs !== undefined;
  const inRange = dated ? ids.filter((id) => isWithin(startOfRun(id), fromMs, toMs)) : ids;
  const unconditional = Object.values(others).every((each) => each === undefined);
  return last !== undefined && unconditional ? inRange.slice(Math.max(0, inRange.length - last)) : inRange;
}

function isWithin(ms: number, fromMs: number, toMs: number): boolean {
  return ms >= fromMs && ms <= toMs;
}

/** The wanted runs, newest first. */
export function selectRuns(entries: readonly RunEntry[], query: RunQuery): RunEntry[] {
  const wanted = entries.filter((entry) => fits(entry, query));
  const newestFirst = wanted.sort((a, b) => (a.runId < b.runId ? 1 : -1));
  return query.last === undefined ? newestFirst : newestFirst.slice(0, query.last);
}

function fits(entry: RunEntry, { fromMs, toMs, model, suite, benchmark, status, tag }: RunQuery): boolean {
  const part = model?.toLowerCase();
  return (
    (fromMs === undefined || entry.startedMs >= fromMs) &&
    (toMs === undefined || entry.startedMs <= toMs) &&
    (part === undefined || [...entry.targets, ...entry.models].some((name) => name.toLowerCase().includes(part))) &&
    (suite === undefined || entry.suites.includes(suite)) &&
    (benchmark === undefined || entry.benchmarks.includes(benchmark)) &&
    (status === undefined || entry.status === status) &&
    (tag === undefined || entry.tags.includes(tag))
  );
}
