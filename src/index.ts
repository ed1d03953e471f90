/** The public face of the package: the harness, and what a benchmark of one's own and a reader of results need. */
export { createHarness, type Harness, type HarnessRun } from './library/create-harness.js';
export type {
  HarnessOptions,
  HarnessResumeOptions,
  HarnessRunOptions,
  SittingOptions,
} from './library/harness-options.js';
export {
  defineBenchmark,
  type Answer,
  type AskOptions,
  type BenchmarkDefinition,
  type CustomContext,
  type CustomResult,
} from './worker/custom/define-benchmark.js';
export type { IterationContext, RequestOptions } from './worker/benchmark.js';
export type { CaseDemands, Generation, GenerationRequest, Prompt, Provider, Sampling } from './providers/provider.js';
export type { ChatMessage, ToolCall, ToolDefinition } from './protocol/chat.js';
export type { PlannableBenchmark } from './plan/plan.js';
export type { RequestRecord, Sample } from './protocol/sample.js';
export type { RunEvent } from './protocol/run-events.js';
export type { CaseSummary } from './report/case-summary.js';
export type { RunSummary } from './report/run-summary.js';
export { METRIC_DEFS, METRICS, metricDefinition, type MetricDefinition } from './metrics/registry.js';
export { AcodeError } from './errors.js';
export { EXIT, type ExitCode } from './exit-codes.js';
