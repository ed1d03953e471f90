import { BENCHMARKS } from '../../benchmarks/registry.js';

/** The metrics by which a built-in benchmark is judged; none for one that is not known. */
export function primaryMetricsOf(benchmark: string): readonly string[] {
  return BENCHMARKS.find(({ name }) => name === benchmark)?.primaryMetrics ?? [];
}
