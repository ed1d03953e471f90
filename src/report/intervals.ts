import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { COMPUTED_FROM } from '../statistics/bootstrap.js';
import { bootstrapMedians, type BootstrapTask } from '../statistics/bootstrap-task.js';
import { BOOTSTRAP_DEFAULTS } from '../statistics/resampling.js';
import type { Interval } from '../statistics/interval.js';
import type { CaseReading } from './case-reading.js';
import { isMeasuring } from './case-summary.js';
import type { SortedValues } from './metric-values.js';

/** A confidence interval of a median, in the metric's unit. */
export interface MedianInterval extends Interval {
  /** Confidence level, 0.95. */
  readonly level: number;
}

/** Intervals by case id and metric id. A metric with fewer than two values has none. */
export type IntervalTable = ReadonlyMap<string, ReadonlyMap<string, MedianInterval>>;

const LEVEL = 0.95;

/** A case's metrics and the tasks that compute their intervals, in the same order. */
interface CaseTasks {
  readonly caseId: string;
  readonly metrics: readonly string[];
  readonly tasks: readonly BootstrapTask[];
}

/** Computes the intervals of many medians; the answers are in the order of the tasks. */
type ComputeMedians = (tasks: readonly BootstrapTask[]) => Promise<(Interval | undefined)[]> | (Interval | undefined)[];

/**
 * Bootstrap 95 % intervals of the median of every metric with at least two values, in every case. The same seed and
 * values give the same intervals, whatever the threads do: each metric has a generator of its own.
 */
export async function computeIntervals(readings: readonly CaseReading[], seed: number): Promise<IntervalTable> {
  // A graded item is one question: what its few values spread says nothing.
  const measuring = readings.filter(({ summary }) => isMeasuring(summary));
  const work = measuring.flatMap(({ summary, sorted }) => {
    const tasks = caseTasks(summary.caseId, { seed, values: sorted });
    return tasks.tasks.length === 0 ? [] : [tasks];
  });
  return drawsOf(work) <= FEW_DRAWS
    ? computeAll(work, bootstrapMedians)
    : withPool((compute) => computeAll(work, compute));
}

/** Fewer are drawn in some tens of milliseconds, sooner than threads have started. */
const FEW_DRAWS = 2_000_000;

/** How many values are drawn for all intervals; those of many values are computed without. */
function drawsOf(work: readonly CaseTasks[]): number {
  const sizes = work.flatMap(({ tasks }) => tasks.map(({ values }) => values.length));
  return sizes.reduce((total, size) => total + (size < COMPUTED_FROM ? size * BOOTSTRAP_DEFAULTS.resamples : 0), 0);
}

function caseTasks(
  caseId: string,
  { seed, values }: { readonly seed: number; readonly values: SortedValues },
): CaseTasks {
  const entries = [...values].filter(([, each]) => each.length >= 2);
  return {
    caseId,
    metrics: entries.map(([id]) => id),
    tasks: entries.map(([id, each]) => ({ values: each, seed: seedOf(seed, caseId, id), level: LEVEL })),
  };
}

/** 32 bits of SHA-256 over all three, so that no two metrics draw the same resamples. */
function seedOf(seed: number, caseId: string, metric: string): number {
  return createHash('sha256').update(`${seed}\n${caseId}\n${metric}`).digest().readUInt32BE(0);
}

async function computeAll(work: readonly CaseTasks[], compute: ComputeMedians): Promise<IntervalTable> {
  const rows = work.map(async ({ caseId, metrics, tasks }) => {
    const intervals = await compute(tasks);
    const row = new Map<string, MedianInterval>();
    for (const [index, id] of metrics.entries()) {
      const interval = intervals[index];
      if (interval !== undefined) row.set(id, { low: interval.low, high: interval.high, level: LEVEL });
    }
    return [caseId, row] as const;
  });
  return new Map(await Promise.all(rows));
}

/** Threads live only as long as `use`; piscina is loaded here, so that commands without a report start without it. */
async function withPool<T>(use: (compute: ComputeMedians) => Promise<T>): Promise<T> {
  const taskFile = fileURLToPath(new URL('../statistics/bootstrap-task.js', import.meta.url));
  // Beside the TypeScript source there is no compiled file that a thread could load; the work is then done right here.
  if (!existsSync(taskFile)) return use(bootstrapMedians);
  const { Piscina } = await import('piscina');
  const pool = new Piscina<readonly BootstrapTask[], (Interval | undefined)[]>({
    filename: taskFile,
    name: 'bootstrapMedians',
    minThreads: 1,
    maxThreads: availableParallelism(),
  });
  try {
    return await use((tasks) => pool.run(tasks));
  } finally {
    await pool.destroy();
  }
}
