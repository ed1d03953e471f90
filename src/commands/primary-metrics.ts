import { BENCHMARKS } from '../../benchmarks/registry.js';

/** The metrics that tell most about a benchmark, best first; none for a benchmark this version does not know. */
export function primaryMetrics(name: string): readonly string[] {
  return BENCHMARKS.find((benchmark) => benchmark.name === name)?.primaryMetrics ?? [];
}
