/** The public face of the package: what a benchmark of one's own and a reader of results need. */
export {
  defineBenchmark,
  type Benchmark,
  type IterationContext,
  type IterationResult,
  type RequestOptions,
} from './worker/benchmark.js';
export type { CaseDemands, Generation, GenerationRequest, Prompt, Provider, Sampling } from './providers/provider.js';
export type { RequestRecord, Sample } from './protocol/sample.js';
export type { RunEvent } from './protocol/run-events.js';
export { METRIC_DEFS, METRICS, metricDefinition, type MetricDefinition } from './metrics/registry.js';
export { EXIT, type ExitCode } from './exit-codes.js';
