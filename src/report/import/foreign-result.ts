/** A metric of another tool that is not taken over, and why. */
export interface OmittedMetric {
  /** The other tool's name for it. */
  readonly name: string;
  readonly reason: string;
}

/** What another tool measured, in our metrics and base units: only those whose definitions agree with ours. */
export interface ForeignResult {
  readonly tool: 'llama-bench' | 'vllm-bench' | 'aiperf';
  readonly model: string;
  /** What the values were measured at, under our names where they mean the same. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Metric id to its values: one per repetition or request, or a single one of the whole benchmark. */
  readonly metrics: Readonly<Record<string, readonly number[]>>;
  readonly omitted: readonly OmittedMetric[];
}
