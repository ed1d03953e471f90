import { BENCHMARKS } from '../../benchmarks/registry.js';
import type { RunRecord } from '../journal/run-record.js';

/** The metrics by which a built-in benchmark is judged; none for one that is not known. */
export function primaryMetricsOf(benchmark: string): readonly string[] {
  return BENCHMARKS.find(({ name }) => name === benchmark)?.primaryMetrics ?? [];
}

/** The same for the benchmarks of some runs: those of the user's own are in the runs' plans. */
export function primaryMetricsIn(records: readonly RunRecord[]): (benchmark: string) => readonly string[] {
  const custom = records.flatMap(({ meta }) => meta.plan.customBenchmarks ?? []);
  return (benchmark) => custom.find(({ name }) => name === benchmark)?.primaryMetrics ?? primaryMetricsOf(benchmark);
}
